import BoardCRM
import Testing
import Wire

@Suite("Deals as JSON")
struct DealJSONTests {
    private func text(_ deal: Deal) -> String {
        var writer = JSONWriter()
        deal.append(to: &writer)
        return writer.text
    }

    private func deal(_ json: String) throws -> Deal {
        try Deal(json: JSONDocument.parse(Array(json.utf8)).root)
    }

    @Test("a deal is written in its order, byte for byte")
    func written() throws {
        #expect(
            try text(.sample())
                == #"{"column_id":1287,"lead":{"name":"Ada \"A\" Lovelace","email":"ada@example.com","phone":"+12025550147"},"#
                + #""fields":{"title":"Grüße & more\n100 % = 1","budget":2500,"rate":0.10,"news-letter":true},"deadline":"2026-03-01 09:30:00"}"#
        )
        #expect(text(Deal()) == "{}")
        #expect(text(Deal(leadID: Identifier(7), lead: Lead())) == #"{"lead_id":7}"#)
    }

    @Test("what was written is read back the same")
    func roundTrip() throws {
        let sample = try Deal.sample()
        #expect(try deal(text(sample)) == sample)
        #expect(try deal("{}") == Deal())
        let odd = #"{"fields":{"a":-0,"b":1.0,"c":9223372036854775808,"d":12}}"#
        #expect(try text(deal(odd)) == odd)
    }

    @Test(
        "what is not a deal is refused, with its place and without its values",
        arguments: [
            ("[]", "deal: expected an object"),
            (#"{"column_id":0}"#, "column_id: expected a whole number of at least 1"),
            (#"{"column_id":"12"}"#, "column_id: expected a whole number of at least 1"),
            (#"{"lead_id":1.5}"#, "lead_id: expected a whole number of at least 1"),
            (#"{"lead":"marker"}"#, "lead: expected an object"),
            (#"{"lead":{"nick":"marker"}}"#, "lead.nick: no such name"),
            (#"{"lead":{"name":null}}"#, "lead.name: expected a string, a number or a boolean"),
            (#"{"fields":{"a b":"marker"}}"#, "fields.a b: no such name"),
            (#"{"fields":{"a":["marker"]}}"#, "fields.a: expected a string, a number or a boolean"),
            (#"{"deadline":"tomorrow"}"#, "deadline: expected YYYY-MM-DD HH:MM:SS"),
            (#"{"price":1}"#, "price: no such name"),
        ])
    func refused(json: String, words: String) throws {
        let error = #expect(throws: DealError.self) { try deal(json) }
        #expect(error?.description == words)
    }
}
