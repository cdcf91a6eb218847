import Bridge
import Outbox
import TestKit
import Testing
import Wire

@Suite("What the intake does not take")
struct RefusalTests {
    @Test(
        "bytes that are not what they say are 400, with where they break, counted from the content's beginning",
        arguments: [
            (jsonType, #"{"name":}"#, "JSON: unexpected byte at byte 8"),
            (jsonType, "", "JSON: nothing there at byte 0"),
            (jsonType, #"{"a":1,"a":2}"#, "JSON: repeated key at byte 7"),
            (jsonType, String(repeating: "[", count: 65) + String(repeating: "]", count: 65), "JSON: nested too deep"),
            ("Content-Type: multipart/form-data", "--b--", "Content-Type: no valid boundary"),
            ("Content-Type: multipart/form-data; boundary=b", "nothing", "multipart form: boundary not found"),
            (
                "Content-Type: multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
                "multipart form: part without a form-data name"
            ),
            (
                "Content-Type: multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx", "multipart form: unexpected end"
            ),
            (
                urlencodedType, (0...1000).map { "a\($0)=1" }.joined(separator: "&"),
                "urlencoded form: too many fields"
            ),
        ])
    func broken(type: String, content: String, detail: String) async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", content, type: type)
            #expect(answer.status == 400)
            #expect(answer.field("content-type") == "application/problem+json")
            let said = try #require(try answer.json["detail"]?.string)
            #expect(said.hasPrefix(detail), "\(said)")
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("the limit of fields is the configuration's")
    func fieldLimit() async throws {
        var limits = LimitSettings()
        limits.fields = 2
        try await serving(limits: limits) { site async throws in
            #expect(try await site.post("contact", "name=Ada&a=1").status == 200)
            #expect(try await site.post("contact", "name=Ada&a=1&b=2").status == 400)
            let parts =
                (0..<3).map { "--b\r\nContent-Disposition: form-data; name=f\($0)\r\n\r\nx\r\n" }.joined() + "--b--"
            #expect(
                try await site.post("contact", parts, type: "Content-Type: multipart/form-data; boundary=b").status
                    == 400)
        }
    }

    @Test(
        "what is no form is 404",
        arguments: [
            "/f/other", "/f/", "/f", "/", "/f/contact/", "/f/Contact", "/f/%63ontact", "/f//contact",
            "/f/contact.yaml", "/F/contact", "/assets/", "/assets/../f/contact", "/readyz/",
        ])
    func notFound(target: String) async throws {
        try await serving { site async throws in
            for method in ["POST", "GET", "OPTIONS"] {
                let answer = try await site.send(
                    method, target, fields: [urlencodedType], content: method == "POST" ? Array("name=Ada".utf8) : nil)
                #expect(answer.status == 404, "\(method) \(target)")
                #expect(answer.field("content-type") == "application/problem+json")
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test(
        "other methods are 405, with those that are there", arguments: ["GET", "PUT", "DELETE", "PATCH", "TRACE", "X"])
    func method(name: String) async throws {
        try await serving { site async throws in
            let answer = try await site.send(name, "/f/contact", fields: [urlencodedType])
            #expect(answer.status == 405)
            #expect(answer.field("allow") == "POST, OPTIONS")
            #expect(try answer.json["status"]?.int64 == 405)
        }
    }

    @Test("HEAD is 405 too, and its answer has no content")
    func head() async throws {
        try await serving { site async throws in
            let answer = try await site.send("HEAD", "/f/contact")
            #expect(answer.status == 405)
            #expect(answer.field("allow") == "POST, OPTIONS")
            let rest = try await offPool { [port = site.port] in
                let client = try RawClient(port: port)
                try client.send("HEAD /f/contact HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return String(decoding: try client.rest(), as: UTF8.self)
            }
            #expect(rest.hasSuffix("\r\n\r\n"))
        }
    }

    @Test(
        "a type that the sender's preset does not read is 415, and so is none, or two",
        arguments: [
            "Content-Type: text/plain", "Content-Type: application/xml", "X-No: type", "Content-Type:",
            "Content-Type: application/json, text/plain", "Content-Type: json",
            "Content-Type: application/x-www-form-urlencoded-not", "Content-Type: application/jsonp",
        ])
    func unreadableType(type: String) async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", #"{"name":"Ada"}"#, type: type)
            #expect(answer.status == 415)
            #expect(
                try answer.json["detail"]?.string
                    == "the content types read here are application/x-www-form-urlencoded, multipart/form-data, application/json"
            )
        }
    }

    @Test(
        "a charset that is not read here is 415, and the answer names those that are",
        arguments: [
            ("application/x-www-form-urlencoded; charset=utf-16", "name=Ada"),
            ("application/x-www-form-urlencoded; charset=", "name=Ada"),
            ("multipart/form-data; boundary=b; charset=\"big5\"", "--b--"),
            (
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=name\r\nContent-Type: text/plain; charset=x\r\n\r\nAda\r\n--b--"
            ),
            ("application/json; charset=iso-8859-1", #"{"name":"Ada"}"#),
            ("application/json; charset=utf-16", #"{"name":"Ada"}"#),
        ])
    func unknownCharset(type: String, content: String) async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", content, type: "Content-Type: " + type)
            #expect(answer.status == 415)
            let said = try #require(try answer.json["detail"]?.string)
            if type.hasPrefix("application/json") {
                #expect(said == "JSON is read as utf-8 only")
            } else if !type.hasSuffix("charset=") {
                #expect(
                    said
                        == "the charsets read here are \(Charset.namesRead)")
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("JSON that says it is UTF-8 is JSON", arguments: ["utf-8", "UTF-8", "\"utf8\"", "us-ascii"])
    func jsonCharset(charset: String) async throws {
        try await serving { site async throws in
            let type = "Content-Type: application/json; charset=" + charset
            #expect(try await site.post("contact", #"{"name":"Zoë"}"#, type: type).status == 200)
            #expect(try await site.onlySubmission().dealText == #"{"column_id":1287,"lead":{"name":"Zoë"}}"#)
        }
    }

    @Test(
        "a form whose sender posts JSON alone takes nothing else",
        arguments: [urlencodedType, "Content-Type: multipart/form-data; boundary=b"])
    func onlyJSON(type: String) async throws {
        let senders = ["strict": "accepts: [json]\non_invalid: keep\nrespond: json\n"]
        try await serving(["hook": "sender: strict\n" + contactForm], senders: senders) { site async throws in
            #expect(try await site.post("hook", "name=Ada", type: type).status == 415)
            for type in ["application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.a+json"] {
                #expect(
                    try await site.post("hook", #"{"name":"Ada"}"#, type: "Content-Type: \(type)").status == 200,
                    "\(type)")
            }
        }
    }

    @Test(
        "content in a coding is 415, unless the coding is none", arguments: ["gzip", "br", "GZIP, identity", "x", ""])
    func contentEncoding(coding: String) async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", "name=Ada", fields: ["Content-Encoding: \(coding)"])
            #expect(answer.status == 415)
            #expect(try await site.post("contact", "name=Ada", fields: ["Content-Encoding: Identity"]).status == 200)
        }
    }

    @Test("content larger than the service's limit, or the form's own, is 413, by its length and by its chunks")
    func tooLarge() async throws {
        var limits = LimitSettings()
        limits.body = 4096
        // The same content by its length and by its chunks is two posts here.
        let contact = contactForm + "\ndedupe: false"
        let files = ["contact": contact, "small": "limits: { body: 1KiB }\n" + contact]
        try await serving(files, limits: limits) { site async throws in
            for (form, limit) in [("contact", 4096), ("small", 1024)] {
                let fits = "name=Ada&a=" + String(repeating: "x", count: limit - 11)
                #expect(try await site.post(form, fits).status == 200)
                let answer = try await site.post(form, fits + "x")
                #expect(answer.status == 413)
                #expect(answer.field("content-type") == "application/problem+json")
                let head =
                    "POST /f/\(form) HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nTransfer-Encoding: chunked\r\n\r\n"
                for (content, status) in [(fits, 200), (fits + "x", 413)] {
                    let inChunks = try await site.converse { client in
                        try client.send(head + chunked(content, at: 700))
                        return try client.response()
                    }
                    #expect(inChunks.status == status)
                }
            }
            #expect(try await site.submissions().count == 4)
        }
    }

    @Test(
        "a page's post that is too large gets a page, and a script's may be read by its origin",
        arguments: [false, true])
    func tooLargeFromABrowser(inChunks: Bool) async throws {
        var limits = LimitSettings()
        limits.body = 1024
        let files = ["contact": "origins: [https://www.example.com]\n" + contactForm]
        try await serving(files, limits: limits) { site async throws in
            let content = "name=Ada&a=" + String(repeating: "x", count: 2000)
            func post(_ field: String) async throws -> RawResponse {
                let head =
                    "POST /f/contact HTTP/1.1\r\nHost: a\r\nOrigin: https://www.example.com\r\n\(urlencodedType)\r\n\(field)"
                return try await site.converse { client in
                    if inChunks {
                        try client.send(head + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(content, at: 700))
                    } else {
                        try client.send(head + "\r\nContent-Length: \(content.utf8.count)\r\n\r\n" + content)
                    }
                    return try client.response()
                }
            }
            let page = try await post(acceptsPages)
            #expect(page.status == 413)
            #expect(page.field("content-type") == "text/html; charset=utf-8")
            let problem = try await post("Accept: */*")
            #expect(problem.status == 413)
            #expect(problem.field("content-type") == "application/problem+json")
            for answer in [page, problem] {
                #expect(answer.field("access-control-allow-origin") == "https://www.example.com")
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("a limit of the form may be higher than the service's")
    func higherLimit() async throws {
        var limits = LimitSettings()
        limits.body = 1024
        try await serving(["big": "limits: { body: 8KiB }\n" + contactForm], limits: limits) { site async throws in
            let content = "name=Ada&a=" + String(repeating: "x", count: 5000)
            #expect(try await site.post("big", content).status == 200)
        }
    }
}
