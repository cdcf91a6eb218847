import Listener
import SampleSite
import TestKit
import Testing

@Suite("The sample website")
struct SampleSiteTests {
    private func run(intakeURL: String, _ body: (SampleSite, Int) async throws -> Void) async throws {
        let site = try SampleSite(
            listen: .tcp(host: "127.0.0.1", port: 0), intakeURL: intakeURL, boardURL: "http://127.0.0.1:8082/?a=1&b=2")
        guard case .tcp(_, let port) = site.address else { return }
        do {
            try await body(site, port)
        } catch {
            await site.stop()
            throw error
        }
        await site.stop()
    }

    @Test("the form posts to the intake, which the page's policy allows")
    func form() async throws {
        try await run(intakeURL: "http://127.0.0.1:8080/") { site, port in
            let page = await PlainHTTP.request("GET", "/", port: port)
            #expect(page.status == 200)
            #expect(page.text.contains(#"<form action="http://127.0.0.1:8080/f/contact" method="post""#))
            let policy = try #require(page.field("Content-Security-Policy"))
            #expect(policy.contains("form-action 'self' http://127.0.0.1:8080"))
            #expect(!policy.contains("script-src"))
            for name in ["full_name", "email", "phone", "topic", "message", "budget", "call_me_at"] {
                #expect(page.text.contains("name=\"\(name)\""))
            }
            #expect(!page.text.contains("{{") && !page.text.contains("<script"))
        }
    }

    @Test("the intake's address can be told later")
    func laterAddress() async throws {
        try await run(intakeURL: "") { site, port in
            site.intakeURL = "https://leads.example.com"
            let page = await PlainHTTP.request("GET", "/", port: port)
            #expect(page.text.contains(#"action="https://leads.example.com/f/contact""#))
            #expect(page.field("Content-Security-Policy")?.contains("https://leads.example.com") == true)
        }
    }

    @Test("an address cannot end the attribute it stands in, nor the policy's directive")
    func escaping() async throws {
        try await run(intakeURL: #"http://x"><script>;script-src *"#) { site, port in
            let page = await PlainHTTP.request("GET", "/", port: port)
            #expect(!page.text.contains("<script"))
            #expect(page.field("Content-Security-Policy")?.contains("script-src") == false)
        }
    }

    @Test("the page of thanks leads to the board")
    func thanks() async throws {
        try await run(intakeURL: "http://127.0.0.1:8080") { site, port in
            #expect(site.thanksURL == "http://127.0.0.1:\(port)/thanks")
            let page = await PlainHTTP.request("GET", "/thanks?from=form", port: port)
            #expect(page.status == 200)
            #expect(page.text.contains("Thank you"))
            #expect(page.text.contains(#"href="http://127.0.0.1:8082/?a=1&amp;b=2""#))
        }
    }

    @Test("a browser may say where it comes from: without it the form's origin would be null")
    func referrer() async throws {
        try await run(intakeURL: "http://127.0.0.1:8080") { _, port in
            let page = await PlainHTTP.request("GET", "/", port: port)
            #expect(page.field("Referrer-Policy") == "strict-origin-when-cross-origin")
        }
    }

    @Test("it can only be read, and has no other pages")
    func others() async throws {
        try await run(intakeURL: "http://127.0.0.1:8080") { _, port in
            #expect(await PlainHTTP.request("POST", "/thanks", port: port).status == 405)
            #expect(await PlainHTTP.request("GET", "/admin", port: port).status == 404)
            #expect(
                await PlainHTTP.request("GET", "/site.css", port: port).field("Content-Type")
                    == "text/css; charset=utf-8")
        }
    }
}
