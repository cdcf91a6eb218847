import BoardCRM
import HTTPClient
import Sandbox
import Testing

@Suite("The bridge's own client")
struct BoardClientTests {
    private static func deal() throws -> Deal {
        try Deal(
            columnID: Identifier(1290),
            lead: Lead(attributes: [.name: .text("Zoë & Ada"), .phone: .text("+1 202-555-0147")]),
            fields: [
                #require(Alias("title")): .text("a=b&c; \"d\"\r\ne"), #require(Alias("budget")): .integer(2400),
                #require(Alias("newsletter")): .boolean(true),
            ],
            deadline: DateTime(parsing: "2027-11-27 14:27:13"))
    }

    private func withClient(
        of sandbox: Sandbox, _ format: BodyFormat, _ body: (BoardClient) async throws -> Void
    ) async throws {
        let http = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "BoardBridge/test"))
        do {
            let url = try EndpointURL(sandbox.baseURL)
            try await body(
                BoardClient(http: http, baseURL: url, accessToken: #require(Secret("right")), format: format))
        } catch {
            await http.close()
            throw error
        }
        await http.close()
    }

    @Test("a deal arrives as it was sent, in each format", arguments: BodyFormat.allCases)
    func arrives(format: BodyFormat) async throws {
        try await Sandbox.run { sandbox in
            try await withClient(of: sandbox, format) { client in
                let deal = try Self.deal()
                let outcome = await client.createDeal(deal)
                #expect(outcome == .made(dealID: Identifier(412), leadID: Identifier(9001)))
                let made = try #require(sandbox.deals.first)
                #expect(made.format == format)
                #expect(made.columnID == deal.columnID)
                #expect(made.lead?.attributes == deal.lead?.attributes)
                #expect(made.fields == deal.fields)
                #expect(made.deadline == deal.deadline)
            }
        }
    }

    @Test("what the sandbox does is what the client understands")
    func outcomes() async throws {
        try await Sandbox.run { sandbox in
            try await withClient(of: sandbox, .json) { client in
                sandbox.script(
                    .refuseAccess, .status(503, retryAfter: 7), .html(), .closeWithoutAnswer, .loseAnswer)
                let deal = try Self.deal()
                guard case .accessDenied = await client.createDeal(deal) else { return fail("access") }
                guard case .later(.seconds(7), _) = await client.createDeal(deal) else { return fail("later") }
                guard case .uncertain = await client.createDeal(deal) else { return fail("page") }
                guard case .uncertain = await client.createDeal(deal) else { return fail("silence") }
                guard case .uncertain = await client.createDeal(deal) else { return fail("lost answer") }
                #expect(sandbox.deals.count == 1)
                #expect(sandbox.callCount == 5)
                let unknown = Deal(columnID: Identifier(77))
                guard case .refused(let errors, _) = await client.createDeal(unknown) else { return fail("refusal") }
                #expect(errors == [AttributeError(path: .columnID, message: "Column not found")])
                await sandbox.stop()
                guard case .neverSent = await client.createDeal(deal) else { return fail("away") }
            }
        }
    }

    private func fail(_ what: Comment) { Issue.record(what) }
}
