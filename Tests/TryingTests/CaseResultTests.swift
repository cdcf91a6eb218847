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

    static func file(_ content: String, _ outcome: String, fields: String = "") throws -> CaseStep {
        let file = try CaseFile(
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
        return file.steps[0]
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
        let results = try file.results(by: try form(Self.rules), limits: LimitSettings())
        #expect(file.fits(results), "\(file.difference(to: results).joined(separator: "\n"))")
        let other = try Self.file("name=Ada+&tel=030+901820", Self.deal)
        #expect(!other.fits(try other.results(by: try form(Self.rules), limits: LimitSettings())))
    }

    @Test("what differs is shown line by line")
    func difference() throws {
        let file = try Self.file("name=Grace&tel=030+901820", Self.deal)
        let lines = file.difference(to: try file.results(by: try form(Self.rules), limits: LimitSettings()))
        #expect(lines.filter { !$0.hasPrefix("  ") } == [#"-     "name": "Ada","#, #"+     "name": "Grace","#])
        #expect(lines.first == "  --- deal")
    }

    @Test("what does not fit is refused or kept, as the form says")
    func problems() throws {
        let refused = try Self.file("tel=1", "--- refused\nname: is required")
        #expect(refused.fits(try refused.results(by: try form(Self.rules), limits: LimitSettings())))
        let webhook = try form("sender: json\n" + Self.rules)
        let results = try refused.results(by: webhook, limits: LimitSettings())
        #expect(results.map(\.outcome) == [.unmapped])
        #expect(refused.difference(to: results) == ["- --- refused", "+ --- unmapped", "  name: is required"])
    }
}
