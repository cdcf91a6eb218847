import Bridge
import Crypto
import Listener
import Outbox
import Telemetry
import TestKit
import Testing
import Verification
import Wire

@Suite("A form that says whose posts it takes")
struct VerifyingTests {
    private static let signed = """
        sender: json
        verify: { by: signature, header: X-Signature, prefix: sha256=, secret: [marker-one, marker-two] }

        """ + contactForm
    private static let inPath = "verify: { by: path, secret: 0123456789abcdef }\n" + contactForm

    private func signature(_ text: String, _ secret: String) -> String {
        let code = Digest.sha256.authenticationCode(of: text.utf8, key: Array(secret.utf8))
        return "X-Signature: sha256=" + TextEncoding.hex.encode(code)
    }

    @Test("takes what its sender signed, with either of two secrets")
    func taken() async throws {
        try await serving(["hook": Self.signed]) { site async throws in
            for secret in ["marker-one", "marker-two"] {
                let content = #"{"name":"\#(secret)"}"#
                let answer = try await site.post(
                    "hook", content, type: jsonType, fields: [signature(content, secret)])
                #expect(answer.status == 200)
            }
            #expect(try await site.submissions().map(\.state) == [.pending, .pending])
        }
    }

    @Test("knows a repeat by the id that its sender signs, whatever else is in it")
    func repeats() async throws {
        let form = """
            sender: json
            verify: { by: signature, header: X-Signature, prefix: sha256=, signed: "{id}.{body}", id: X-Event, secret: marker-one }

            """ + contactForm
        try await serving(["hook": form]) { site async throws in
            for (event, name) in [("e-1", "Ada"), ("e-1", "Ada again"), ("e-2", "Ada")] {
                let content = #"{"name":"\#(name)"}"#
                let answer = try await site.post(
                    "hook", content, type: jsonType,
                    fields: [signature("\(event).\(content)", "marker-one"), "X-Event: \(event)"])
                #expect(answer.status == 200)
            }
            // What says something else by the same id is kept aside.
            #expect(try await site.submissions().map(\.state).filter { $0 == .pending }.count == 2)
        }
    }

    @Test("a browser's page that lets something be put right posts to the address that it was posted to, token and all")
    func tokenOnPage() async throws {
        try await serving(["contact": Self.inPath + "\norigins: '*'"]) { site async throws in
            let page = try await site.post(
                "contact/0123456789abcdef?a=1", "name=", fields: ["Accept: text/html"])
            #expect(page.status == 422)
            #expect(page.text.contains(#"action="/f/contact/0123456789abcdef?a=1""#), "\(page.text)")
        }
    }

    @Test("answers all others with 401 and nothing more, tells the log why, and counts them")
    func refused() async throws {
        let content = #"{"name":"Ada"}"#
        let good = signature(content, "marker-one")
        let log = try await logged(.json) { log in
            try await serving(["hook": Self.signed], log: log) { site async throws in
                for (content, type, fields) in [
                    (content, jsonType, []),
                    (content, jsonType, [signature(content, "marker-three")]),
                    (content + " ", jsonType, [good]),
                    (content, jsonType, [good, good]),
                    (content, jsonType, ["X-Signature: marker"]),
                    // Who is not known is not told what can be read either.
                    (content, "Content-Type: image/png", [signature("", "marker-one")]),
                    ("{", jsonType, [signature("x", "marker-one")]),
                ] {
                    let answer = try await site.post("hook", content, type: type, fields: fields)
                    #expect(answer.status == 401)
                    #expect(answer.content.isEmpty)
                    #expect(answer.field("www-authenticate") == "Signature")
                }
                #expect(site.settings.strangersByForm == ["hook": 7])
                #expect(try await site.submissions().isEmpty)
            }
        }
        #expect(log.contains(#""reason":"the header X-Signature is missing","refused":1"#))
        #expect(log.contains("the header X-Signature does not fit the form's secret"))
        #expect(log.contains("the header X-Signature came more than once"))
        #expect(log.contains("the header X-Signature is no sha256 signature in hex behind sha256="))
        #expect(log.contains(#""refused":7"#))
        #expect(!log.contains("marker"))
    }

