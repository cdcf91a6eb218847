import TestKit
import Testing
import Wire

extension Integration {
    @Suite("answers, as a client of nginx sees them")
    struct AnswerTests {
        private static let html = ["-H", "Accept: text/html,application/xhtml+xml,*/*;q=0.8"]
        private static let good = ["-d", "name=Ada&email=ada@example.com"]

        @Test("a browser is sent on with 303, and a plain page thanks where nothing is set")
        func browser() async throws {
            let road = try await Road()
            let answer = try await road.post("contact", Self.html + Self.good)
            #expect(answer.status == 303)
            #expect(answer.field("location") == "https://www.example.com/thanks")

            try road.service.folder.write(form: "plain", "column_id: 1291\nlead: { name: name }\n")
            road.service.process.signal(1)
            _ = try await road.service.process.line(holding: "configuration read again", on: .errors)
            let page = try await road.post("plain", Self.html + Self.good)
            #expect(page.status == 200)
            #expect(page.field("content-type") == "text/html; charset=utf-8")
            #expect(page.text.contains("<h1>Thank you</h1>"))
            let style = try await road.nginx.curl("/assets/message.css")
            #expect(style.status == 200)
            #expect(style.field("content-type") == "text/css; charset=utf-8")
        }

        @Test("what is wrong with the fields is told in their own names, as JSON and as a page")
        func invalid() async throws {
            let road = try await Road()
            let wrong = ["-d", "email=nobody&budget=much"]
            let answer = try await road.post("contact", wrong)
            #expect(answer.status == 422)
            #expect(answer.field("content-type") == "application/problem+json")
            let fields = try answer.json["errors"]?.elements.compactMap { $0["field"]?.string } ?? []
            #expect(fields == ["full_name", "email", "budget"])

            let page = try await road.post(
                "contact", Self.html + ["-e", "https://www.example.com/contact?a=1&b=2"] + wrong)
            #expect(page.status == 422)
            #expect(page.field("content-type") == "text/html; charset=utf-8")
            #expect(page.text.contains(#"name="email" aria-invalid="true""#) && page.text.contains(#"value="nobody""#))
            #expect(page.text.contains(#"<a href="https://www.example.com/contact?a=1&amp;b=2" data-back>"#))
            #expect(try await road.service.submissions().isEmpty)
        }

        @Test("a webhook whose payload does not fit is answered 200 and kept as unmapped")
        func unmapped() async throws {
            let road = try await Road()
            let answer = try await road.post(
                "webhook", ["-H", "Content-Type: application/json", "-d", #"{"person":{}}"#])
            #expect(answer.status == 200)
            let stored = try await road.service.submissions()
            #expect(stored.map { $0["state"]?.string } == ["unmapped"])
        }

        @Test("no form, no such method, no such type, broken, too large: each its own status")
        func refusals() async throws {
            let road = try await Road()
            #expect(try await road.post("nowhere", Self.good).status == 404)
            let method = try await road.post("contact", ["-X", "PUT"] + Self.good)
            #expect(method.status == 405)
            #expect(method.field("allow") == "POST, OPTIONS")
            let type = try await road.post("contact", ["-H", "Content-Type: text/plain"] + Self.good)
            #expect(type.status == 415)
            let coding = try await road.post("contact", ["-H", "Content-Encoding: gzip"] + Self.good)
            #expect(coding.status == 415)
            let broken = try await road.post("webhook", ["-H", "Content-Type: application/json", "-d", "{"])
            #expect(broken.status == 400)
            let origin = try await road.post("contact", ["-H", "Origin: https://elsewhere.example"] + Self.good)
            #expect(origin.status == 403)

            let scratch = try ScratchFolder("large")
            let large = try scratch.write(String(repeating: "a", count: 300_000), to: "large")
            let ours = try await road.post("contact", ["--data-binary", "@" + large])
            #expect(ours.status == 413)
            #expect(ours.field("content-type") == "application/problem+json")
            #expect(ours.text.contains("262144 bytes"))
            let larger = try scratch.write(String(repeating: "a", count: (1 << 20) + 1), to: "larger")
            let nginxs = try await road.post("contact", ["--data-binary", "@" + larger])
            #expect(nginxs.status == 413)
            #expect(nginxs.field("content-type") == "application/problem+json")
            #expect(nginxs.text.contains("1 MiB"))
            #expect(nginxs.field("x-request-id")?.count == 32)
            let page = try await road.post("contact", Self.html + ["--data-binary", "@" + larger])
            #expect(page.status == 413)
            #expect(page.field("content-type") == "text/html; charset=utf-8")
            #expect(try await road.service.submissions().isEmpty)
        }

        @Test("a preflight is answered for the form's own origins only")
        func preflight() async throws {
            let road = try await Road()
            func ask(_ origin: String) async throws -> CurlAnswer {
                try await road.post(
                    "contact",
                    ["-X", "OPTIONS", "-H", "Origin: \(origin)", "-H", "Access-Control-Request-Method: POST"])
            }
            let own = try await ask("https://www.example.com")
            #expect(own.status == 204)
            #expect(own.field("access-control-allow-origin") == "https://www.example.com")
            #expect(try await ask("https://elsewhere.example").field("access-control-allow-origin") == nil)
        }

        @Test("a repeat with the same Idempotency-Key is the first one's")
        func duplicate() async throws {
            let road = try await Road()
            let first = try await road.post("contact", ["-H", "Idempotency-Key: k-1"] + Self.good)
            let second = try await road.post("contact", ["-H", "Idempotency-Key: k-1"] + Self.good)
            let id = try #require(try first.json["id"]?.string)
            #expect(second.status == 200)
            #expect(second.text == #"{"status":"duplicate","id":"\#(id)"}"#)
            #expect(try await road.service.folder.settled().count == 1)
            #expect(try await road.sandbox.deals(1).count == 1)
        }
    }
}
