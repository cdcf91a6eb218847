import BoardCRM
import Bridge
import Foundation
import Outbox
import OutboxSQLite
import Spam
import Telemetry
import TestKit
import Testing

@Suite("Captchas: asked after the answer, against a stand-in for their servers")
struct CaptchaDeskTests {
    private typealias Service = SiteVerifyServer.Service

    /// A site whose contact form has a captcha, and a desk that asks about it.
    private func asking(
        _ service: Service, more: String = "patience: 1s", store: any KeptStore = InMemoryStore(),
        timeLimit: Duration = .seconds(20), of form: String = contactForm, secret: String = SiteVerifyServer.secret,
        alarms: EventList<CourierAlarm> = EventList(),
        _ body: (IntakeSite, SiteVerifyServer, any KeptStore) async throws -> Void
    ) async throws {
        let server = try SiteVerifyServer(service)
        let form =
            form + """

                origins: [https://www.example.com]
                spam:
                  captcha: { service: \(service.rawValue), secret: \(secret), url: \(server.url), \(more) }
                """
        let signal = EventList<Void>()
        let (stream, wake) = AsyncStream.makeStream(of: Void.self)
        try await serving(
            ["contact": form], store: store,
            asks: {
                signal.append(()); wake.yield()
            }
        ) {
            site async throws in
            try await withDesk(site, store, timeLimit, alarms, stream) { () async throws in
                try await body(site, server, store)
            }
        }
    }

    private func withDesk(
        _ site: IntakeSite, _ store: any KeptStore, _ timeLimit: Duration, _ alarms: EventList<CourierAlarm>,
        _ wakes: AsyncStream<Void>, _ body: () async throws -> Void
    ) async throws {
        let client = CaptchaClient(userAgent: "test", timeLimit: timeLimit)
        let desk = CaptchaDesk(
            store: store, forms: site.settings, asker: client, log: .silent, alarm: { alarms.append($0) }, decided: {})
        let running = Task { await desk.run() }
        let waking = Task { for await _ in wakes { desk.wake() } }
        var failure: (any Error)?
        do { try await body() } catch { failure = error }
        waking.cancel()
        desk.stop()
        await running.value
        await client.close()
        if let failure { throw failure }
    }

    private static func field(_ service: Service) -> String {
        CaptchaService(rawValue: service.rawValue)?.field ?? ""
    }

    /// Posts, and waits until nothing of it is open.
    private func settled(
        _ token: String, _ service: Service, _ site: IntakeSite, _ store: any KeptStore
    ) async throws -> (Submission, SpamRecord) {
        let answer = try await site.post("contact", "name=\(UUID().uuidString)&\(Self.field(service))=\(token)")
        #expect(answer.status == 200 && answer.text.contains("accepted"))
        let id = try answer.submissionID
        return try await poll("a verdict on \(token)") {
            guard let record = try await store.verdicts(of: [id])[id], record.question == nil,
                let submission = try await store.submission(id)
            else { return nil }
            return (submission, record)
        }
    }

    private func finding(_ record: SpamRecord) -> SpamFinding? {
        SpamVerdict(json: record.reasons, threshold: 100).reasons.last?.finding
    }

    @Test("good ones are due, bad ones, those of other sites, and replayed ones are spam", arguments: Service.allCases)
    private func answers(service: Service) async throws {
        try await asking(service) { site, server, store async throws in
            let (good, record) = try await settled("good-1", service, site, store)
            #expect(good.state == .pending && good.dueAt != nil && finding(record) == .passed)
            for (token, expected) in [
                ("bad-1", SpamFinding.refused), ("host-1", .wrongHost), ("good-1", .reused),
            ] {
                let (submission, record) = try await settled(token, service, site, store)
                #expect(submission.state == .spam && submission.dueAt == nil, "\(token)")
                #expect(finding(record) == expected && record.score == 100, "\(token)")
                #expect(submission.reason?.hasPrefix("score 100 of 100: the captcha") == true)
            }
            #expect(try await store.claimDue(at: .now, limit: 9).map(\.id) == [good.id])
            #expect(server.questions.allSatisfy { $0.fields["remoteip"] == nil })
            let key = server.questions[0].fields["idempotency_key"]
            #expect(key == (service == .turnstile ? good.id.description : nil))
        }
    }

