import TestKit
import Testing

@Suite("Pages behind a path of the outside")
struct PublicPathTests {
    @Test(
        "link to their stylesheet under the path of public_url",
        arguments: [
            (nil, ""), ("https://leads.example.com", ""), ("https://www.example.com/leads", "/leads"),
            ("http://127.0.0.1:8080/a/b", "/a/b"),
        ])
    func stylesheet(publicURL: String?, base: String) async throws {
        try await serving(publicURL: publicURL) { site async throws in
            let page = try await site.post("contact", "full_name=Ada", fields: ["Accept: text/html"])
            #expect(page.status == 200)
            #expect(page.text.contains(#"href="\#(base)/assets/message.css""#))
        }
    }
}
