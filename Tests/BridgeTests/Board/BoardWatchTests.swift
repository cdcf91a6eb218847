import BoardCRM
import Bridge
import HTTPClient
import Listener
import Mapping
import Sandbox
import Telemetry
import TestKit
import Testing

@Suite("The service watches its board")
struct BoardWatchTests {
    private static let form = """
        column_id: 1287
        lead: { name: { from: name, required: true } }
        fields:
          title: { template: "Website: {topic}", max_length: 200 }
          budget: { from: budget, type: integer }
        """

    /// What a test has in its hands. An answer is told of before the next inquiry.
    private struct Watching {
        let sandbox: Sandbox
        let watch: BoardWatch
        let settings: IntakeSettings
        /// Whether the board answered, for each inquiry.
        let answers: EventList<Bool>

        /// Waits until so many more inquiries are answered, and what came before them is told.
        func more(_ count: Int) async throws {
            let before = answers.all.count
            try await answers.wait(count: before + count)
        }

        /// Has the board asked, and waits until what it says is told.
        func inquire() async throws {
            for _ in 0..<2 {
                // Counted before: the answer may come at once.
                let before = answers.all.count
                watch.wake()
                try await answers.wait(count: before + 1)
            }
        }
    }

    /// Runs a watch of a sandbox by the real client, with a pause that no test outlives, and returns what it logs.
    private func watching(
        token: String = "right", board: SandboxBoard = .standard, form: String = Self.form,
        pause: Duration = .seconds(3600),
        _ body: (Watching) async throws -> Void
    ) async throws -> [String] {
        let sandbox = try Sandbox(listen: .tcp(host: "127.0.0.1", port: 0), accessToken: "right", board: board)
        let http = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "BoardBridge/test"))
        do {
            let crm = CRMSettings(accessToken: try #require(Secret(token)))
            let client = BoardClient(
                http: http, baseURL: try EndpointURL(sandbox.baseURL), accessToken: crm.accessToken)
            let settings = IntakeSettings(forms: try forms(["contact": form]), limits: LimitSettings())
            let log = try await logged(.logfmt) { log in
                let answers = EventList<Bool>()
                let watch = BoardWatch(settings: settings, crm: crm, pause: pause, pauseAfterFailure: pause, log: log) {
                    _ in
                    let answer = await client.fieldList()
                    answers.append((try? answer.get()) != nil)
                    return answer
                }
                let running = Task { await watch.run() }
                do {
                    try await answers.wait(count: 1)
                    try await body(Watching(sandbox: sandbox, watch: watch, settings: settings, answers: answers))
                } catch {
                    running.cancel()
                    await running.value
                    throw error
                }
                running.cancel()
                await running.value
            }
            await http.close()
            await sandbox.stop()
            return log.split(separator: "\n").map(String.init).filter { !$0.contains("not known of the board") }
        } catch {
            await http.close()
            await sandbox.stop()
            throw error
        }
    }

    /// The standard board without one field, and with another one demanded.
    private static var drifted: SandboxBoard {
        let fields = SandboxBoard.standard.fields.filter { $0.alias.text != "budget" }.map { field in
            SandboxField(
                id: field.id, alias: field.alias, title: field.title, kind: field.kind,
                isRequired: field.alias.text == "source", maxLength: field.alias.text == "title" ? 100 : field.maxLength
            )
        }
        return SandboxBoard(title: "Drifted", columns: SandboxBoard.standard.columns, fields: fields)
    }

    /// The event and the complaint of a line.
    private func told(_ lines: [String]) -> [String] {
        lines.map { line in
            let level = line.firstRange(of: "level=").map { line[$0.upperBound...].prefix { $0 != " " } } ?? ""
            let complaint = line.firstRange(of: "forms/").map { line[$0.lowerBound...].prefix { $0 != "\"" } } ?? ""
            return "\(level) \(complaint)"
        }
    }

    @Test("a board that fits is not spoken of")
    func fits() async throws {
        #expect(try await watching { try await $0.inquire() } == [])
    }

    @Test("drift is told once, again when it changes, and its end too")
    func drift() async throws {
        let lines = try await watching(pause: .milliseconds(10)) { now in
            now.sandbox.board = Self.drifted
            // Several inquiries see the same.
            try await now.more(5)
            now.sandbox.board = .standard
            try await now.more(5)
        }
        #expect(
            told(lines) == [
                "error forms/contact.yaml:1:12: the board demands 'source', and no rule sets it; write one under 'fields'",
                "error forms/contact.yaml:4:3: the board takes at most 100 characters for 'title', and this rule sends up to 200",
                "error forms/contact.yaml:5:3: the board's deals have no field 'budget'; it has description, newsletter, price, reference, source, title, topic, visit_at",
                "info forms/contact.yaml:1:12: the board demands 'source', and no rule sets it; write one under 'fields'",
                "info forms/contact.yaml:4:3: the board takes at most 100 characters for 'title', and this rule sends up to 200",
                "info forms/contact.yaml:5:3: the board's deals have no field 'budget'; it has description, newsletter, price, reference, source, title, topic, visit_at",
                "info ",
            ])
        #expect(lines.last?.contains("the board fits the rules again") == true)
    }

    @Test("other forms are compared at once")
    func reload() async throws {
        let lines = try await watching { now in
            now.settings.replace(forms: try forms(["contact": Self.form + "\n  titel: topic"]), limits: LimitSettings())
            try await now.inquire()
        }
        #expect(
            told(lines) == [
                "error forms/contact.yaml:6:3: the board's deals have no field 'titel'; did you mean 'title'?"
            ])
    }

    @Test("after a reload it asks by the token that is in force then")
    func replaced() async throws {
        let lines = try await watching(token: "no-such-token") { now in
            let crm = CRMSettings(accessToken: try #require(Secret("right")))
            let http = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "BoardBridge/test"))
            let client = BoardClient(
                http: http, baseURL: try EndpointURL(now.sandbox.baseURL), accessToken: crm.accessToken)
            now.watch.replace(crm) { _ in
                let answer = await client.fieldList()
                now.answers.append((try? answer.get()) != nil)
                return answer
            }
            try await now.answers.wait { $0.contains(true) }
            try await now.inquire()
            await http.close()
        }
        #expect(lines.last?.contains("the board fits the rules again") == true)
        #expect(lines.filter { $0.contains("level=error") }.count == 1)
    }

    @Test("a token that the CRM refuses")
    func token() async throws {
        let lines = try await watching(token: "no-such-token") { try await $0.inquire() }
        #expect(lines.count == 1)
        #expect(lines.first?.contains("level=error") == true)
        #expect(lines.first?.contains("the CRM refuses this token") == true)
        #expect(lines.first?.contains("no-such-token") == false)
    }

    @Test(
        "a CRM that answers something else, or nothing, is told once for as long as it does, and what was told stays told",
        arguments: [
            SandboxBehaviour.html(status: 200), .html(status: 502), .status(503, retryAfter: 1), .closeWithoutAnswer,
        ])
    func garbage(behaviour: SandboxBehaviour) async throws {
        let lines = try await watching(form: Self.form + "\n  titel: topic") { now in
            try await now.inquire()
            for answer in [behaviour, .answer, behaviour] {
                now.sandbox.behaviour = answer
                try await now.inquire()
            }
        }
        #expect(lines.map { $0.contains("'titel'") } == [true, false, false])
        for line in lines.dropFirst() {
            #expect(line.contains("level=warning"))
            #expect(line.contains("the board cannot be asked whether it fits the rules"))
        }
    }

    @Test("a CRM that is not there")
    func away() async throws {
        let lines = try await watching { now in
            await now.sandbox.stop()
            try await now.inquire()
            try now.sandbox.resume()
            try await now.inquire()
            #expect(now.answers.all.last == true)
        }
        #expect(lines.count == 1)
        #expect(lines.first?.contains("the board cannot be asked") == true)
    }
}