    @Test("who comes under the key of one whose captcha is still open is no repeat of it, and the later verdict is")
    func key() async throws {
        let form = contactForm + "\ndedupe: { key: email }"
        try await asking(
            .turnstile, more: "patience: 1s, on_outage: refuse", timeLimit: .seconds(1), of: form
        ) { site, _, store async throws in
            func post(_ token: String, name: String) async throws -> SubmissionID {
                let content = "name=\(name)&email=ada@example.com&cf-turnstile-response=\(token)"
                let answer = try await site.post("contact", content)
                #expect(answer.status == 200 && answer.text.contains("accepted"), "\(name)")
                return try answer.submissionID
            }
            let robot = try await post("slow-1", name: "Robot")
            let person = try await post("good-1", name: "Ada")
            let settled = try await poll("both verdicts") { () -> [SubmissionID: Submission]? in
                var found: [SubmissionID: Submission] = [:]
                for id in [robot, person] {
                    guard try await store.verdicts(of: [id])[id]?.question == nil else { return nil }
                    found[id] = try await store.submission(id)
                }
                return found
            }
            #expect(settled[person]?.state == .pending && settled[person]?.dueAt != nil)
            #expect(settled[robot]?.state == .discarded)
            #expect(settled[robot]?.reason?.contains(person.description) == true)
            let again = try await site.post("contact", "name=Ada&email=ada@example.com&cf-turnstile-response=good-2")
            #expect(again.text.contains("duplicate"))
        }
    }

