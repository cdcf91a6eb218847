import BoardCRM
import Mapping
import Testing
import Wire

@Suite("A stored deal as it is sent")
struct DealTextTests {
    private let extra = (field: "ref", text: "0190c0de-0000-7000-8000-000000000001")

    private func long(_ bytes: [UInt8], _ extra: (field: Alias, text: String)?) throws -> [UInt8] {
        var deal = try MappedDeal(encoded: bytes).settled()
        if let extra { deal.fields[extra.field] = .text(extra.text) }
        return DealText(deal).json
    }

    private func expectSame(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
        for extra in [nil, (field: try #require(Alias(extra.field)), text: extra.text)] {
            let short = try DealText(settling: bytes, with: extra).json
            let long = try long(bytes, extra)
            #expect(
                String(decoding: short, as: UTF8.self) == String(decoding: long, as: UTF8.self),
                sourceLocation: sourceLocation)
        }
    }

    @Test("whatever a deal holds, it is sent as its values would be written, byte for byte")
    func likeTheLongWay() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("DealTextTests seed \(seed)")
        var random = SplitMix(state: seed)
        let texts = [
            "", "Ada", "030 901820", "+49 (0)30 / 901-820", "a \"quote\" and \\ more", "Grüße\n\u{1}😀", "0001",
            "+1 202-555-0147", "call me", "null", "}{][,:",
        ]
        for _ in 0..<500 {
            func value() -> FieldValue {
                switch random.below(4) {
                case 0: .integer(Int64(random.below(1000)) - 500)
                case 1: .boolean(random.below(2) == 0)
                case 2: NumberText("1.50e3").map { .number($0) } ?? .integer(1)
                default: .text(texts[random.below(texts.count)])
                }
            }
            var deal = Deal()
            if random.below(2) == 0 { deal.columnID = Identifier(Int64(random.below(2000) + 1)) }
            if random.below(4) == 0 { deal.leadID = Identifier(Int64(random.below(2000) + 1)) }
            var lead = Lead(attributes: [:])
            for name in LeadAttribute.allCases where random.below(3) == 0 { lead.attributes[name] = value() }
            if random.below(4) > 0 { deal.lead = lead }
            for name in ["title", "budget", "tel", "ref", "x-1"] where random.below(3) == 0 {
                if let alias = Alias(name) { deal.fields[alias] = value() }
            }
            if random.below(3) == 0 { deal.deadline = DateTime(parsing: "2026-03-01 09:30:00") }
            let phones = [
                "lead.phone", "lead.add_phone", "fields.tel", "fields.none", "lead.name", "deadline", "a.b.c", "x.tel",
            ]
            .filter { _ in random.below(3) == 0 }
            .map { MappedDeal.Phone(target: TargetPath($0), region: random.below(4) == 0 ? nil : "DE") }
            try expectSame(MappedDeal(deal: deal, phones: phones + phones.prefix(1)).encoded())
        }
    }

    @Test(
        "what another hand wrote is read whole",
        arguments: [
            #"{"deal":{"fields":{"title":"x"},"column_id":7}}"#, #"{"deal":{"lead":{},"fields":{}}}"#, #"{"deal":{}}"#,
            #"{ "deal" : { "lead" : { "name" : "A\u0042" } } }"#, #"{"deal":{"l\u0065ad":{"name":"A"}}}"#,
            #"{"deal":{"deadline":"2026-03-01 09:30:00"},"phones":[]}"#,
            #"{"phones":[{"target":"lead.phone","region":"DE"}],"deal":{"lead":{"phone":"030 901820","name":"030 901820"}}}"#,
        ])
    func otherShapes(text: String) throws {
        let bytes = Array(text.utf8)
        let (short, long) = (try DealText(settling: bytes), try MappedDeal(encoded: bytes).settled())
        #expect(short.deal == DealText(long).deal)
    }

    @Test(
        "what is no stored deal is refused",
        arguments: [
            "", "{}", "[]", #"{"deal":1}"#, #"{"deal":{"column_id":0}}"#, #"{"deal":{"column_id":"1"}}"#,
            #"{"deal":{"lead":{"nope":"x"}}}"#, #"{"deal":{"lead":{"name":null}}}"#, #"{"deal":{"fields":{"t":[1]}}}"#,
            #"{"deal":{"fields":{"not an alias":"x"}}}"#, #"{"deal":{"deadline":"soon"}}"#, #"{"deal":{"other":1}}"#,
            #"{"deal":{"lead":{"name":"a"}},"phones":[{}]}"#, #"{"deal":{"lead":{"name":"a"}}"#,
            #"{"deal":{"lead":{"name":"a","name":"b"}}}"#,
        ])
    func refused(text: String) {
        #expect(throws: MappedDeal.EncodingError.self) { try DealText(settling: Array(text.utf8)) }
        #expect(throws: MappedDeal.EncodingError.self) { try MappedDeal(encoded: Array(text.utf8)) }
    }
}
