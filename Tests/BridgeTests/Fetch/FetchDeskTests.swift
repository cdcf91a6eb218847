import Bridge
import HTTPClient
import Listener
import Outbox
import Synchronization
import Telemetry
import TestKit
import Testing

@Suite("What is only announced is fetched after the notice is stored, from a server that answers as it likes")
struct FetchDeskTests {
    /// A form for a server's notices, each a lead's id.
    private static func form(_ server: RawServer, _ more: String = "allow: 127.0.0.1") -> String {
        """
        sender: json
        verify: false
        column_id: 1
        each: leads
        dedupe: { key: id }
        ignore_if: { path: fetched.test, equals: "true" }
        fetch:
          url: "http://127.0.0.1:\(server.port)/leads/{id}?v=1"
          token: page-token
          denied: { path: error.code, equals: "190" }
          later: { path: error.code, equals: "4" }
          \(more)
        lead: { name: { from: fetched.answers.name, required: true }, email: fetched.answers.email }
        fields: { title: id }
        """
    }

    /// A server that knows an answer for each path, and of what was asked.
    private final class Leads: Sendable {
        let asked = Mutex<[RawServerRequest]>([])
        let answers: [String: [(status: Int, fields: [String], content: String)]]
        private let counts = Mutex<[String: Int]>([:])

        init(_ answers: [String: [(status: Int, fields: [String], content: String)]]) { self.answers = answers }

        func serve() throws -> RawServer {
            try RawServer { connection in
                while let request = connection.readRequest() {
                    self.asked.withLock { $0.append(request) }
                    let target = request.head.split(separator: " ")[1]
                    let name = String(target.dropFirst("/leads/".count).prefix { $0 != "?" })
                    let count = self.counts.withLock { counts in
                        counts[name, default: 0] += 1
                        return counts[name, default: 0]
                    }
                    guard let known = self.answers[name] else { return connection.close() }
                    let answer = known[min(count, known.count) - 1]
                    connection.answer(answer.status, fields: answer.fields, answer.content)
                }
            }
        }
    }

    private func fetching(
        _ files: [String: String], store: any KeptStore = InMemoryStore(),
        policy: RetryPolicy = .schedule(Array(repeating: .milliseconds(5), count: 3)),
        alarms: EventList<CourierAlarm> = EventList(), _ body: (IntakeSite, any KeptStore) async throws -> Void
    ) async throws {
        let (stream, wake) = AsyncStream.makeStream(of: Void.self)
        try await serving(files, store: store, fetches: { wake.yield() }) { site async throws in
            let client = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test"))
            let desk = FetchDesk(
                store: store, forms: site.settings, policy: policy, limits: LimitSettings(), client: client,
                log: .silent, alarm: { alarms.append($0) }, due: {})
            let running = Task { await desk.run() }
            let waking = Task { for await _ in stream { desk.wake() } }
            var failure: (any Error)?
            do { try await body(site, store) } catch { failure = error }
            waking.cancel()
            desk.stop()
            await client.close(within: .zero)
            await running.value
            if let failure { throw failure }
        }
    }

    private func settled(_ count: Int, in store: any KeptStore) async throws -> [Submission] {
        try await poll("all to be fetched or given up") {
            let all = try await store.list(SubmissionFilter())
            guard all.count == count, try await store.nextFetch() == nil else { return nil }
            var found: [Submission] = []
            for summary in all.reversed() { if let one = try await store.submission(summary.id) { found.append(one) } }
            return found
        }
    }

    private static let ada = #"{"answers":{"name":"Ada","email":"ada@example.com"},"test":false}"#

