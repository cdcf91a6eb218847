import Bridge
import Crypto
import Foundation
import Mapping
import Outbox
import TestKit
import Testing
import Trying
import Verification

@Suite(
    "What is signed and means something else is refused all the same",
    .enabled(
        if: ProgramOnPath.find("python3") != nil && ProgramOnPath.find("openssl") != nil, "posts are signed by both"))
struct SenderConfusionTests {
    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    private func serving(
        _ name: String, _ body: (SenderCase, IntakeSite, FormSettings) async throws -> Void
    ) async throws {
        let sender = try await SenderCase(name)
        let forms = try sender.forms()
        try await BridgeTests.serving(forms: forms, publicURL: SenderCase.publicURL) { site in
            try await body(sender, site, forms[0])
        }
    }

    private func signature(_ content: String) -> String {
        let code = Digest.sha256.authenticationCode(of: content.utf8, key: Array(SenderCase.plainSecret.utf8))
        return "X-Hub-Signature-256: sha256=" + TextEncoding.hex.encode(code)
    }

    @Test("content of another type than it says is 400 or 415, also when it is signed")
    func types() async throws {
        try await serving("github") { _, site, _ in
            for (content, type, status) in [
                ("issue=1&name=Ada", jsonType, 400),
                (#"{"name":"Ada"}"#, urlencodedType, 415),
                (#"{"name":"Ada"}"#, "Content-Type: text/plain", 415),
                (#"{"name":"Ada"}"#, "Content-Type: multipart/form-data; boundary=x", 415),
                (#"{"name":"Ada","name":"Bob"}"#, jsonType, 400),
            ] {
                let answer = try await site.send(
                    "POST", "/f/own", fields: [type, signature(content)], content: Array(content.utf8))
                #expect(answer.status == status, "\(content) \(type)")
                // The same without a signature says nothing of it.
                let unsigned = try await site.send("POST", "/f/own", fields: [type], content: Array(content.utf8))
                #expect(unsigned.status == 401)
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("a second Content-Type is 400, whoever signed")
    func secondType() async throws {
        try await serving("github") { _, site, _ in
            let content = #"{"name":"Ada"}"#
            for other in [urlencodedType, jsonType] {
                let answer = try await site.send(
                    "POST", "/f/own", fields: [jsonType, other, signature(content)], content: Array(content.utf8))
                #expect(answer.status == 400)
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("JSON that looks like what a multipart form is read into is JSON, and names no file")
    func internals() async throws {
        try await serving("github") { _, site, _ in
            let content =
                #"{"issue":{"user":{"login":"x"},"title":{"filename":"/etc/passwd","file":{"path":"/etc/passwd","size":1}}},"#
                + #""fields":{"entries":[]},"files":{"f":{"filepath":"/etc/passwd"}}}"#
            let answer = try await site.send(
                "POST", "/f/own", fields: [jsonType, signature(content)], content: Array(content.utf8))
            #expect(answer.status == 200)
            let stored = try await site.onlySubmission()
            // An object is no text: it is kept for a person, and nothing of it was read from a disk.
            #expect(stored.state == .unmapped)
            #expect(stored.deal == nil)
        }
    }

    @Test(
        "another sender's way of signing by the same secret is none",
        arguments: ["stripe", "tally", "shopify", "linkedin"])
    func otherScheme(other: String) async throws {
        let stranger = try await SenderCase(other)
        try await serving("github") { sender, site, form in
            let step = sender.file.steps[0]
            let foreign = try await stranger.post(step, by: nil, at: Self.now)
            var fields = foreign.fields
            let answer = try await site.send("POST", "/f/own", fields: fields, content: foreign.content)
            #expect(answer.status == 401)
            // Its value in the right header is not right either, unless both sign the body alone and write it alike.
            let value = fields.removeLast().split(separator: ": ", maxSplits: 1).last ?? ""
            fields.append("X-Hub-Signature-256: sha256=" + value)
            #expect(try await site.send("POST", "/f/own", fields: fields, content: foreign.content).status == 401)
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("a token chooses neither its algorithm nor its key")
    func tokens() async throws {
        try await serving("wix") { sender, site, form in
            let claims = TextEncoding.base64url.encode(sender.file.steps[0].content)
            let publicKey = Array(sender.scratch.read("own-public.pem").utf8)
            for head in [
                #"{"alg":"none"}"#, #"{"alg":"None"}"#, #"{"alg":""}"#, #"{}"#, #"{"alg":"HS256"}"#,
                #"{"alg":"RS256"}"#,
                #"{"alg":["RS256","HS256"]}"#, #"{"alg":"RS256","alg":"HS256"}"#, #"{"alg":"RS256","crit":["x"]}"#,
                #"{"alg":"RS256","jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"}}"#,
                #"{"alg":"RS256","kid":"../../dev/null"}"#,
            ] {
                let signed = TextEncoding.base64url.encode(Array(head.utf8)) + "." + claims
                // The public key, which is no secret, as the secret of an HMAC.
                let code = Digest.sha256.authenticationCode(of: signed.utf8, key: publicKey)
                for signature in ["", TextEncoding.base64url.encode(code)] {
                    let content = Array((signed + "." + signature).utf8)
                    let answer = try await site.send(
                        "POST", "/f/own", fields: ["Content-Type: text/plain"], content: content)
                    #expect(answer.status == 401, "\(head)")
                }
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("the content of a form's sender is no token for another form")
    func tokenElsewhere() async throws {
        try await BridgeTests.serving { site async throws in
            let answer = try await site.post("contact", "e30.e30.e30", type: "Content-Type: text/plain")
            #expect(answer.status == 415)
        }
    }
}
