import Bridge
import Crypto
import Outbox
import TestKit
import Testing
import Verification
import Wire

@Suite("What a form says about repeats")
struct DedupeTests {
    private func form(_ dedupe: String, sender: String = "json") -> String {
        "sender: \(sender)\ncolumn_id: 1\nlead: { name: name }\ndedupe: \(dedupe)\n"
    }

    @Test("a key names one event within one form, and none is none")
    func key() async throws {
        try await serving(["a": form("{ key: id }"), "b": form("{ key: id }")]) { site async throws in
            let first = try await site.post("a", "id=1&name=Ada")
            let second = try await site.post("a", "id=1&name=Grace")
            #expect(second.text == #"{"status":"duplicate","id":"\#(try first.submissionID)"}"#)
            #expect(try await site.post("b", "id=1&name=Ada").text.contains("accepted"))
            for _ in 0..<2 { #expect(try await site.post("a", "id=&name=Ada").text.contains("accepted")) }
        }
    }

    @Test("of a key of several, all have to be there: two visitors are not one because both left one of them out")
    func whole() async throws {
        try await serving(["a": form("{ key: [page, id] }")]) { site async throws in
            let first = try await site.post("a", "page=p&id=1&name=Ada")
            #expect(try await site.post("a", "page=p&id=1&name=Grace").submissionID == first.submissionID)
            for name in ["Ada", "Grace"] {
                #expect(try await site.post("a", "page=p&name=\(name)").text.contains("accepted"))
            }
        }
    }

    @Test("an event's id that the sender signs is its key, unless the form names another")
    func signedID() async throws {
        let verify = "verify: { by: signature, header: X-Sig, signed: '{id}.{body}', id: X-Event, secret: k }\n"
        let form = "sender: json\ncolumn_id: 1\nlead: { name: name }\n" + verify
        try await serving(["a": form, "b": form + "dedupe: { key: name }\n"]) { site async throws in
            func post(_ form: String, _ event: String, _ content: String) async throws -> RawResponse {
                let code = Digest.sha256.authenticationCode(of: "\(event).\(content)".utf8, key: Array("k".utf8))
                let fields = ["X-Event: \(event)", "X-Sig: \(TextEncoding.hex.encode(code))"]
                return try await site.post(form, content, fields: fields)
            }
            let first = try await post("a", "e1", "name=Ada&try=1")
            #expect(try await post("a", "e1", "name=Ada&try=2").submissionID == first.submissionID)
            #expect(try await post("a", "e2", "name=Ada&try=1").text.contains("accepted"))
            let other = try await post("b", "e1", "name=Ada")
            #expect(try await post("b", "e1", "name=Grace").text.contains("accepted"))
            #expect(try await post("b", "e2", "name=Ada").submissionID == other.submissionID)
        }
    }

    @Test("beside a sender's own key the form's counts too, and each by itself is enough")
    func both() async throws {
        try await serving(["a": form("{ key: id }")]) { site async throws in
            let first = try await site.post("a", "id=1&name=Ada", fields: ["webhook-id: w1"])
            let byEvent = try await site.post("a", "id=1&name=Ada", fields: ["webhook-id: w2"])
            let byHeader = try await site.post("a", "id=2&name=Ada", fields: ["webhook-id: w1"])
            #expect(try byEvent.submissionID == first.submissionID)
            #expect(try byHeader.submissionID == first.submissionID)
            #expect(try await site.submissions().count == 1)
        }
    }

    @Test("a second click is no second post for a browser; a webhook's equal posts are two")
    func echo() async throws {
        #expect(try BridgeTests.forms(["page": "column_id: 1"])[0].dedupe.echo == .seconds(10), "the default")
        #expect(try BridgeTests.forms(["hook": "sender: json\ncolumn_id: 1"])[0].dedupe.echo == nil)
        let forms = [
            "page": form("{ window: 60s }", sender: "browser"),
            "hook": "sender: json\ncolumn_id: 1\nlead: { name: name }",
        ]
        try await serving(forms) { site async throws in
            let first = try await site.post("page", "name=Ada")
            let second = try await site.post("page", "name=Ada")
            #expect(second.text == #"{"status":"duplicate","id":"\#(try first.submissionID)"}"#)
            #expect(try await site.post("page", "name=Grace").text.contains("accepted"))
            for _ in 0..<2 { #expect(try await site.post("hook", "name=Ada").text.contains("accepted")) }
        }
    }

    @Test("a form may have no such window, or a webhook's have one")
    func windows() async throws {
        let forms = ["page": form("false", sender: "browser"), "hook": form("{ window: 60s }")]
        try await serving(forms) { site async throws in
            for _ in 0..<2 { #expect(try await site.post("page", "name=Ada").text.contains("accepted")) }
            #expect(try await site.post("hook", "name=Ada").text.contains("accepted"))
            #expect(try await site.post("hook", "name=Ada").text.contains("duplicate"))
        }
    }

    @Test("of a multipart form the boundary does not count, and a file's bytes do")
    func multipart() async throws {
        try await serving(["page": form("{ window: 60s }", sender: "browser")]) { site async throws in
            func post(_ boundary: String, _ file: String) async throws -> String {
                let part = "Content-Disposition: form-data; name="
                let content =
                    "--\(boundary)\r\n\(part)\"name\"\r\n\r\nAda\r\n--\(boundary)\r\n\(part)\"f\"; filename=\"a.txt\"\r\n\r\n"
                    + "\(file)\r\n--\(boundary)--\r\n"
                return try await site.post(
                    "page", content, type: "Content-Type: multipart/form-data; boundary=\(boundary)"
                ).text
            }
            #expect(try await post("aaa", "one").contains("accepted"))
            #expect(try await post("bbb", "one").contains("duplicate"))
            #expect(try await post("ccc", "two").contains("accepted"))
        }
    }
}
