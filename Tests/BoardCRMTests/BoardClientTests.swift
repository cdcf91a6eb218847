import BoardCRM
import HTTPClient
import TestKit
import Testing

@Suite("The client")
struct BoardClientTests {
    private func withBoard<Value>(
        _ server: RawServer, _ format: BodyFormat = .json, _ body: (BoardClient) async throws -> Value
    ) async throws -> Value {
        defer { server.stop() }
        let http = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "BoardBridge/test"))
        let board = try BoardClient(
            http: http, baseURL: EndpointURL(server.url("/api")), accessToken: #require(Secret("marker-7f3a")),
            format: format)
        let value = try await body(board)
        await http.close(within: .zero)
        return value
    }

    @Test("a deal is made in one call, the token in its content alone", arguments: BodyFormat.allCases)
    func createDeal(format: BodyFormat) async throws {
        let (requests, notice) = AsyncStream<RawServerRequest>.makeStream()
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                notice.yield(request)
                connection.answer(200, #"{"status":true,"data":{"id":412,"lead_id":9}}"#)
            }
        }
        let outcome = try await withBoard(server, format) { try await $0.createDeal(.sample()) }
        #expect(outcome == .made(dealID: Identifier(412), leadID: Identifier(9)))
        let request = try #require(await requests.first { _ in true })
        #expect(request.head.hasPrefix("POST /api/offer/create HTTP/1.1\r\n"))
        #expect(!request.head.contains("7f3a"))
        #expect(request.text.contains("marker-7f3a"))
        let type = try #require(request.fields("content-type").first)
        switch format {
        case .json: #expect(type == "application/json")
        case .urlencoded: #expect(type == "application/x-www-form-urlencoded")
        case .multipart:
            #expect(type.hasPrefix("multipart/form-data; boundary="))
            #expect(request.text.hasPrefix("--" + type.dropFirst("multipart/form-data; boundary=".count) + "\r\n"))
        }
        #expect(server.seen.requests == 1)
    }

    @Test("deals of a line are made in a call each, and each is told of by its number", arguments: BodyFormat.allCases)
    func line(format: BodyFormat) async throws {
        let (requests, notice) = AsyncStream<RawServerRequest>.makeStream()
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                notice.yield(request)
                let isOdd = request.text.contains("odd")
                connection.answer(200, isOdd ? #"{"status":false,"details":{"lead":{"name":"no"}}}"# : Self.made)
            }
        }
        let (told, ended) = AsyncStream<DealEnd>.makeStream()
        try await withBoard(server, format) { board in
            let line = board.line { ends in for end in ends { ended.yield(end) } }
            let orders = (0..<40).map { number in
                let name = number % 2 == 0 ? "even" : "odd"
                return DealOrder(number: number, deal: DealText(Deal(lead: Lead(attributes: [.name: .text(name)]))))
            }
            line.create(Array(orders[..<1]))
            line.create(Array(orders[1...]))
            line.create([DealOrder(number: 40, deal: DealText(Deal()), deadline: .now - .seconds(1))])
            var seen: Set<Int> = []
            for await end in told {
                #expect(seen.insert(end.number).inserted)
                switch end.outcome {
                case .made: #expect(end.number % 2 == 0 && end.number < 40)
                case .refused: #expect(end.number % 2 == 1)
                case .neverSent: #expect(end.number == 40)
                default: Issue.record("\(end.outcome)")
                }
                if seen.count == 41 { break }
            }
        }
        #expect(server.seen.requests == 40)
        let first = try #require(await requests.first { _ in true })
        #expect(first.head.hasPrefix("POST /api/offer/create HTTP/1.1\r\n"))
        #expect(first.text.contains("marker-7f3a") && !first.head.contains("7f3a"))
    }

    private static let made = #"{"status":true,"data":{"id":412,"lead_id":9}}"#

    @Test("fields are read from an object keyed by id or from a list, in either key style")
    func fieldList() async throws {
        let first =
            #"{"id":"3","alias":"budget","entity":"offer","title":"Budget","type":"number","required":"1","maxLength":"20","fromApi":1,"protected":"1","isHidden":false}"#
        let second = #"{"id":4,"alias":null,"title":"Note","is_required":false,"max_length":0}"#
        let answers = [
            #"{"status":true,"data":{"3":\#(first),"4":\#(second)}}"#, #"{"status":200,"data":[\#(first),\#(second)]}"#,
        ]
        for answer in answers {
            let server = try RawServer { connection in
                _ = connection.readRequest()
                connection.answer(200, answer)
            }
            let fields = try await withBoard(server) { try await $0.fieldList().get() }
            #expect(fields.map(\.id?.value) == [3, 4])
            #expect(fields.map(\.alias?.text) == ["budget", nil])
            #expect(fields.map(\.isRequired) == [true, false])
            #expect(fields.map(\.maxLength) == [20, nil])
            #expect(fields.map(\.isProtected) == [true, false] && fields.map(\.isHidden) == [false, false])
            #expect(fields[0].entity == "offer" && fields[0].title == "Budget" && fields[0].type == "number")
        }
    }

    @Test("a refused list of fields says so")
    func fieldListRefused() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer(200, #"{"status":false,"error":4030}"#)
        }
        let result = try await withBoard(server) { await $0.fieldList() }
        #expect(throws: CallFailure.accessDenied(message: nil)) { try result.get() }
    }

    @Test(
        "an answer that is the CRM's and no list of fields is nobody's list",
        arguments: ["[1,2]", #"{"a":{"b":1}}"#, "7", "null", #""x""#])
    func fieldListOfAnotherShape(data: String) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer(200, #"{"status":true,"data":\#(data)}"#)
        }
        let result = try await withBoard(server) { await $0.fieldList() }
        let failure = CallFailure.uncertain(reason: "the list of fields has an unknown shape")
        #expect(throws: failure) { try result.get() }
    }

    @Test("a board without fields has none", arguments: ["[]", "{}"])
    func noFields(data: String) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer(200, #"{"status":true,"data":\#(data)}"#)
        }
        #expect(try await withBoard(server) { try await $0.fieldList().get() } == [])
    }
}
