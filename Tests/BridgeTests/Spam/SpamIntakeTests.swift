import Bridge
import Foundation
import Listener
import Outbox
import Spam
import TestKit
import Testing
import Wire

@Suite("Spam at the intake")
struct SpamIntakeTests {
    private func form(_ spam: String, more: String = "") -> String { contactForm + "\nspam: \(spam)\n" + more }

    private func token(_ site: IntakeSite, _ form: String = "contact", fields: [String] = []) async throws -> String {
        let answer = try await site.send("GET", "/f/\(form)/token", fields: fields)
        let json = try JSONDocument.parse(answer.content)
        return try #require(json.root["token"]?.string)
    }

    @Test("a robot is answered as a person is, byte for byte apart from ids and the time, and what it sent is kept")
    func sameAnswer() async throws {
        try await serving(["contact": form("{ honeypot: website }")]) { site async throws in
            for (number, fields) in [[], [acceptsPages]].enumerated() {
                let person = try await site.post("contact", "name=Ada+\(number)&website=", fields: fields)
                let robot = try await site.post("contact", "name=Bot+\(number)&website=x", fields: fields)
                #expect(person.status == 200 && robot.status == 200)
                #expect(Self.withoutIDs(person) == Self.withoutIDs(robot))
            }
            // What does not fit is told to both.
            let wrong = try await site.post("contact", "email=x&website=")
            let wrongRobot = try await site.post("contact", "email=x&website=y")
            #expect(wrong.status == 422 && Self.withoutIDs(wrong) == Self.withoutIDs(wrongRobot))
            let states = try await site.submissions().map(\.state)
            #expect(states == [.pending, .spam, .pending, .spam])
            #expect(try await site.store.claimDue(at: .now, limit: 9).count == 2)
            let spam = try await site.submissions()[1]
            #expect(spam.reason == "score 100 of 100: the field that nobody sees is filled (website)")
            #expect(spam.deal != nil && String(decoding: spam.content, as: UTF8.self) == "name=Bot+0&website=x")
        }
    }

    private static func withoutIDs(_ response: RawResponse) -> String {
        let text = response.head + "\n" + response.text
        return text.replacing(#/[0-9a-f-]{36}/#, with: "ID").replacing(#/(?i)(x-request-id|date): [^\r\n]*/#, with: "")
    }

    @Test("every verdict is kept, also that of one that passes with a score; without checks there is none")
    func verdicts() async throws {
        let store = InMemoryStore()
        let forms = ["contact": form("{ links: 0, honeypot: website }"), "plain": contactForm]
        try await serving(forms, store: store) { site async throws in
            _ = try await site.post("contact", "name=Ada&topic=see+http://a.example")
            _ = try await site.post("contact", "name=Ada&topic=none")
            _ = try await site.post("plain", "name=Ada&topic=see+http://a.example&website=x")
            let all = try await site.submissions()
            #expect(all.map(\.state) == [.pending, .pending, .pending])
            let verdicts = try await store.verdicts(of: all.map(\.id))
            #expect(verdicts[all[0].id]?.score == 50)
            #expect(
                String(decoding: verdicts[all[0].id]?.reasons ?? [], as: UTF8.self)
                    == #"[{"check":"links","found":"links","score":50,"detail":"1"}]"#)
            #expect(verdicts[all[1].id]?.score == 0 && verdicts[all[1].id]?.reasons == Array("[]".utf8))
            for index in 0...1 {
                let checks = SpamChecks(rawValue: verdicts[all[index].id]?.checks ?? 0)
                #expect(checks.checks == [.honeypot, .links])
            }
            #expect(verdicts[all[2].id] == nil)
        }
    }

    @Test("a page gets its token and its proof of work from its own site only, and nobody keeps them")
    func aids() async throws {
        let settings = form(
            "{ time: true, altcha: { max_number: 1000 } }", more: "origins: [https://www.example.com]\n")
        let forms = ["contact": settings, "plain": contactForm, "off": contactForm + "\nenabled: false\n"]
        try await serving(forms) { site async throws in
            let own = "Origin: https://www.example.com"
            for aid in ["token", "altcha"] {
                let answer = try await site.send("GET", "/f/contact/\(aid)", fields: [own])
                #expect(answer.status == 200 && answer.field("cache-control") == "no-store")
                #expect(answer.field("access-control-allow-origin") == "https://www.example.com")
                #expect(answer.field("vary") == "Origin")
                #expect(
                    try await site.send("GET", "/f/contact/\(aid)", fields: ["Origin: https://evil.example"]).status
                        == 403)
                #expect(try await site.send("HEAD", "/f/contact/\(aid)").status == 200)
                #expect(try await site.send("OPTIONS", "/f/contact/\(aid)", fields: [own]).status == 204)
                let wrong = try await site.send("POST", "/f/contact/\(aid)", content: [])
                #expect(wrong.status == 405 && wrong.field("allow") == "GET, HEAD, OPTIONS")
                #expect(try await site.send("GET", "/f/off/\(aid)").status == 404)
                #expect(try await site.send("GET", "/f/none/\(aid)").status == 404)
            }
            #expect(try await site.send("GET", "/f/plain/altcha").status == 404)
            #expect(try await site.send("GET", "/f/plain/token").status == 200)
            #expect(try await site.send("GET", "/f/contact/other").status == 404)
            let (one, other) = (try await token(site), try await token(site))
            #expect(one != other)
        }
    }

