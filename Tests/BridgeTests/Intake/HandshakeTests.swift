import Bridge
import Listener
import Outbox
import Telemetry
import TestKit
import Testing
import Wire

@Suite("A sender that tries the address is answered, and no submission is made of it")
struct HandshakeTests {
    private func form(_ lines: String) -> String { "sender: json\n" + lines + "\n" + contactForm }

    @Test("Meta's challenge is said back to who shows the form's token")
    func hubChallenge() async throws {
        let lines = "handshake: { by: hub_challenge, token: [old-word, t0ken] }\nverify: { by: bearer, secret: s }"
        try await serving(["meta": form(lines)]) { site async throws in
            let query = "/f/meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
            let answer = try await site.send("GET", query + "t0ken")
            #expect(answer.status == 200)
            #expect(answer.text == "1158201444")
            #expect(answer.field("content-type") == "text/plain; charset=utf-8")
            #expect(answer.field("x-content-type-options") == "nosniff")
            #expect(try await site.send("GET", query + "old-word").status == 200)
            for target in [
                query + "other", query, "/f/meta", "/f/meta?hub.mode=subscribe&hub.verify_token=t0ken",
                query + "t0ken&hub.verify_token=t0ken", query.replacing("subscribe", with: "x") + "t0ken",
                query.replacing("1158201444", with: "%3Cscript%3E") + "t0ken",
                query.replacing("1158201444", with: "a%0D%0Ab") + "t0ken",
                query.replacing("1158201444", with: String(repeating: "1", count: 257)) + "t0ken",
            ] {
                let answer = try await site.send("GET", target)
                #expect(answer.status == 401, "\(target)")
                #expect(answer.content.isEmpty)
            }
            #expect(try await site.send("PUT", "/f/meta").field("allow") == "GET, POST, OPTIONS")
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("LinkedIn's code comes back with its HMAC by the client's secret")
    func challengeCode() async throws {
        let lines = """
            handshake: { by: challenge_code }
            verify: { by: signature, header: X-LI-Signature, secret: client-secret }
            """
        try await serving(["linkedin": form(lines)]) { site async throws in
            let answer = try await site.send("GET", "/f/linkedin?challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0")
            #expect(answer.status == 200)
            #expect(answer.field("content-type") == "application/json")
            #expect(try answer.json["challengeCode"]?.string == "890e4665-4dfe-4ab1-b689-ed553bceeed0")
            // printf %s CODE | openssl dgst -sha256 -hmac client-secret
            #expect(
                try answer.json["challengeResponse"]?.string
                    == "8ab4bbad570533d66462deba280bde93c1cad8b543e7f526d3e962acaf6c391a")
            #expect(try await site.send("GET", "/f/linkedin").status == 401)
            // What is signed of a post, signed as a code: it would be a forger's signature.
            #expect(try await site.send("GET", "/f/linkedin?challengeCode=hmacsha256%3D%7B%7D").status == 401)
        }
    }

    @Test("a secret that a hook tells is told back in the same header")
    func hookSecret() async throws {
        try await serving(["hook": form("handshake: { by: hook_secret }")]) { site async throws in
            let answer = try await site.post("hook", "{}", type: jsonType, fields: ["X-Hook-Secret: b537207f20cbfa02"])
            #expect(answer.status == 200)
            #expect(answer.field("x-hook-secret") == "b537207f20cbfa02")
            #expect(try await site.submissions().isEmpty)
            let wrong = try await site.post("hook", "{}", type: jsonType, fields: ["X-Hook-Secret: a b"])
            #expect(wrong.status == 400)
            #expect(try await site.post("hook", #"{"name":"Ada"}"#, type: jsonType).status == 200)
            #expect(try await site.submissions().count == 1)
        }
    }

    @Test("Tilda's test=test is answered with 200, where the token in the path is right")
    func testPost() async throws {
        let lines = """
            handshake: { by: test_post, field: test, value: test }
            verify: { by: path, secret: 0123456789abcdef }
            """
        try await serving(["tilda": form(lines)]) { site async throws in
            func post(_ target: String, _ content: String) async throws -> RawResponse {
                try await site.send("POST", target, fields: [urlencodedType], content: Array(content.utf8))
            }
            #expect(try await post("/f/tilda/0123456789abcdef", "test=test").status == 200)
            #expect(try await post("/f/tilda", "test=test").status == 401)
            #expect(try await site.submissions().isEmpty)
            #expect(try await post("/f/tilda/0123456789abcdef", "test=test&name=Ada").status == 200)
            #expect(try await site.submissions().count == 1)
        }
    }

    @Test("WebSub's challenge is said back for the form's topic alone")
    func webSub() async throws {
        let lines = "handshake: { by: websub, topic: 'https://example.com/feed' }"
        try await serving(["feed": form(lines)]) { site async throws in
            let query =
                "/f/feed?hub.mode=subscribe&hub.challenge=abc&hub.lease_seconds=60&hub.topic=https%3A%2F%2Fexample.com%2F"
            #expect(try await site.send("GET", query + "feed").text == "abc")
            #expect(try await site.send("GET", query + "other").status == 401)
        }
    }

    @Test("a form without a handshake has no GET")
    func none() async throws {
        try await serving { site async throws in
            let answer = try await site.send("GET", "/f/contact?hub.mode=subscribe&hub.challenge=1&hub.verify_token=")
            #expect(answer.status == 405)
        }
    }
}
