import Outbox
import TestKit
import Testing
import Wire

@Suite("Pages of other origins")
struct CrossOriginTests {
    static let closed = "origins: [https://www.example.com, https://example.org:8443]\n" + contactForm

    @Test("a post from a page that is not named is 403 and not stored")
    func refused() async throws {
        try await serving(["contact": Self.closed]) { site async throws in
            for origin in [
                "https://evil.example", "null", "http://www.example.com", "https://www.example.com.evil.example",
                "https://www.example.com:444", "https://WWW.example.com", "",
            ] {
                let answer = try await site.post("contact", "name=Ada", fields: ["Origin: \(origin)"])
                #expect(answer.status == 403, "\(origin)")
                #expect(answer.field("access-control-allow-origin") == nil)
                #expect(answer.field("vary") == "Origin")
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("a page that is named may post and read the answer; so may a program, which has no origin")
    func allowed() async throws {
        try await serving(["contact": Self.closed]) { site async throws in
            let answer = try await site.post("contact", "name=Ada", fields: ["Origin: https://example.org:8443"])
            #expect(answer.status == 200)
            #expect(answer.field("access-control-allow-origin") == "https://example.org:8443")
            #expect(answer.field("access-control-allow-credentials") == nil)
            #expect(answer.field("vary") == "Origin")
            let refused = try await site.post("contact", "a=b", fields: ["Origin: https://www.example.com"])
            #expect(refused.status == 422)
            #expect(refused.field("access-control-allow-origin") == "https://www.example.com")
            #expect(try await site.post("contact", "name=Ada").status == 200)
        }
    }

    @Test("a star stands for the labels before a domain, and for nothing else")
    func pattern() async throws {
        let form = "origins: ['https://*.example.com', 'https://*.example.org:8443']\n" + contactForm
        try await serving(["contact": form]) { site async throws in
            for (origin, status) in [
                ("https://www.example.com", 200), ("https://a.b-c.example.com", 200),
                ("https://www.example.org:8443", 200), ("https://example.com", 403), ("https://.example.com", 403),
                ("http://www.example.com", 403), ("https://www.example.com:8443", 403),
                ("https://www.example.org", 403), ("https://evil.com/.example.com", 403),
                ("https://evil.com#.example.com", 403), ("https://user@www.example.com", 403),
                ("https://evilexample.com", 403), ("https://www.example.com.evil.com", 403), ("null", 403),
            ] {
                let answer = try await site.post("contact", "name=Ada", fields: ["Origin: \(origin)"])
                #expect(answer.status == status, "\(origin)")
                #expect(answer.field("access-control-allow-origin") == (status == 200 ? origin : nil), "\(origin)")
                #expect(answer.field("vary") == "Origin")
            }
        }
    }

    @Test("without an Origin the Referer says where a post comes from, on the post itself")
    func referer() async throws {
        try await serving(["contact": Self.closed]) { site async throws in
            for (referer, status) in [
                ("https://www.example.com/contact?x=y", 200), ("https://www.example.com", 200),
                ("https://example.org:8443#a", 200), ("https://evil.example/https://www.example.com/", 403),
                ("https://www.example.com@evil.example/", 403), ("https://www.example.com.evil.example/", 403),
                ("android-app://com.example/", 403),
            ] {
                let answer = try await site.post("contact", "name=Ada", fields: ["Referer: \(referer)"])
                #expect(answer.status == status, "\(referer)")
            }
            // Origin counts, whatever the other says.
            let both = ["Origin: https://evil.example", "Referer: https://www.example.com/"]
            #expect(try await site.post("contact", "name=Ada", fields: both).status == 403)
        }
    }

    @Test("our own page, which lets a visitor put something right, may post; by public_url, else by the host asked for")
    func ownPage() async throws {
        try await serving(["contact": Self.closed]) { site async throws in
            let own = "Origin: http://127.0.0.1:\(site.port)"
            #expect(try await site.post("contact", "name=Ada", fields: [own]).status == 200)
            #expect(try await site.post("contact", "name=Ada", fields: ["Origin: http://127.0.0.1"]).status == 403)
        }
        try await serving(["contact": Self.closed], publicURL: "https://leads.example.com/in") { site async throws in
            let own = "Origin: https://leads.example.com"
            #expect(try await site.post("contact", "name=Ada", fields: [own]).status == 200)
            let host = "Origin: http://127.0.0.1:\(site.port)"
            #expect(try await site.post("contact", "name=Ada", fields: [host]).status == 403)
        }
    }

    @Test("a form without origins is open to every page, never with credentials")
    func open() async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", "name=Ada", fields: ["Origin: null"])
            #expect(answer.status == 200)
            #expect(answer.field("access-control-allow-origin") == "*")
            #expect(answer.field("access-control-allow-credentials") == nil)
        }
    }

    @Test("a page that asks first is told what it may send")
    func preflight() async throws {
        try await serving(["contact": Self.closed, "open": contactForm]) { site async throws in
            let asks = ["Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type"]
            let allowed = try await site.send(
                "OPTIONS", "/f/contact", fields: ["Origin: https://www.example.com"] + asks)
            #expect(allowed.status == 204)
            #expect(allowed.field("access-control-allow-origin") == "https://www.example.com")
            #expect(allowed.field("access-control-allow-methods") == "POST")
            #expect(allowed.field("access-control-max-age") == "7200")
            #expect(allowed.field("access-control-allow-credentials") == nil)
            #expect(allowed.field("vary") == "Origin")
            #expect(allowed.field("access-control-allow-headers")?.contains("Content-Type") == true)
            #expect(allowed.field("access-control-allow-headers")?.contains("Idempotency-Key") == true)
            let refused = try await site.send("OPTIONS", "/f/contact", fields: ["Origin: https://evil.example"] + asks)
            #expect(refused.status == 204)
            #expect(refused.field("access-control-allow-origin") == nil)
            #expect(refused.field("access-control-allow-methods") == nil)
            let open = try await site.send("OPTIONS", "/f/open", fields: ["Origin: https://evil.example"] + asks)
            #expect(open.field("access-control-allow-origin") == "*")
            let plain = try await site.send("OPTIONS", "/f/contact")
            #expect(plain.status == 204 && plain.field("allow") == "POST, OPTIONS")
        }
    }
}