    @Test("a post that is refused, or that could not be stored, has not used its token up")
    func tokenLives() async throws {
        let store = InMemoryStore()
        try await serving(["contact": form("{ time: { least: 0s } }")], store: store) { site async throws in
            let token = try await token(site)
            #expect(try await site.post("contact", "_token=\(token)").status == 422)
            store.fail(with: StoreError(.full, "full"))
            #expect(try await site.post("contact", "name=Ada&_token=\(token)").status == 503)
            store.fail(with: nil)
            #expect(try await site.post("contact", "name=Ada&_token=\(token)").status == 200)
            #expect(try await site.post("contact", "name=Grace&_token=\(token)").status == 200)
            let all = try await site.submissions()
            let scores = try await store.verdicts(of: all.map(\.id))
            #expect(all.map { scores[$0.id]?.score } == [0, 50])
            // Whoever sends at once is a robot; so is one with another form's token.
        }
        try await serving(["contact": form("{ time: true }")], store: store) { site async throws in
            _ = try await site.post("contact", "name=Fast&_token=\(try await token(site))")
            #expect(try await site.submissions().last?.state == .spam)
        }
    }

    @Test("a lead that a dedupe key names is not lost to a robot that named it first")
    func dedupe() async throws {
        let settings = form("{ honeypot: website }", more: "dedupe: { key: email }\n")
        try await serving(["contact": settings]) { site async throws in
            _ = try await site.post("contact", "name=Bot&email=ada@example.com&website=x")
            let person = try await site.post("contact", "name=Ada&email=ada@example.com")
            #expect(person.text.contains("accepted"))
            #expect(try await site.submissions().map(\.state) == [.spam, .pending])
        }
    }

