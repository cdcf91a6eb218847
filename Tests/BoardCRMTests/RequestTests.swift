import Testing
import Wire

@testable import BoardCRM

@Suite("Requests")
struct RequestTests {
    private func content(_ format: BodyFormat, _ request: BoardRequest) throws -> (type: String, text: String) {
        let content = request.content(as: format, accessToken: try #require(Secret("t&k=n")), boundary: "BOUNDARY")
        return (content.type, String(decoding: content.bytes, as: UTF8.self))
    }

    @Test("offer/create as JSON, byte for byte")
    func json() throws {
        let request = try BoardRequest.createDeal(.sample())
        #expect("\(request.path)" == "offer/create")
        let (type, text) = try content(.json, request)
        #expect(type == "application/json")
        #expect(
            text
                == #"{"access_token":"t&k=n","column_id":1287,"lead":{"name":"Ada \"A\" Lovelace","email":"ada@example.com","phone":"+12025550147"},"#
                + #""fields":{"title":"Grüße & more\n100 % = 1","budget":2500,"rate":0.10,"news-letter":true},"deadline":"2026-03-01 09:30:00"}"#
        )
    }

    @Test("a deal's JSON is the same where it was written before")
    func shortWay() throws {
        let token = try #require(Secret("t&k=n"))
        for deal in [
            try .sample(), Deal(), Deal(columnID: Identifier(1)),
            Deal(leadID: Identifier(2), lead: Lead(attributes: [:])),
            Deal(lead: Lead(attributes: [.name: .text("A")])),
        ] {
            let content = BoardRequest.createDeal(deal).content(as: .json, accessToken: token, boundary: "")
            #expect(BoardRequest.json(DealText(deal), behind: BoardRequest.jsonStart(token)) == content.bytes)
            #expect(try Deal(json: JSONDocument.parse(DealText(deal).json).root) == DealText(deal).deal)
        }
    }

    @Test("offer/create urlencoded, byte for byte")
    func urlencoded() throws {
        let (type, text) = try content(.urlencoded, .createDeal(.sample()))
        #expect(type == "application/x-www-form-urlencoded")
        #expect(
            text
                == "access_token=t%26k%3Dn&column_id=1287&lead%5Bname%5D=Ada+%22A%22+Lovelace&lead%5Bemail%5D=ada%40example.com"
                + "&lead%5Bphone%5D=%2B12025550147&fields%5Btitle%5D=Gr%C3%BC%C3%9Fe+%26+more%0A100+%25+%3D+1&fields%5Bbudget%5D=2500"
                + "&fields%5Brate%5D=0.10&fields%5Bnews-letter%5D=1&deadline=2026-03-01+09%3A30%3A00")
    }

    @Test("offer/create multipart, byte for byte")
    func multipart() throws {
        let (type, text) = try content(.multipart, .createDeal(.sample()))
        #expect(type == "multipart/form-data; boundary=BOUNDARY")
        let fields = [
            ("access_token", "t&k=n"), ("column_id", "1287"), ("lead[name]", "Ada \"A\" Lovelace"),
            ("lead[email]", "ada@example.com"),
            ("lead[phone]", "+12025550147"), ("fields[title]", "Grüße & more\n100 % = 1"), ("fields[budget]", "2500"),
            ("fields[rate]", "0.10"), ("fields[news-letter]", "1"), ("deadline", "2026-03-01 09:30:00"),
        ]
        let parts = fields.map { "--BOUNDARY\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
        #expect(text == parts.joined() + "--BOUNDARY--\r\n")
    }

    @Test("a call without parameters carries the token alone")
    func fieldList() throws {
        #expect(try content(.json, .fieldList).text == #"{"access_token":"t&k=n"}"#)
        #expect(try content(.urlencoded, .fieldList).text == "access_token=t%26k%3Dn")
    }
}
