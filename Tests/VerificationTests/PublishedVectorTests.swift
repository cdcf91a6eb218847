import Crypto
import Testing
import Verification

@Suite("Signatures that others have published are taken, and nothing near them")
struct PublishedVectorTests {
    /// RFC 4231, 4.3 and RFC 2202, 3, test case 2.
    @Test(
        "HMAC by its own vectors",
        arguments: [
            (Digest.sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (.sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            (
                .sha512,
                "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
            ),
        ])
    func hmac(digest: Digest, code: String) {
        let bytes = digest.authenticationCode(of: "what do ya want for nothing?".utf8, key: Array("Jefe".utf8))
        #expect(TextEncoding.hex.encode(bytes) == code)
    }

    /// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
    @Test("GitHub's secret, payload and digest")
    func github() {
        var scheme = SignatureScheme(header: "X-Hub-Signature-256")
        scheme.prefixes = ["sha256="]
        let verifier = Verifier(scheme, "It's a Secret to Everybody")
        let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        #expect(verifier.reason(post("Hello, World!", [("x-hub-signature-256", signature)])) == nil)
        #expect(verifier.reason(post("Hello, World?", [("x-hub-signature-256", signature)])) != nil)
    }

    /// https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/python/tests/test_webhooks.py and Svix's manual
    /// (https://docs.svix.com/receiving/verifying-payloads/how-manual).
    @Test("Standard Webhooks' secret, payload and signature")
    func standardWebhooks() {
        var scheme = SignatureScheme(header: "webhook-signature")
        scheme.prefixes = ["v1,"]
        scheme.separator = .space
        scheme.encoding = .base64
        scheme.time = .header("webhook-timestamp")
        scheme.idHeader = "webhook-id"
        scheme.signed = (try? SignedText("{id}.{time}.{body}")) ?? .body
        let verifier = Verifier(scheme, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", form: .whsec)
        let headers = [
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
            ("webhook-signature", "v1a,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,bm9ldHU="),
        ]
        let now: Int64 = 1_614_265_330_000
        #expect(verifier.reason(post(#"{"test": 2432232314}"#, headers, now: now)) == nil)
        #expect(verifier.reason(post(#"{"test": 2432232315}"#, headers, now: now)) != nil)
        #expect(verifier.reason(post(#"{"test": 2432232314}"#, headers, now: now + 301_000))?.contains("time") == true)
        #expect(verifier.reason(post(#"{"test": 2432232314}"#, headers, now: now - 301_000))?.contains("time") == true)
        #expect(verifier.reason(post(#"{"test": 2432232314}"#, headers, now: now + 299_000)) == nil)
    }

    /// RFC 8032, 7.1, test 3.
    @Test("Ed25519 by its own vector")
    func ed25519() throws {
        let hex = TextEncoding.hex
        let bytes = try #require(
            hex.decode(Array("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025".utf8)[...]))
        let key = try #require(PublicKey(ed25519: bytes))
        let signature = try #require(
            hex.decode(
                Array(
                    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
                        .utf8)[...]))
        #expect(key.verifies(signature, of: [0xAF, 0x82]))
        #expect(!key.verifies(signature, of: [0xAF, 0x83]))
        #expect(!key.verifies([], of: [0xAF, 0x82]))
    }

    /// RFC 7515, A.1: the token that its own text works out.
    @Test("a JSON Web Token by its own vector, by its own time")
    func jwt() throws {
        let token =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        let text =
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
        let secret = try #require(TextEncoding.base64url.decode(Array(text.utf8)[...]).flatMap { SharedSecret($0) })
        let verifier = Verifier(
            proof: .token(TokenScheme(place: .content, algorithm: .hs256)), keys: Keys(secrets: [secret]))
        #expect(verifier.reason(post(token, now: 1_300_819_000_000)) == nil)
        #expect(verifier.reason(post(token, now: 1_300_819_700_000))?.contains("exp") == true)
        #expect(verifier.reason(post(token + "A", now: 1_300_819_000_000)) != nil)
        let asRSA = Verifier(proof: .token(TokenScheme(place: .content, algorithm: .rs256)), keys: verifier.keys)
        #expect(asRSA.reason(post(token, now: 1_300_819_000_000))?.contains("RS256") == true)
    }
}