    @Test("content in chunks is checked as it was put together")
    func chunks() async throws {
        try await serving(["hook": Self.signed]) { site async throws in
            let content = #"{"name":"Ada"}"#
            let head = [
                "POST /f/hook HTTP/1.1", "Host: x", "Connection: close", jsonType, signature(content, "marker-one"),
                "Transfer-Encoding: chunked",
            ]
            let request = head.joined(separator: "\r\n") + "\r\n\r\n" + chunked(content)
            let answer = try await site.converse { client in
                try client.send(Array(request.utf8))
                return try client.response()
            }
            #expect(answer.status == 200)
        }
    }

    @Test("a secret in the path is a part of the address, and of none else's")
    func path() async throws {
        try await serving(["tilda": Self.inPath, "contact": contactForm]) { site async throws in
            for (target, status) in [
                ("/f/tilda/0123456789abcdef", 200), ("/f/tilda", 401), ("/f/tilda/", 401),
                ("/f/tilda/0123456789abcdeF", 401), ("/f/tilda/0123456789abcdef/", 401),
                ("/f/tilda/0123456789abcdef/x", 401), ("/f/contact/0123456789abcdef", 404), ("/f/contact", 200),
                ("/f/tilda/0123456789abcdef?utm_source=x", 200),
            ] {
                let answer = try await site.send(
                    "POST", target, fields: [urlencodedType], content: Array("name=\(target)".utf8))
                #expect(answer.status == status, "\(target)")
            }
        }
    }

    @Test("a value in the content is the secret, wherever the form says it stands")
    func field() async throws {
        let form = "sender: json\nverify: { by: field, field: auth.key, secret: k3y }\n" + contactForm
        try await serving(["ads": form]) { site async throws in
            for (content, status) in [
                (#"{"name":"Ada","auth":{"key":"k3y"}}"#, 200), (#"{"name":"Ada","auth":{"key":"k3Y"}}"#, 401),
                (#"{"name":"Ada","auth":"k3y"}"#, 401), (#"{"name":"Ada"}"#, 401), ("{", 401),
                (#"{"name":"Ada","auth":{"key":"k3y","key":"k3y"}}"#, 401),
            ] {
                #expect(try await site.post("ads", content, type: jsonType).status == status, "\(content)")
            }
            #expect(try await site.post("ads", "name=Ada&auth.key=k3y").status == 200)
            #expect(try await site.post("ads", "name=Ada&auth.key=k3y&auth.key=k3y").status == 401)
        }
    }

    @Test("addresses are the client's, behind proxies that are trusted")
    func addresses() async throws {
        let form = "sender: json\nverify: { by: address, addresses: [203.0.113.0/24] }\n" + contactForm
        try await serving(["hook": form], proxies: .loopback) { site async throws in
            for (client, status) in [("203.0.113.7", 200), ("203.0.114.7", 401), ("203.0.113.7, 198.51.100.1", 401)] {
                let answer = try await site.post("hook", "name=Ada", fields: ["X-Forwarded-For: \(client)"])
                #expect(answer.status == status, "\(client)")
            }
            #expect(try await site.post("hook", "name=Ada").status == 401)
        }
    }

    @Test("the secret's own header is not kept, though a rule reads it")
    func keptHeaders() async throws {
        let form = "sender: json\nverify: { by: header, header: X-Key, secret: marker }\ncolumn_id: 1\n"
        try await serving(["hook": form + "lead: { name: name }\nfields: { k: header.X-Key, o: header.X-Other }"]) {
            site async throws in
            let answer = try await site.post("hook", "name=Ada", fields: ["X-Key: marker", "X-Other: kept"])
            #expect(answer.status == 200)
            let headers = String(decoding: try await site.onlySubmission().headers, as: UTF8.self)
            #expect(headers.contains("kept"))
            #expect(!headers.contains("marker"))
        }
    }

    @Test("bearer and basic name themselves as the way in")
    func challenges() async throws {
        let forms = [
            "bearer": "verify: { by: bearer, secret: s }\n" + contactForm,
            "basic": "verify: { by: basic, user: u, secret: s }\n" + contactForm,
        ]
        try await serving(forms) { site async throws in
            #expect(try await site.post("bearer", "name=A").field("www-authenticate") == "Bearer")
            #expect(try await site.post("basic", "name=A").field("www-authenticate") == "Basic realm=\"form\"")
            #expect(try await site.post("bearer", "name=A", fields: ["Authorization: Bearer s"]).status == 200)
            #expect(try await site.post("basic", "name=A", fields: ["Authorization: Basic dTpz"]).status == 200)
        }
    }
}