    @Test("what one post is taken apart into passes all by its one token, and the token is good for no other post")
    func parts() async throws {
        let form = "sender: json\neach: people\ncolumn_id: 1287\nlead: { name: name }"
        try await asking(.turnstile, of: form) { site, server, store async throws in
            func post(_ names: [String]) async throws -> [SubmissionState] {
                let people = names.map { #"{"name":"\#($0)"}"# }.joined(separator: ",")
                let content = #"{"cf-turnstile-response":"good-1","people":[\#(people)]}"#
                let before = try await site.submissions().count
                #expect(try await site.post("contact", content, type: jsonType).status == 200)
                return try await poll("the verdicts") {
                    let new = try await site.submissions().dropFirst(before)
                    let verdicts = try await store.verdicts(of: new.map(\.id))
                    guard new.count == names.count, verdicts.count == names.count,
                        verdicts.values.allSatisfy({ $0.question == nil })
                    else { return nil }
                    return new.map(\.state)
                }
            }
            #expect(try await post(["Ada", "Grace", "Mary"]) == [.pending, .pending, .pending])
            #expect(server.questions.count == 1)
            #expect(try await post(["Bot", "Bot 2"]) == [.spam, .spam])
        }
    }

    @Test("another action is spam, and so is too low a score", arguments: [Service.turnstile, .recaptchaV3])
    private func actions(service: Service) async throws {
        try await asking(service, more: "action: contact") { site, _, store async throws in
            let (good, _) = try await settled("good-1", service, site, store)
            #expect(good.state == .pending)
            let (wrong, record) = try await settled("action-1", service, site, store)
            #expect(wrong.state == .spam && finding(record) == .wrongAction)
            guard service == .recaptchaV3 else { return }
            let (_, low) = try await settled("low-1", service, site, store)
            #expect(finding(low) == .lowScore)
        }
    }

    @Test(
        "no visitor waits for a server that does not answer, and no lead is lost to it",
        arguments: ["accept", "refuse"])
    func outage(policy: String) async throws {
        let alarms = EventList<CourierAlarm>()
        try await asking(
            .turnstile, more: "patience: 1s, on_outage: \(policy)", timeLimit: .milliseconds(300), alarms: alarms
        ) { site, server, store async throws in
            for token in ["slow-1", "garbage-1", "away-1"] {
                let (submission, record) = try await settled(token, .turnstile, site, store)
                #expect(submission.state == (policy == "accept" ? .pending : .held), "\(token)")
                #expect((submission.dueAt != nil) == (policy == "accept"), "\(token)")
                #expect(finding(record) == .outage && record.score == 0, "\(token)")
            }
            #expect(server.questions.contains { $0.token == "slow-1" })
            if policy == "refuse" { try await alarms.wait(count: 1) }
        }
    }

    @Test("a server that comes back is asked again, and its verdict counts", arguments: Service.allCases)
    private func back(service: Service) async throws {
        try await asking(service, more: "patience: 60s") { site, server, store async throws in
            let (submission, record) = try await settled("back-1", service, site, store)
            #expect(submission.state == .pending && finding(record) == .passed)
            #expect(server.questions.count == 2)
        }
    }

    @Test(
        "a duplicate of our own making is not the visitor's fault; Turnstile tells it by its key",
        arguments: Service.allCases)
    private func lost(service: Service) async throws {
        try await asking(service, more: "patience: 60s") { site, server, store async throws in
            let (submission, record) = try await settled("lost-1", service, site, store)
            #expect(submission.state == .pending)
            #expect(finding(record) == (service == .turnstile ? .passed : .outage))
            #expect(server.questions.count == 2)
        }
    }

    @Test("with a wrong secret nothing is known of anyone: nobody is spam for it")
    func wrongSecret() async throws {
        try await asking(.turnstile, secret: "another") { site, _, store async throws in
            let (submission, record) = try await settled("good-1", .turnstile, site, store)
            #expect(submission.state == .pending && finding(record) == .outage)
            let reasons = String(decoding: record.reasons, as: UTF8.self)
            #expect(reasons.contains("invalid-input-secret") && !reasons.contains("another"))
        }
    }

    @Test("a missing token is told at once, and nobody is asked")
    func missing() async throws {
        try await asking(.hcaptcha) { site, server, store async throws in
            let id = try await site.post("contact", "name=Bot").submissionID
            #expect(try await store.submission(id)?.state == .spam)
            #expect(server.questions.isEmpty)
        }
    }

    @Test("what was open when the process ended is asked when it starts, and a duplicate then is nobody's fault")
    func restart() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/store.db"
        func open() async throws -> SQLiteStore { try await SQLiteStore.open(SQLiteConfiguration(path: path)) }
        let server = try SiteVerifyServer(.hcaptcha)
        let form =
            contactForm
            + "\nspam: { captcha: { service: hcaptcha, secret: \(SiteVerifyServer.secret), url: \(server.url) } }\n"
        let first = try await open()
        var ids: [SubmissionID] = []
        try await serving(["contact": form], store: first) { site async throws in
            for token in ["good-1", "good-2", "bad-1"] {
                ids.append(try await site.post("contact", "name=A&h-captcha-response=\(token)").submissionID)
            }
            // The first was asked about, and then the process died.
            let settings = try #require(site.settings.forms.first?.spam?.captcha)
            let client = CaptchaClient(userAgent: "test")
            #expect(await client.ask(Array("good-1".utf8), of: settings, key: "k") == .passed(""))
            await client.close()
        }
        await first.close()
        let store = try await open()
        try await serving(["contact": form], store: store) { site async throws in
            try await withDesk(site, store, .seconds(20), EventList(), AsyncStream { $0.finish() }) { () async throws in
                let findings = try await poll("all verdicts") { () -> [SpamFinding?]? in
                    let records = try await store.verdicts(of: ids)
                    guard records.values.allSatisfy({ $0.question == nil }) else { return nil }
                    return ids.map { records[$0].flatMap(finding) }
                }
                #expect(findings == [.outage, .passed, .refused])
                #expect(try await store.claimDue(at: .now, limit: 9).map(\.id) == [ids[0], ids[1]])
            }
        }
        await store.close()
    }

    @Test("a form that has no captcha any more lets go of what waited for one")
    func gone() async throws {
        let store = InMemoryStore()
        var new = NewSubmission(
            id: SubmissionIDSource().next(), form: "contact", state: .pending, receivedAt: .now, content: [],
            deal: Array("{}".utf8))
        new.verdict = SpamRecord(score: 50, reasons: [], question: Array("t".utf8))
        _ = try await store.append([new])
        let id = new.id
        try await serving(store: store) { site async throws in
            try await withDesk(site, store, .seconds(20), EventList(), AsyncStream { $0.finish() }) { () async throws in
                let record = try await poll("the verdict") {
                    try await store.verdicts(of: [id])[id].flatMap { $0.question == nil ? $0 : nil }
                }
                #expect(finding(record) == .unasked)
                #expect(try await store.claimDue(at: .now, limit: 9).map(\.id) == [id])
            }
        }
    }
}
