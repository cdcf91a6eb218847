import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Phone numbers")
struct PhoneTypeTests {
    func settled(_ written: String, region: String?) throws -> FieldValue? {
        let rule = from("phone") {
            $0.type = placed("phone")
            $0.region = region.map { placed($0) }
        }
        let mapped = try form(lead: ["phone": rule]).compiled().deal(.form(["phone": written]))
        #expect(mapped.deal.lead?.attributes[.phone] == .text(written), "the visitor's own text until it is sent")
        return mapped.settled().lead?.attributes[.phone]
    }

    @Test(
        "a number becomes E.164 where it parses for the region",
        arguments: [
            ("030 901820", "DE", "+4930901820"), ("+49 (0)30 / 901-820", "DE", "+4930901820"),
            ("+1 202-555-0147", "DE", "+12025550147"), ("0049 30 901820", "DE", "+4930901820"),
            ("(202) 555-0147", "US", "+12025550147"), ("020 7946 0018", "GB", "+442079460018"),
            ("+1 202-555-0147", nil, "+12025550147"), ("tel:+1-202-555-0147", nil, "tel:+1-202-555-0147"),
            ("8 (912) 345-67-89", "RU", "+79123456789"), ("＋４９ ３０ ９０１８２０", "DE", "+4930901820"),
            ("06 698 12345", "IT", "+390669812345"),
        ])
    func normalised(written: String, region: String?, sent: String) throws {
        #expect(try settled(written, region: region) == .text(sent))
    }

    @Test(
        "what parts the digits changes nothing, wherever it stands",
        arguments: [
            ("+4930901820", "DE", "+4930901820"), ("030901820", "DE", "+4930901820"),
            ("+12025550147", "DE", "+12025550147"), ("2025550147", "US", "+12025550147"),
            ("02079460018", "GB", "+442079460018"), ("0669812345", "IT", "+390669812345"),
            ("89123456789", "RU", "+79123456789"), ("004930901820", "DE", "+4930901820"), ("5550147", "US", nil),
            ("12", "DE", nil), ("1234", "DE", nil),
        ])
    func parted(digits: String, region: String, number: String?) throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            var written = String(digits.prefix(2))
            for digit in digits.dropFirst(2) {
                if let sign = " -./()".randomElement(using: &random), Bool.random(using: &random) {
                    written.append(sign)
                }
                written.append(digit)
            }
            // One full-width digit makes the library read the whole text by itself.
            let wide = String(written.dropLast() + [try #require(Self.fullWidth(written.last))])
            for text in [written, wide] { #expect(try settled(text, region: region) == .text(number ?? text)) }
        }
    }

    @Test("a number behind its country's code is read as the library reads it, also where that is not asked")
    func countryCodes() throws {
        var random = SystemRandomNumberGenerator()
        let rule = from("phone") {
            $0.type = placed("phone")
            $0.region = placed("DE")
        }
        let mapping = try form(lead: ["phone": rule]).compiled()
        func settled(_ written: String) throws -> FieldValue? {
            try mapping.deal(.form(["phone": written])).settled().lead?.attributes[.phone]
        }
        let common = [1, 7, 33, 34, 39, 43, 44, 49, 52, 54, 55, 61, 81, 86, 90, 91, 353, 375, 380, 800, 881]
        var numbers = 0
        for _ in 0..<4000 {
            let code = try #require(Bool.random(using: &random) ? common.randomElement() : Int.random(in: 1...999))
            // What is taken off the front somewhere, or seems to be.
            let beginning = try #require(["", "", "0", "1", "8", "06", "15", "80", "044"].randomElement())
            let rest = (0..<Int.random(in: 4...10)).map { _ in String(Int.random(in: 0...9)) }.joined()
            let written = "+\(code)\(beginning)\(rest)"
            let wide = String(written.dropLast() + [try #require(Self.fullWidth(written.last))])
            let asked = try settled(wide)
            if asked != .text(wide) { numbers += 1 }
            #expect(try settled(written) == (asked == .text(wide) ? .text(written) : asked), "\(written)")
        }
        #expect(numbers > 400)
    }

    private static func fullWidth(_ digit: Character?) -> Character? {
        digit?.wholeNumberValue.flatMap { UnicodeScalar(0xFF10 + $0) }.map(Character.init)
    }

    @Test(
        "anything else stays the visitor's own text",
        arguments: [
            ("030 901820", nil), ("555-0147", "US"), ("030 901820 ext. 12", "DE"), ("030 901820 ask for Ada", "DE"),
            ("030 901820 #12", "DE"), ("call me", "DE"), ("12", "DE"), ("+", "DE"),
            ("030 901820 / 0171 2345678 99", "DE"),
            ("+999 12345678", "DE"), (String(repeating: "9", count: 300), "DE"),
        ])
    func ownText(written: String, region: String?) throws {
        #expect(try settled(written, region: region) == .text(written))
    }

    @Test("a number in a deal's field is settled too, and what is no phone is left alone")
    func fields() throws {
        let mapping = try form(
            lead: ["name": from("name")],
            fields: [
                "tel": from("tel") {
                    $0.type = placed("phone"); $0.region = placed("DE")
                }, "raw": from("tel"),
            ]
        ).compiled()
        let deal = try mapping.deal(.form(["name": "030 901820", "tel": "030 901820"])).settled()
        #expect(deal.fields.entries.map(\.value) == [.text("+4930901820"), .text("030 901820")])
        #expect(deal.lead?.attributes[.name] == .text("030 901820"))
    }

    @Test("phones that the deal does not hold change nothing")
    func strangers() {
        let deal = Deal(columnID: Identifier(1))
        let phones = ["lead.phone", "lead.nothing", "fields.a", "fields.not an alias", "column_id", ""].map {
            MappedDeal.Phone(target: TargetPath($0), region: "DE")
        }
        #expect(MappedDeal(deal: deal, phones: phones).settled() == deal)
    }

    @Test("many threads may settle at once")
    func threads() async throws {
        let rule = from("tel") {
            $0.type = placed("phone")
            $0.region = placed("DE")
        }
        let mapped = try form(lead: ["phone": rule]).compiled().deal(.form(["tel": "030 901820"]))
        let settled = await withTaskGroup(of: Deal.self) { group in
            for _ in 0..<64 { group.addTask { mapped.settled() } }
            return await group.reduce(into: Set<Deal>()) { $0.insert($1) }
        }
        #expect(settled.count == 1)
        #expect(settled.first?.lead?.attributes[.phone] == .text("+4930901820"))
    }
}
