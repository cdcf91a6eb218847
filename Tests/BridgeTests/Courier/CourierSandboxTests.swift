import BoardCRM
import Bridge
import HTTPClient
import Listener
import Mapping
import Outbox
import Sandbox
import Testing

@Suite("A courier and the sandbox CRM, over HTTP")
struct CourierSandboxTests {
    /// Runs a body beside a courier that delivers to a sandbox of its own.
    static func withSandbox(
        host: String = "127.0.0.1", policy: RetryPolicy = pauseless, format: BodyFormat = .json,
        token: String = "right", reference: String? = nil,
        _ body: (Sandbox, Delivery) async throws -> Void
    ) async throws {
        let sandbox = try Sandbox(listen: .tcp(host: host, port: 0), accessToken: "right")
        let http = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "BoardBridge/test"))
        let client = BoardClient(
            http: http, baseURL: try EndpointURL(sandbox.baseURL), accessToken: try #require(Secret(token)),
            format: format)
        do {
            let settings = try CourierSettings.trial(client, policy: policy, inFlight: 4, reference: reference)
            try await delivering(settings) { delivery in try await body(sandbox, delivery) }
        } catch {
            await http.close()
            await sandbox.stop()
            throw error
        }
        await http.close()
        await sandbox.stop()
    }

    @Test("deals are made, in each format", arguments: BodyFormat.allCases)
    func made(format: BodyFormat) async throws {
        try await Self.withSandbox(format: format) { sandbox, delivery in
            let ids = try await delivery.submit(25)
            try await delivery.ended(25)
            #expect(sandbox.deals.count == 25)
            #expect(Set(sandbox.leads.compactMap { $0[.name] }) == Set((1...25).map(String.init)))
            #expect(sandbox.deals.allSatisfy { $0.format == format })
            for id in ids {
                let delivered = try #require(try await delivery.store.submission(id))
                let deal = try #require(sandbox.deals.first { $0.id.value == delivered.dealID })
                #expect(delivered.state == .delivered)
                #expect(deal.lead?.id.value == delivered.leadID)
                #expect(
                    try jsonText(MappedDeal(encoded: delivered.deal ?? []).settled()).contains(deal.lead?[.name] ?? "?")
                )
            }
        }
    }

    @Test("what the board refuses fails, with the field that fed it")
    func refused() async throws {
        try await Self.withSandbox { sandbox, delivery in
            var deal = Deal.named("Ada")
            deal.fields = [try #require(Alias("title")): .text(String(repeating: "x", count: 300))]
            let id = try await delivery.submit(deal: MappedDeal(deal: deal).encoded())[0]
            try await delivery.ended(1)
            let failed = try #require(try await delivery.store.submission(id))
            #expect(failed.state == .failed)
            #expect(try failed.problemLines.first?.hasPrefix("topic: ") == true)
            #expect(sandbox.deals.isEmpty && sandbox.callCount == 1)
        }
    }

    @Test("a wrong token keeps everything")
    func access() async throws {
        try await Self.withSandbox(token: "wrong") { sandbox, delivery in
            let id = try await delivery.submit()[0]
            #expect(try await delivery.ended(1)[0].attempt.outcome == .access)
            #expect(try await delivery.store.submission(id)?.state == .pending)
            #expect(sandbox.deals.isEmpty)
        }
    }

    @Test("503 with Retry-After is given that pause")
    func busy() async throws {
        try await Self.withSandbox { sandbox, delivery in
            sandbox.behaviour = .status(503, retryAfter: 7)
            let id = try await delivery.submit()[0]
            let ended = try await delivery.ended(1)
            let waiting = try #require(try await delivery.store.submission(id))
            #expect(ended[0].attempt.outcome == .later)
            #expect(waiting.state == .pending)
            #expect(waiting.dueAt == ended[0].attempt.endedAt + .seconds(7))
        }
    }

    @Test("429 and 503 without a word of when are tried again by the schedule", arguments: [429, 503])
    func busyWithoutPause(status: Int) async throws {
        try await Self.withSandbox { sandbox, delivery in
            sandbox.script(.status(status), .status(status))
            try await delivery.submit()
            let ended = try await delivery.ended(3)
            #expect(ended.map(\.attempt.outcome) == [.later, .later, .made])
            #expect(sandbox.deals.count == 1)
        }
    }

    @Test(
        "without the CRM's own answer it is looked for: found, or sent again, by a reference or by the lead's data",
        arguments: [
            (SandboxBehaviour.closeWithoutAnswer, AttemptOutcome.made), (.loseAnswer, .found),
            (.html(status: 200), .made), (.html(status: 502), .made),
        ], [nil, "reference"])
    func unknown(row: (behaviour: SandboxBehaviour, outcome: AttemptOutcome), reference: String?) async throws {
        try await Self.withSandbox(reference: reference) { sandbox, delivery in
            sandbox.quirks.clockOffset = -5 * 3600
            sandbox.script(row.behaviour)
            let id = try await delivery.submit()[0]
            try await delivery.store.recorded.wait { $0.contains { $0.transition.state != .pending } }
            let settled = try #require(try await delivery.store.submission(id))
            let attempts = try await delivery.store.attempts(of: id)
            #expect(settled.state == .delivered)
            #expect(attempts.first?.outcome == .uncertain && attempts.last?.outcome == row.outcome)
            let deal = try #require(sandbox.deals.first)
            #expect(sandbox.deals.count == 1)
            #expect(settled.leadID == deal.lead?.id.value)
            if reference != nil {
                #expect(settled.dealID == deal.id.value)
                #expect(deal["reference"] == id.description)
            }
        }
    }

    @Test(
        "answers cut by the dozen, among submissions with the same lead, make no deal twice and lose none",
        arguments: [nil, "reference"])
    func sameLeads(reference: String?) async throws {
        let policy = RetryPolicy.schedule(Array(repeating: .milliseconds(20), count: 200))
        try await Self.withSandbox(policy: policy, reference: reference) { sandbox, delivery in
            for _ in 0..<10 { sandbox.script(.loseAnswer, .answer, .closeWithoutAnswer) }
            let deal = MappedDeal(deal: .named("Ada")).encoded()
            try await delivery.submit(30, deal: deal)
            try await delivery.store.recorded.wait { $0.count { $0.transition.state != .pending } == 30 }
            let counts = try await delivery.store.counts()
            // By the lead's data alone, two that are both unknown cannot always be told apart: a person looks at those.
            #expect(counts[.delivered] + counts[.held] == 30)
            if reference != nil { #expect(counts[.delivered] == 30 && sandbox.deals.count == 30) }
            #expect(sandbox.deals.count <= 30 && sandbox.deals.count >= counts[.delivered])
            let leads = try await delivery.store.list(SubmissionFilter(states: [.delivered])).compactMap(\.leadID)
            #expect(Set(leads).count == leads.count)
        }
    }

    @Test("a CRM that is away is waited for: nothing was sent, and everything comes afterwards, once")
    func away() async throws {
        let patient = RetryPolicy.schedule(Array(repeating: .milliseconds(20), count: 1000))
        // An address of its own, so that no other test's server takes the port meanwhile.
        try await Self.withSandbox(host: "127.0.0.77", policy: patient) { sandbox, delivery in
            await sandbox.stop()
            let ids = try await delivery.submit(5)
            // After five there are only trials.
            let ended = try await delivery.ended(6)
            #expect(ended.allSatisfy { $0.attempt.outcome == .neverSent })
            try sandbox.resume()
            try await sandbox.waitForDeals(count: 5)
            try await delivery.store.recorded.wait { $0.count { $0.transition.state == .delivered } == 5 }
            #expect(sandbox.deals.count == 5)
            for id in ids { #expect(try await delivery.store.submission(id)?.state == .delivered) }
        }
    }

    @Test("the whole road: a post becomes a deal with its lead")
    func wholeRoad() async throws {
        try await Self.withSandbox { sandbox, delivery in
            try await serving(store: delivery.store) { site async throws in
                let content = "full_name=Ada+Lovelace&email=ada%40example.com&phone=202-555-0147&topic=sales&budget=1"
                let id = try await site.post("contact", content).submissionID
                delivery.courier.wake()
                try await delivery.ended(1)
                let deal = try #require(sandbox.deals.first)
                #expect(deal.columnID.value == 1287)
                #expect(deal.lead?[.name] == "Ada Lovelace" && deal.lead?[.phone] == "+12025550147")
                #expect(deal["title"] == "Website: sales" && deal["budget"] == "1")
                #expect(try await delivery.store.submission(id)?.dealID == deal.id.value)
            }
        }
    }
}
