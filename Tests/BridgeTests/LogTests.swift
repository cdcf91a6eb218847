import BoardCRM
import Bridge
import HTTPClient
import Listener
import Mapping
import Outbox
import Sandbox
import Synchronization
import Telemetry
import TestKit
import Testing
import Wire

@Suite("What stands in the log, and what never does")
struct LogTests {
    /// Stands in every part of every request of these tests that a sender writes, and in the token.
    static let marker = "mArKeR7"

    static let form = """
        origins: [https://www.example.com]
        column_id: { from: topic, choices: { sales: 1287 }, default: 1287 }
        lead:
          name: { from: [full_name, name], required: true, max_length: 40, overflow: refuse }
          email: { from: email, type: email }
          phone: { from: phone, type: phone, region: US }
        fields: { budget: { from: budget, type: integer } }
        """

    static let fields = [
        "User-Agent: \(marker)", "Referer: https://www.example.com/\(marker)?\(marker)", "Cookie: a=\(marker)",
        "Idempotency-Key: \(marker)", "X-Other: \(marker)", "Authorization: Bearer \(marker)",
        "Accept-Language: \(marker)",
    ]

    /// Every way in which a post ends.
    static let posts: [(type: String, content: String, fields: [String], status: Int)] = [
        (urlencodedType, "name=\(marker)&email=\(marker)%40example.com&\(marker)=\(marker)&phone=\(marker)", [], 200),
        (urlencodedType, "name=\(marker)", [], 200),
        (urlencodedType, "email=\(marker)&budget=\(marker)&\(marker)=1&name=", [], 422),
        (urlencodedType, "name=" + String(repeating: marker, count: 9), [acceptsPages], 422),
        (jsonType, #"{"\#(marker)":\#(marker)}"#, [], 400),
        (jsonType, #"{"name":{"\#(marker)":1}}"#, [], 422),
        ("Content-Type: multipart/form-data; boundary=\(marker)", "--\(marker)\r\n\(marker)", [], 400),
        ("Content-Type: text/\(marker)", marker, [], 415),
        (urlencodedType, "name=a", ["Content-Encoding: \(marker)"], 415),
        (urlencodedType, "name=a", ["Origin: https://\(marker).example"], 403),
        (urlencodedType, "name=" + String(repeating: marker, count: 200_000), [], 413),
    ]

    @Test(
        "the intake writes one line for each post, without a word of what was sent",
        arguments: [LogFormat.json, .logfmt])
    func intake(format: LogFormat) async throws {
        let store = InMemoryStore()
        let ids = Mutex<[String]>([])
        let text = try await logged(format) { log in
            try await serving(["contact": Self.form], store: store, log: log) { site async throws in
                for (index, post) in Self.posts.enumerated() {
                    let answer = try await site.send(
                        "POST", "/f/contact?\(Self.marker)=\(Self.marker)",
                        fields: [post.type] + post.fields + Self.fields.filter { index > 0 || !$0.hasPrefix("Idem") },
                        content: Array(post.content.utf8))
                    #expect(answer.status == post.status, "post \(index)")
                    // The page's way back is the visitor's own address, and its form holds what was typed.
                    if !answer.text.contains("Back to the form") { #expect(!answer.text.contains(Self.marker)) }
                    ids.withLock { $0.append(answer.field("x-request-id") ?? "none") }
                }
                #expect(try await site.send("GET", "/f/\(Self.marker)?\(Self.marker)").status == 404)
                store.fail(with: StoreError(.full, "the disk is full"))
                #expect(try await site.post("contact", "name=\(Self.marker)").status == 503)
            }
        }
        #expect(!text.lowercased().contains(Self.marker.lowercased()), "\(text)")
        let lines = text.split(separator: "\n")
        for (index, id) in ids.withLock({ $0 }).enumerated() {
            #expect(lines.count { $0.contains(id) } == 1, "post \(index)")
        }
        #expect(lines.count { $0.contains("submission not stored") && $0.contains("the disk is full") } == 1)
        #expect(lines.count { $0.contains("submission refused") } == 9)
        #expect(lines.contains { $0.contains("lead.email") && $0.contains("fields.budget") && $0.contains("422") })
        if format == .json {
            for line in lines { #expect(throws: Never.self) { try JSONDocument.parse(Array(line.utf8)) } }
        }
    }

    @Test(
        "the courier says which submission and what came of it, and nothing of the lead, the token or the CRM's words")
    func courier() async throws {
        let deal = Deal(
            columnID: Identifier(1287),
            lead: Lead(attributes: [.name: .text(Self.marker), .email: .text("\(Self.marker)@example.com")]))
        let errors = [AttributeError(path: .lead(.name), message: "\(Self.marker) is no name")]
        let outcomes = Mutex([
            CallOutcome.made(dealID: Identifier(412), leadID: Identifier(9)),
            .refused(errors: errors, message: Self.marker),
            .later(retryAfter: nil, reason: "HTTP 503"), .neverSent(reason: "no route"),
            .uncertain(reason: "no answer"), .accessDenied(message: "token \(Self.marker) is wrong"),
        ])
        let text = try await logged(.json) { log in
            try await delivering(inFlight: 1, policy: .schedule([.seconds(100)]), log: log) { _ in
                outcomes.withLock { $0.removeFirst() }
            } _: { delivery in
                delivery.store.failing.withLock { ($0.records, $0.claims) = (1, 1) }
                for _ in 0..<6 { try await delivery.submit(deal: MappedDeal(deal: deal).encoded()) }
                try await delivery.store.recorded.wait { Set($0.map(\.attempt.outcome)).count >= 6 }
            }
        }
        #expect(!text.lowercased().contains(Self.marker.lowercased()), "\(text)")
        let lines = try text.split(separator: "\n").map { try JSONDocument.parse(Array($0.utf8)).root }
        let ends = lines.filter { $0["event"]?.string == "attempt ended" }
        let told = Set(ends.map { line in ["outcome", "state", "level"].compactMap { line[$0]?.string } })
        let expected: Set = [
            ["made", "delivered", "info"], ["refused", "failed", "error"], ["later", "pending", "warning"],
            ["neverSent", "pending", "warning"], ["uncertain", "pending", "warning"], ["access", "pending", "warning"],
        ]
        #expect(told.isSuperset(of: expected))
        #expect(lines.contains { $0["event"]?.string == "delivery" && $0["level"]?.string == "error" })
        #expect(ends.contains { $0["deal_id"]?.int64 == 412 })
        #expect(ends.allSatisfy { $0["form"]?.string == "contact" && $0["id"]?.string?.utf8.count == 36 })
        #expect(lines.contains { $0["event"]?.string == "attempt not recorded" })
        #expect(lines.contains { $0["event"]?.string == "store cannot be asked what is due" })
    }

    @Test("an attempt's end that is not on record is not told as one; its outcome is, for whoever has to look")
    func notRecorded() async throws {
        let text = try await logged(.json) { log in
            try await delivering(log: log) { _ in
                .made(dealID: nil, leadID: nil)
            } _: { delivery in
                delivery.store.failing.withLock { ($0.records, $0.recordError) = (1, StoreError(.claimLost, "gone")) }
                try await delivery.submit()
                try await delivery.store.failures.wait(count: 1)
            }
        }
        #expect(!text.contains("attempt ended"))
        let line = try JSONDocument.parse(Array(text.utf8)).root
        #expect(line["event"]?.string == "attempt not recorded")
        #expect(line["outcome"]?.string == "made")
        #expect(line["level"]?.string == "error")
    }

    @Test("a token and a lead stay out of the log over the whole road, and out of what is stored of an attempt")
    func wholeRoad() async throws {
        let token = "tOkEn-\(Self.marker)"
        let sandbox = try Sandbox(listen: .tcp(host: "127.0.0.1", port: 0), accessToken: token)
        let http = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "BoardBridge/test"))
        let client = BoardClient(
            http: http, baseURL: try EndpointURL(sandbox.baseURL), accessToken: try #require(Secret(token)))
        sandbox.script(.answer, .html(status: 502), .html(status: 502), .refuseAccess)
        let text = try await logged(.logfmt) { log in
            let settings = try CourierSettings.trial(client, policy: .schedule([]), inFlight: 1)
            try await delivering(settings, log: log) { delivery in
                try await serving(store: delivery.store, log: log) { site async throws in
                    for index in 0..<4 {
                        _ = try await site.post(
                            "contact", "i=\(index)&name=\(Self.marker)&email=\(Self.marker)%40example.com")
                    }
                    delivery.courier.wake()
                    // Where a look comes between, it is the one that is refused, and nothing is sent after it.
                    for end in try await delivery.ended(3) {
                        #expect(end.attempt.detail?.contains(Self.marker) != true)
                        let stored = try #require(try await delivery.store.submission(end.id))
                        #expect(stored.reason?.contains(Self.marker) != true)
                    }
                }
            }
        }
        await http.close()
        await sandbox.stop()
        #expect(!text.lowercased().contains(Self.marker.lowercased()), "\(text)")
        #expect(text.split(separator: "\n").count { $0.contains("event=\"attempt ended\"") } >= 3)
    }
}
