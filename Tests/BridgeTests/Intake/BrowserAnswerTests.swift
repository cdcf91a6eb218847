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
            let policy = try #require(answer.field("content-security-policy"))
            #expect(policy.hasPrefix("default-src 'none'; style-src 'self'; script-src 'self'"))
            #expect(policy.contains("form-action 'none'") && !policy.contains("unsafe"))
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

    @Test("what is wrong stands on a page, at its field, in a form that holds what was typed, with the way back")
    func problems() async throws {
        try await serving { site async throws in
            let answer = try await site.post(
                "contact", "email=non%22sense&name=&topic=%3Cb%3E&topic=2",
                fields: [acceptsPages, "Referer: https://www.example.com/?a=1&b=\"><x>"])
            #expect(answer.status == 422)
            #expect(answer.field("content-type") == "text/html; charset=utf-8")
            // The rule's first path is full_name; the visitor's form has the second.
            #expect(
                answer.text.contains(
                    #"<input id="field-0" name="name" aria-invalid="true" aria-describedby="field-0-error" autofocus type="text" value="">"#
                ))
            #expect(answer.text.contains(#"<p class="error" id="field-0-error">Please fill this in.</p>"#))
            #expect(answer.text.contains(#"name="email" aria-invalid="true""#))
            #expect(answer.text.contains(#"value="non&quot;sense""#))
            #expect(answer.text.contains(#"<input type="hidden" name="topic" value="&lt;b&gt;">"#))
            #expect(answer.text.contains(#"<input type="hidden" name="topic" value="2">"#))
            #expect(
                answer.text.contains(#"<form method="post" action="/f/contact" accept-charset="utf-8" novalidate>"#))
            #expect(answer.field("content-security-policy")?.hasSuffix("form-action 'self'") == true)
            #expect(
                answer.text.contains(
                    #"<a href="https://www.example.com/?a=1&amp;b=&quot;&gt;&lt;x&gt;" data-back>Back to the form</a>"#)
            )
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
            #expect(!answer.text.contains("<a ") && !answer.text.contains("\"\(referer)"))
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
            #expect(answer.text.contains(#">&lt;b&gt;&amp;{body}</label>"#))
            #expect(answer.text.contains(#"<option>&lt;i&gt;&#39;&quot;</option>"#))
            #expect(answer.text.contains("Please choose one of these: &lt;i&gt;&#39;&quot;."))
            #expect(!answer.text.contains("<b>") && !answer.text.contains("<i>") && !answer.text.contains("<script>"))
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