    @Test("of one post with several deals all are spam, or none; what makes no deal stays put aside")
    func each() async throws {
        let settings = """
            sender: json
            column_id: 1
            each: people
            lead: { name: name }
            ignore_if: { path: name, equals: test }
            spam: { honeypot: website }
            """
        try await serving(["people": settings]) { site async throws in
            let people = #""people":[{"name":"Ada"},{"name":"test"}]"#
            _ = try await site.post("people", "{\(people)}", type: jsonType)
            _ = try await site.post("people", #"{"website":"x",\#(people)}"#, type: jsonType)
            #expect(try await site.submissions().map(\.state) == [.pending, .discarded, .spam, .discarded])
        }
    }

    @Test("one post too many is refused before its content is read, with the time after which it may come")
    func rate() async throws {
        let settings = form("{ rate: { address: 2/1h } }")
        try await serving(["contact": settings, "other": contactForm]) { site async throws in
            for _ in 0..<2 { #expect(try await site.post("contact", "name=Ada").status == 200) }
            let refused = try await site.converse { client in
                // No byte of the content is sent.
                try client.send(
                    Array(
                        "POST /f/contact HTTP/1.1\r\nHost: x\r\n\(urlencodedType)\r\nContent-Length: 100\r\n\r\n".utf8))
                return try client.response()
            }
            #expect(refused.status == 429)
            let wait = try #require(refused.field("retry-after").flatMap { Int($0) })
            #expect((1600...1800).contains(wait))
            #expect(refused.text.contains("too many posts"))
            #expect(try await site.post("other", "name=Ada").status == 200)
            #expect(try await site.send("OPTIONS", "/f/contact").status == 204)
            #expect(try await site.post("contact", "name=Ada", fields: [acceptsPages]).text.contains("<html"))
        }
    }

    @Test("posts that are not the form's sender's take nothing of what the sender may post")
    func rateOfVerified() async throws {
        let settings = form(
            "{ rate: { form: 1/1h } }", more: "verify: { by: header, header: X-Key, secret: of-the-sender }\n")
        try await serving(["contact": settings]) { site async throws in
            for _ in 0..<3 {
                #expect(try await site.post("contact", "name=Bot", fields: ["X-Key: wrong"]).status == 401)
            }
            let key = "X-Key: of-the-sender"
            #expect(try await site.post("contact", "name=Ada", fields: [key]).status == 200)
            #expect(try await site.post("contact", "name=Grace", fields: [key]).status == 429)
        }
    }

    @Test("an IPv6 network of 64 bits is one client, and an IPv4 address is one")
    func networks() async throws {
        let proxies = TrustedProxies.loopback
        try await serving(["contact": form("{ rate: { address: 1/1h } }")], proxies: proxies) { site async throws in
            func status(_ address: String) async throws -> Int {
                try await site.post("contact", "name=Ada", fields: ["X-Forwarded-For: \(address)"]).status
            }
            #expect(try await status("2001:db8:1:2::1") == 200)
            #expect(try await status("2001:db8:1:2:ffff::9") == 429)
            #expect(try await status("2001:db8:1:3::1") == 200)
            #expect(try await status("192.0.2.1") == 200)
            #expect(try await status("192.0.2.2") == 200)
            #expect(try await status("::ffff:192.0.2.2") == 429)
        }
    }

    @Test("ten thousand addresses meet their limits, and take no more memory than one")
    func manyAddresses() async throws {
        let memory = SpamMemory()
        // The in-memory store looks for echoes one by one.
        let settings = form("{ rate: { address: 1/1h } }", more: "dedupe: false\n")
        try await serving(["contact": settings], proxies: .loopback, loops: 2, spam: memory) { site async throws in
            #expect(
                try await site.post("contact", "name=Ada", fields: ["X-Forwarded-For: 10.255.255.255"]).status == 200)
            let size = memory.size
            let port = site.port
            // Posts of all addresses, and then of some of them again, on a few connections.
            func send(_ addresses: Range<Int>) async throws -> [Int: Int] {
                try await withThrowingTaskGroup(of: [Int].self) { group in
                    for lane in 0..<8 {
                        group.addTask {
                            try await offPool {
                                let client = try RawClient(port: port)
                                return try addresses.filter { $0 % 8 == lane }.map { number in
                                    let address = "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"
                                    try client.send(
                                        Array(
                                            """
                                            POST /f/contact HTTP/1.1\r\nHost: x\r\n\(urlencodedType)\r\nX-Forwarded-For: \(address)\r
                                            Content-Length: 8\r\n\r\nname=Ada
                                            """.utf8))
                                    return try client.response()?.status ?? 0
                                }
                            }
                        }
                    }
                    return try await group.reduce(into: [:]) { counts, statuses in
                        for status in statuses { counts[status, default: 0] += 1 }
                    }
                }
            }
            #expect(try await send(0..<10_000) == [200: 10_000])
            #expect(try await send(9_000..<10_000) == [429: 1000])
            #expect(memory.size == size && size <= 2 << 20)
        }
    }
}
