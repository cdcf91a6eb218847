import Testing
import Trying

@Suite("Masks")
struct MaskTests {
    static let mask = Mask(
        form: """
            # saw: Ada Lovelace
            column_id: 1287   # Grace
            fields: { title: { template: "Website: {topic}" }, source: { value: website } }
            """)

    @Test(
        "what a visitor wrote cannot be read, and the kind of change can be seen",
        arguments: [
            ("Ada Lovelace", "Axx Lxxxxxxx"), ("ADA", "AXX"), ("ada@Example.com", "axx@Exxxxxx.cxx"),
            ("(202) 555-0147", "(###) ###-####"), ("+12025550147", "+###########"), ("  Ada ", "  Axx "),
            ("Website: pricing", "Website: pxxxxxx"), ("website", "website"), ("Grace", "Gxxxx"), ("1287", "####"),
            ("Bo", "Xx"), ("東京", "xx"), ("a\nb", "x⏎x"), ("4th Ave", "#xx Axx"), ("", ""),
        ])
    func masked(_ text: String, _ expected: String) {
        #expect(Self.mask.masked(text) == expected)
    }

    @Test("a long text is cut")
    func long() {
        let shown = Self.mask.masked(String(repeating: "secret ", count: 100))
        #expect(shown.count == 61)
        #expect(shown.hasPrefix("sxxxxx sxxxxx"))
    }
}
