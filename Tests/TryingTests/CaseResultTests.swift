import Bridge
import Testing
import Trying

@Suite("What comes of a case")
struct CaseResultTests {
    static let rules = """
        column_id: 1
        lead: { name: { from: name, required: true }, phone: { from: tel, type: phone, region: DE } }
        fields: { utm: query.utm_source, shop: header.X-Shop, visit: cookie.v, page: meta.referrer, form: meta.form }
        """

    static func file(_ content: String, _ outcome: String, fields: String = "") throws -> CaseFile {
        try CaseFile(
            name: "x", file: "x.case",
            text: """
                --- post
                ?utm_source=ad
                Content-Type: application/x-www-form-urlencoded
                X-Shop: 7
                Cookie: a=b; v=12
                Referer: https://www.example.com/

                \(content)
                \(outcome)
                """)
    }

    static let deal = """
        --- deal
        {"column_id": 1, "lead": {"name": "Ada", "phone": "+4930901820"}, "fields": {"utm": "ad", "shop": "7", "visit": "12",
          "page": "https://www.example.com/", "form": "contact"}}
        """

    @Test(
        "the deal is compared to the byte, whatever its layout, with the phone as it is sent and all that stands beside the payload"
    )
    func deal() throws {
        let file = try Self.file("name=Ada&tel=030+901820", Self.deal)
        let result = try CaseResult(of: file, by: try form(Self.rules), limits: LimitSettings())
        #expect(result.fits(file), "\(result.difference(from: file).joined(separator: "\n"))")
        let other = try Self.file("name=Ada+&tel=030+901820", Self.deal)
        #expect(!(try CaseResult(of: other, by: try form(Self.rules), limits: LimitSettings()).fits(other)))
    }

    @Test("what differs is shown line by line")
    func difference() throws {
        let file = try Self.file("name=Grace&tel=030+901820", Self.deal)
        let lines = try CaseResult(of: file, by: try form(Self.rules), limits: LimitSettings()).difference(from: file)
        #expect(lines.filter { !$0.hasPrefix("  ") } == [#"-     "name": "Ada","#, #"+     "name": "Grace","#])
        #expect(lines.first == "  --- deal")
    }

    @Test("what does not fit is refused or kept, as the form says")
    func problems() throws {
        let refused = try Self.file("tel=1", "--- refused\nname: is required")
        #expect(try CaseResult(of: refused, by: try form(Self.rules), limits: LimitSettings()).fits(refused))
        let webhook = try form("sender: json\n" + Self.rules)
        let result = try CaseResult(of: refused, by: webhook, limits: LimitSettings())
        #expect(result.outcome == .unmapped)
        #expect(result.difference(from: refused) == ["- --- refused", "+ --- unmapped", "  name: is required"])
    }
}
