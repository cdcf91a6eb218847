import Outbox
import TestKit
import Testing
import Wire

@Suite("What a sender makes up")
struct ConfusionTests {
    @Test("content that looks like what we keep ourselves is only a payload")
    func ownResults() async throws {
        let stored =
            #"{"deal":{"column_id":666,"lead":{"name":"Mallory"}},"phones":[{"target":"lead.phone","region":"US"}]}"#
        try await serving(["hook": webhookForm]) { site async throws in
            _ = try await site.post("hook", stored, type: jsonType)
            let submission = try await site.onlySubmission()
            #expect(submission.state == .unmapped && submission.deal == nil)
            #expect(try submission.problemLines == ["full_name: is required"])
        }
    }

    @Test(
        "only what a rule maps reaches the deal, whatever else is sent",
        arguments: [
            (
                urlencodedType,
                "name=Ada&column_id=666&lead_id=7&lead%5Bname%5D=Mallory&lead%5Bnote%5D=x&fields%5Bprice%5D=1"
                    + "&access_token=t&deadline=2026-01-01&reason_id=3&status=delivered"
            ),
            (
                jsonType,
                #"{"name":"Ada","column_id":666,"lead_id":7,"lead":{"name":"Mallory","note":"x"},"fields":{"price":1},"#
                    + #""access_token":"t","deadline":"2026-01-01","__proto__":{"x":1},"phones":[]}"#
            ),
        ])
    func onlyMapped(type: String, content: String) async throws {
        try await serving { site async throws in
            #expect(try await site.post("contact", content, type: type).status == 200)
            #expect(try await site.onlySubmission().dealText == #"{"column_id":1287,"lead":{"name":"Ada"}}"#)
        }
    }

    @Test("a field that is called like a fact, a header, a cookie or the query is none of them")
    func namesOfContext() async throws {
        let form = """
            column_id: 1
            lead: { name: name }
            fields: { ip: meta.ip, shop: header.x-shop, visit: cookie.visit, utm: query.utm, ref: meta.form }
            """
        try await serving(["contact": form]) { site async throws in
            _ = try await site.post(
                "contact",
                "name=Ada&meta.ip=6.6.6.6&meta%5Bip%5D=6.6.6.6&header.x-shop=9&cookie.visit=9&query.utm=9&meta.form=x")
            _ = try await site.post(
                "contact",
                #"{"name":"Ada","meta":{"ip":"6.6.6.6","form":"x"},"header":{"x-shop":"9"},"query":{"utm":"9"}}"#,
                type: jsonType)
            for submission in try await site.submissions() {
                #expect(
                    try submission.dealText
                        == #"{"column_id":1,"lead":{"name":"Ada"},"fields":{"ip":"127.0.0.1","ref":"contact"}}"#)
            }
        }
    }

    @Test("the declared type decides, never what the bytes look like")
    func declaredType() async throws {
        try await serving { site async throws in
            #expect(try await site.post("contact", "name=Ada", type: jsonType).status == 400)
            // As a form these are fields with strange names, and `name` is not among them.
            #expect(try await site.post("contact", #"{"name":"Ada"}"#).status == 422)
            let parts = "--b\r\nContent-Disposition: form-data; name=name\r\n\r\nAda\r\n--b--"
            #expect(try await site.post("contact", parts).status == 422)
            #expect(try await site.post("contact", parts, type: jsonType).status == 400)
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("two content types are none: nobody reads the first and keeps the last")
    func twoTypes() async throws {
        try await serving { site async throws in
            for types in [(jsonType, urlencodedType), (urlencodedType, jsonType), (urlencodedType, urlencodedType)] {
                #expect(
                    try await site.post("contact", "name=Ada", type: types.0, fields: [types.1]).status == 400)
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("a value never becomes a header, a path or another parameter of an answer")
    func headerInjection() async throws {
        let form = "respond: { success: https://www.example.com/thanks }\n" + contactForm
        try await serving(["contact": form]) { site async throws in
            let answer = try await site.post(
                "contact", "name=a%0D%0ASet-Cookie:x&redirect=https://evil.example&success=https://evil.example",
                fields: [acceptsPages, "Origin: https://evil.example"])
            #expect(answer.status == 303)
            #expect(answer.field("location") == "https://www.example.com/thanks")
            #expect(answer.field("set-cookie") == nil)
            #expect(answer.field("access-control-allow-origin") == "*")
            #expect(!answer.head.contains("evil.example"))
        }
    }
}