    @Test("the answer is merged, mapped and due; the request has the token, and nothing of the notice but the id")
    func road() async throws {
        let leads = Leads(["a%2F..b%3Fc": [(200, [], Self.ada)]])
        let server = try leads.serve()
        defer { server.stop() }
        try await fetching(["contact": Self.form(server)]) { site, store in
            let answer = try await site.post("contact", #"{"leads":[{"id":"a/..b?c"}]}"#, type: jsonType)
            #expect(answer.status == 200)
            let lead = try await settled(1, in: store)[0]
            #expect(lead.state == .pending && lead.dueAt != nil && lead.fetched.json == Array(Self.ada.utf8))
            let deal = String(decoding: try #require(lead.deal), as: UTF8.self)
            #expect(deal.contains("Ada") && deal.contains("ada@example.com") && deal.contains("a/..b?c"))
            let request = try #require(leads.asked.withLock { $0 }.first)
            #expect(request.head.hasPrefix("GET /leads/a%2F..b%3Fc?v=1 HTTP/1.1"))
            #expect(request.fields("authorization") == ["Bearer page-token"] && request.content.isEmpty)
            // The same notice is the same lead.
            let again = try await site.post("contact", #"{"leads":[{"id":"a/..b?c","n":2}]}"#, type: jsonType)
            #expect(again.text.contains("duplicate"))
            #expect(leads.asked.withLock { $0.count } == 1)
        }
    }

    @Test("each answer leads where it should: again, to the list of a person with its reason, or aside")
    func outcomes() async throws {
        let leads = Leads([
            "busy": [(503, [], ""), (429, ["Retry-After: 0"], "{}"), (200, [], Self.ada)],
            "rate": [(400, [], #"{"error":{"code":4}}"#), (200, [], Self.ada)],
            "never": [(500, [], "")], "gone": [(404, [], #"{"error":{"message":"no lead page-token page%2dtoken"}}"#)],
            "old": [(400, [], #"{"error":{"code":190}}"#)], "closed": [(403, [], "")],
            "moved": [(302, ["Location: http://127.0.0.1:1/"], "")], "page": [(200, [], "<html>")],
            "list": [(200, [], "[]")], "unfit": [(200, [], #"{"answers":{}}"#)],
            "test": [(200, [], #"{"test":true}"#)], "large": [(200, [], String(repeating: "x", count: 1_100_000))],
        ])
        let server = try leads.serve()
        defer { server.stop() }
        let alarms = EventList<CourierAlarm>()
        let expected: [(String, SubmissionState, [FetchOutcome], String?)] = [
            ("busy", .pending, [.later, .later, .fetched], nil), ("rate", .pending, [.later, .fetched], nil),
            ("never", .failed, [.later, .later, .later, .later], "ran out; the last one: HTTP 500"),
            ("gone", .failed, [.refused], "HTTP 404: no lead [secret] [secret]"),
            ("old", .failed, [.denied], "token of fetch"),
            ("closed", .failed, [.denied], "HTTP 403"), ("moved", .failed, [.refused], "redirects are not followed"),
            ("page", .failed, [.unusable], "no JSON object"), ("list", .failed, [.unusable], "no JSON object"),
            ("unfit", .unmapped, [.fetched], "fetched.answers.name is required"),
            ("test", .discarded, [.fetched], "'fetched.test' is 'true'"),
            ("large", .failed, [.unusable], "longer than 1048576"),
            ("cut", .failed, Array(repeating: .noAnswer, count: 4), "no answer"),
            ("..", .failed, [.notAsked], "id names nothing"), ("../../x", .failed, [.notAsked], "id names nothing"),
            ("x/./y", .failed, [.notAsked], "id names nothing"), ("x%2f%2E.", .failed, [.notAsked], "id names nothing"),
            ("%252e%252e%252Fx", .failed, [.notAsked], "id names nothing"),
            ("", .failed, [.notAsked], "id is not there"),
        ]
        try await fetching(["contact": Self.form(server)], alarms: alarms) { site, store in
            let list = expected.map { #"{"id":"\#($0.0)"}"# }.joined(separator: ",")
            let answer = try await site.post("contact", #"{"leads":[\#(list)]}"#, type: jsonType)
            #expect(answer.status == 200)
            for (lead, (name, state, outcomes, words)) in zip(try await settled(expected.count, in: store), expected) {
                #expect(lead.state == state, "\(name): \(lead.reason ?? "")")
                #expect(try await store.fetchAttempts(of: lead.id).map(\.outcome) == outcomes, "\(name)")
                #expect(words.map { lead.reason?.contains($0) ?? false } ?? true, "\(name): \(lead.reason ?? "")")
            }
            #expect(alarms.all.contains(.fetchDenied(form: "contact")) && alarms.all.contains(.failed(form: "contact")))
        }
    }

    @Test("the token may stand in the query or in a header, with headers of the form's own")
    func places() async throws {
        let leads = Leads(["1": [(200, [], Self.ada)]])
        let server = try leads.serve()
        defer { server.stop() }
        let files = [
            "query": Self.form(server, "allow: 127.0.0.1\n  token_in: query\n  token_name: access_token"),
            "header": Self.form(
                server, "allow: 127.0.0.1\n  token_in: header\n  token_name: X-Key\n  headers: { X-Version: '202601' }"),
        ]
        try await fetching(files) { site, store in
            for name in ["query", "header"] {
                _ = try await site.post(name, #"{"leads":[{"id":1}]}"#, type: jsonType)
            }
            #expect(try await settled(2, in: store).allSatisfy { $0.state == .pending })
            let heads = leads.asked.withLock { $0.map(\.head) }
            #expect(heads.contains { $0.hasPrefix("GET /leads/1?v=1&access_token=page-token HTTP/1.1") })
            #expect(heads.contains { $0.contains("X-Key: page-token") && $0.contains("X-Version: 202601") })
        }
    }

    @Test("a server that asks for a proof of the token gets it, in hex, and no answer shows it")
    func proof() async throws {
        // printf page-token | openssl dgst -sha256 -hmac app-secret
        let proof = "d8b448b9cc7d64c51098271805b3cc20b5b715e52bd587eb71b610259587c856"
        let leads = Leads([
            "1": [(200, [], Self.ada)], "2": [(400, [], #"{"error":{"message":"bad \#(proof), app-secret"}}"#)],
        ])
        let server = try leads.serve()
        defer { server.stop() }
        let more = """
            allow: 127.0.0.1
              token_in: query
              token_name: access_token
              proof: app-secret
              proof_name: appsecret_proof
            """
        try await fetching(["contact": Self.form(server, more)]) { site, store in
            _ = try await site.post("contact", #"{"leads":[{"id":1},{"id":2}]}"#, type: jsonType)
            let settled = try await settled(2, in: store)
            #expect(settled[0].state == .pending && settled[1].reason?.contains("bad [secret], [secret]") == true)
            let query = "?v=1&access_token=page-token&appsecret_proof=\(proof) HTTP/1.1"
            #expect(leads.asked.withLock { $0.map(\.head) }.allSatisfy { $0.contains(query) })
        }
    }

    @Test("a post that is no JSON object is kept for a person, and nothing is asked")
    func notJSON() async throws {
        let leads = Leads(["1": [(200, [], Self.ada)]])
        let server = try leads.serve()
        defer { server.stop() }
        let form = Self.form(server).replacing("each: leads\n", with: "")
        try await fetching(["contact": form]) { site, store in
            #expect(try await site.post("contact", "id=1").status == 200)
            let kept = try await site.onlySubmission()
            #expect(kept.state == .unmapped && kept.fetched == .nothing)
            #expect(kept.reason?.contains("needs a notice that is a JSON object") == true)
            #expect(server.seen.connections == 0)
        }
    }

    @Test("this machine is none that may be asked, unless the form says so")
    func privateAddress() async throws {
        let leads = Leads(["1": [(200, [], Self.ada)]])
        let server = try leads.serve()
        defer { server.stop() }
        try await fetching(["contact": Self.form(server, "allow: 10.0.0.0/8")]) { site, store in
            _ = try await site.post("contact", #"{"leads":[{"id":1}]}"#, type: jsonType)
            let lead = try await settled(1, in: store)[0]
            #expect(lead.state == .failed && lead.reason?.contains("a private one, and not in fetch: allow") == true)
            #expect(server.seen.connections == 0)
        }
    }

    @Test("a form that is switched off holds its notices, and fetches nothing before a person says so")
    func switchedOff() async throws {
        let leads = Leads(["1": [(200, [], Self.ada)]])
        let server = try leads.serve()
        defer { server.stop() }
        try await fetching(["contact": Self.form(server) + "\nenabled: false"]) { site, store in
            _ = try await site.post("contact", #"{"leads":[{"id":1}]}"#, type: jsonType)
            let held = try await site.onlySubmission()
            #expect(held.state == .held && held.fetched == .awaited(at: nil))
            #expect(try await store.retry([held.id], at: .now, by: "ada") == [held.id])
            let lead = try await settled(1, in: store)[0]
            #expect(lead.state == .pending && lead.fetched.json != nil)
        }
    }
}
