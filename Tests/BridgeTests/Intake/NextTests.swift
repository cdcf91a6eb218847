import Outbox
import TestKit
import Testing
import Wire

@Suite("Where a browser goes on to")
struct NextTests {
    static let form = """
        respond:
          success: https://www.example.com/thanks?id={id}
          failure: /sorry/{id}
          allow: [https://shop.example.com/done, https://*.example.org]

        """ + contactForm

    @Test(
        "{id} in the form's own address is the submission's id, a repeat's the first one's; where it failed, the request's"
    )
    func identifier() async throws {
        try await serving(["contact": Self.form]) { site async throws in
            let fields = [acceptsPages, "Idempotency-Key: k"]
            let first = try await site.post("contact", "name=Ada", fields: fields)
            let id = try await site.onlySubmission().id
            #expect(first.field("location") == "https://www.example.com/thanks?id=\(id)")
            let again = try await site.post("contact", "name=Ada", fields: fields)
            #expect(again.field("location") == "https://www.example.com/thanks?id=\(id)")
            let refused = try await site.post("contact", "name=", fields: fields)
            let request = try #require(refused.field("x-request-id"))
            #expect(refused.field("location") == "/sorry/\(request)")
        }
    }

    @Test(
        "an address that the post itself names is taken only if it is allowed",
        arguments: [
            ("https://shop.example.com/done", true), ("https://shop.example.com/done?a=b#c", true),
            ("https://SHOP.example.com:443/done", true), ("https://a.example.org", true),
            ("https://a.b.example.org/any/page?x={id}", true),
            ("https://shop.example.com/", false), ("https://shop.example.com/done/../x", false),
            ("https://shop.example.com/done%2f..", false), ("http://shop.example.com/done", false),
            ("https://example.org/", false), ("https://evil.example/", false),
            ("https://shop.example.com@evil.example/done", false),
            ("https://evil.example/?https://a.example.org/", false),
            ("https://evil.example#.example.org", false), ("https://evil.example\\.example.org", false),
            ("//a.example.org/", false), ("/done", false), ("javascript:alert(1)//.example.org", false),
            ("https://a.example.org/\r\nSet-Cookie: a=b", false), (" https://a.example.org/", false),
            ("https://a.example.org:444/", false), ("https:/a.example.org/", false), ("", false),
        ])
    func named(address: String, isTaken: Bool) async throws {
        try await serving(["contact": Self.form]) { site async throws in
            var content: [UInt8] = []
            URLEncoded.append(name: "name", value: "Ada", to: &content)
            URLEncoded.append(name: "_next", value: address, to: &content)
            let text = String(decoding: content, as: UTF8.self)
            let answer = try await site.post("contact", text, fields: [acceptsPages])
            #expect(answer.status == 303)
            let id = try await site.onlySubmission().id
            let own = "https://www.example.com/thanks?id=\(id)"
            #expect(answer.field("location") == (isTaken ? address.replacing("{id}", with: id.description) : own))
        }
    }

    @Test("where nothing is allowed, nothing is taken; and a script is told of the same address")
    func script() async throws {
        try await serving(["contact": contactForm, "other": Self.form]) { site async throws in
            let page = try await site.post(
                "contact", "name=Ada&_next=https://a.example.org/", fields: [acceptsPages])
            #expect(page.status == 200)
            func next(_ target: String) async throws -> String? {
                let answer = try await site.send("GET", target)
                #expect(answer.status == 200)
                return try JSONDocument.parse(answer.content).root["next"]?.string
            }
            #expect(try await next("/f/contact/words") == nil)
            #expect(try await next("/f/contact/words?next=https://a.example.org/") == nil)
            #expect(try await next("/f/other/words") == "https://www.example.com/thanks?id={id}")
            #expect(try await next("/f/other/words?next=https%3A%2F%2Fa.example.org%2F") == "https://a.example.org/")
            #expect(
                try await next("/f/other/words?next=https://evil.example/") == "https://www.example.com/thanks?id={id}")
        }
    }
}
