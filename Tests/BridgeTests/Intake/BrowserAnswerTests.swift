import Outbox
import TestKit
import Testing
import Wire

@Suite("What a visitor's browser is shown")
struct BrowserAnswerTests {
    static let page = "respond: { success: https://www.example.com/thanks }\n" + contactForm
    static let pages = "respond: { success: /thanks, failure: /sorry }\n" + contactForm

    @Test("it is sent on to the form's own page with 303, and a repeat too", arguments: [false, true])
    func sentOn(isRepeat: Bool) async throws {
        try await serving(["contact": Self.page]) { site async throws in
            for _ in 0...(isRepeat ? 1 : 0) {
                let answer = try await site.post("contact", "name=Ada", fields: [acceptsPages, "Idempotency-Key: k"])
                #expect(answer.status == 303)
                #expect(answer.field("location") == "https://www.example.com/thanks")
                #expect(answer.content.isEmpty)
            }
            #expect(try await site.submissions().count == 1)
        }
    }

    @Test("where the form has no page it gets a plain one, that asks for nothing from elsewhere")
    func thanks() async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", "name=Ada", fields: [acceptsPages])
            #expect(answer.status == 200)
            #expect(answer.field("content-type") == "text/html; charset=utf-8")
            #expect(answer.text.contains("<h1>Thank you</h1>"))
            #expect(!answer.text.contains("{"))
            #expect(answer.field("content-security-policy")?.hasPrefix("default-src 'none'; style-src 'self'") == true)
            #expect(answer.field("x-content-type-options") == "nosniff")
            let style = try await site.send("GET", "/assets/message.css")
            #expect(style.status == 200 && style.field("content-type") == "text/css; charset=utf-8")
            #expect(!style.content.isEmpty)
        }
    }

    @Test("a script gets JSON from the same form", arguments: ["Accept: */*", "Accept: application/json", "X-A: b"])
    func script(field: String) async throws {
        try await serving(["contact": Self.pages]) { site async throws in
            #expect(try await site.post("contact", "name=Ada", fields: [field]).status == 200)
            let refused = try await site.post("contact", "name=", fields: [field])
            #expect(refused.status == 422)
            #expect(refused.field("content-type") == "application/problem+json")
        }
    }

    @Test("a browser's post to a webhook's form gets JSON")
    func webhook() async throws {
        try await serving(["hook": webhookForm]) { site async throws in
            let answer = try await site.post("hook", #"{"name":"Ada"}"#, type: jsonType, fields: [acceptsPages])
            #expect(answer.status == 200)
            #expect(try answer.submissionID == (try await site.onlySubmission()).id)
        }
    }

    @Test("what is wrong stands on a page, by field, with the way back")
    func problems() async throws {
        try await serving { site async throws in
            let answer = try await site.post(
                "contact", "email=nonsense", fields: [acceptsPages, "Referer: https://www.example.com/?a=1&b=\"><x>"])
            #expect(answer.status == 422)
            #expect(answer.field("content-type") == "text/html; charset=utf-8")
            #expect(answer.text.contains("<li><strong>full_name</strong> is required</li>"))
            #expect(answer.text.contains("<strong>email</strong> is not an e-mail address"))
            #expect(
                answer.text.contains(
                    #"<a href="https://www.example.com/?a=1&amp;b=&quot;&gt;&lt;x&gt;">Back to the form</a>"#))
            #expect(!answer.text.contains("nonsense"))
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test(
        "an address that is none of the web is no way back",
        arguments: ["javascript:alert(1)", "data:text/html,x", "//example.com", "JavaScript:x"])
    func badReferer(referer: String) async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", "", fields: [acceptsPages, "Referer: \(referer)"])
            #expect(answer.status == 422)
            #expect(!answer.text.contains("<a ") && !answer.text.contains(referer))
        }
    }

    @Test("field names and choices of the configuration are text, never markup, and not placeholders of the page")
    func escaped() async throws {
        let form = """
            column_id: 1
            lead: { name: { from: '"<b>&{body}"', required: true } }
            fields: { topic: { from: topic, choices: { "<i>'\\"": a } } }
            """
        try await serving(["contact": form]) { site async throws in
            let answer = try await site.post("contact", "topic=<script>", fields: [acceptsPages])
            #expect(answer.text.contains("<strong>&lt;b&gt;&amp;{body}</strong> is required"))
            #expect(answer.text.contains("expected: &lt;i&gt;&#39;&quot;</li>"))
            #expect(!answer.text.contains("<b>") && !answer.text.contains("<i>") && !answer.text.contains("script"))
        }
    }

    @Test("where the form has a page for it, a refused browser is sent there", arguments: ["name=", "{"])
    func failurePage(content: String) async throws {
        try await serving(["contact": Self.pages]) { site async throws in
            let type = content == "{" ? jsonType : urlencodedType
            let answer = try await site.post("contact", content, type: type, fields: [acceptsPages])
            #expect(answer.status == 303)
            #expect(answer.field("location") == "/sorry")
        }
    }

    @Test("other refusals stand on a page too", arguments: [(415, "Content-Type: text/plain"), (400, jsonType)])
    func failure(status: Int, type: String) async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", "<hello>", type: type, fields: [acceptsPages])
            #expect(answer.status == status)
            #expect(answer.field("content-type") == "text/html; charset=utf-8")
            #expect(answer.text.contains("<h1>Not sent</h1>") && !answer.text.contains("<hello>"))
        }
    }
}
