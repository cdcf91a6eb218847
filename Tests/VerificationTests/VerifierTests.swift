import Crypto
import Listener
import Testing
import Verification

@Suite("A post proves itself as its form says, or is refused with a reason that helps")
struct VerifierTests {
    private func code(_ text: String, key: String) -> String {
        TextEncoding.hex.encode(Digest.sha256.authenticationCode(of: text.utf8, key: Array(key.utf8)))
    }

    @Test("without a secret nobody is let in, whatever the proof")
    func noSecret() {
        let header = code("x", key: "")
        for proof in [
            Verifier.Proof.signature(SignatureScheme(header: "S")), .header("S", prefix: ""), .bearer,
            .basic(user: "u"), .path, .field("f"), .token(TokenScheme(place: .content, algorithm: .hs256)), .address,
        ] {
            let verifier = Verifier(proof: proof)
            #expect(
                verifier.reason(
                    post("x", [("S", header), ("Authorization", "Bearer ")], path: "", fields: ["f": [""]])) != nil)
        }
        #expect(SecretForm.text.key("") == nil)
        #expect(SecretForm.whsec.key("whsec_") == nil)
    }

    @Test("a time in the signature's header, several signatures, and a secret that is being changed")
    func elements() throws {
        var scheme = SignatureScheme(header: "Stripe-Signature")
        scheme.prefixes = ["v1="]
        scheme.separator = .comma
        scheme.time = .element("t=")
        scheme.signed = try SignedText("{time}.{body}")
        let verifier = Verifier(scheme, "old", "new")
        let old = code("1000.x", key: "old")
        let new = code("1000.x", key: "new")
        let wrong = code("1000.x", key: "other")
        func reason(_ value: String, now: Int64 = 1_000_000) -> String? {
            verifier.reason(post("x", [("Stripe-Signature", value)], now: now))
        }
        #expect(reason("t=1000,v1=\(old)") == nil)
        #expect(reason("t=1000,v1=\(new)") == nil)
        #expect(reason("t=1000, v0=\(wrong), v1=\(wrong), v1=\(new)") == nil)
        #expect(reason("t=1000,v1=\(wrong)")?.hasPrefix("the header Stripe-Signature does not fit") == true)
        #expect(reason("t=1000,v0=\(old)")?.contains("no sha256 signature in hex behind v1=") == true)
        #expect(reason("t=1001,v1=\(old)") != nil)
        #expect(reason("v1=\(old)")?.contains("t=") == true)
        #expect(reason("t=1000,t=1000,v1=\(old)")?.contains("more than once") == true)
        #expect(reason("t=1000,v1=\(old)", now: 1_301_000)?.contains("too far from now") == true)
        #expect(reason("t=-1000,v1=\(old)")?.contains("no time in s") == true)
        #expect(reason("t=99999999999999999999,v1=\(old)")?.contains("no time in s") == true)
        #expect(reason("") == "the header Stripe-Signature is missing")
        let many = "t=1000" + String(repeating: ",v1=\(wrong)", count: 10) + ",v1=\(old)"
        #expect(reason(many)?.contains("longer than") == true)
        #expect(
            verifier.reason(
                post("x", [("stripe-signature", "t=1000,v1=\(old)"), ("Stripe-Signature", "t=1000,v1=\(old)")], now: 0))
                == "the header Stripe-Signature came more than once")
        let long = "t=1000,v1=\(old)," + String(repeating: "x", count: 5000)
        #expect(reason(long)?.contains("longer than") == true)
    }

    @Test("what a key of a pair signs is taken by its other half alone, and a refusal names the public key")
    func pair() throws {
        // RFC 8032, 7.1, tests 1 and 2: the seed in PKCS #8 (RFC 8410), and both public keys.
        let pem = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """
        let privateKey = try #require(PrivateKey(pem: pem))
        let keys = [
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        ]
        var scheme = SignatureScheme(header: "S")
        scheme.algorithm = .ed25519
        let verifiers = try keys.map { key in
            let bytes = try #require(TextEncoding.hex.decode(Array(key.utf8)[...]))
            return Verifier(
                proof: .signature(scheme), keys: Keys(publicKeys: [try #require(PublicKey(ed25519: bytes))]))
        }
        // Test 1 signs nothing at all.
        let nothing = try verifiers[0].sign([], url: "", now: 0, id: "", privateKey: privateKey)
        #expect(
            nothing.fields.first?.value
                == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        )
        let signed = try verifiers[0].sign(Array("x".utf8), url: "", now: 0, id: "", privateKey: privateKey)
        let headers = signed.fields.map { ($0.name, $0.value) }
        #expect(verifiers[0].reason(post("x", headers)) == nil)
        #expect(verifiers[1].reason(post("x", headers))?.contains("does not fit the form's public_key") == true)
        #expect(throws: Verifier.Unsignable.self) { try verifiers[0].sign([], url: "", now: 0, id: "") }
        #expect(PrivateKey(pem: "") == nil && PrivateKey(pem: pem.replacing("PRIVATE", with: "PUBLIC")) == nil)
    }

    @Test("the address that was posted to is a part of what is signed")
    func address() throws {
        var scheme = SignatureScheme(header: "S")
        scheme.encoding = .base64
        scheme.time = .header("T")
        scheme.timeUnit = .ms
        scheme.signed = try SignedText("{method}{url}{body}{time}")
        let verifier = Verifier(scheme, "k")
        let signed = "POSThttps://leads.example.com/f/x?a=bbody5000"
        let signature = TextEncoding.base64.encode(
            Digest.sha256.authenticationCode(of: signed.utf8, key: Array("k".utf8)))
        let headers = [("S", signature), ("T", "5000")]
        #expect(verifier.reason(post("body", headers, url: "https://leads.example.com/f/x?a=b")) == nil)
        #expect(verifier.reason(post("body", headers, url: "https://leads.example.com/f/y?a=b")) != nil)
        #expect(verifier.reason(post("body", headers))?.contains("public_url") == true)
    }

    @Test("of an address that is signed decoded, what HubSpot writes plainly is, and all else stays as it came")
    func decodedAddress() throws {
        var scheme = SignatureScheme(header: "S")
        scheme.signed = try SignedText("{url_decoded}{body}")
        let signed = "https://x.example/f/x?a=:/?@!$'()*,;&b=%7C%20%zz%2body"
        let signature = TextEncoding.hex.encode(
            Digest.sha256.authenticationCode(of: signed.utf8, key: Array("k".utf8)))
        let url = "https://x.example/f/x?a=%3A%2f%3F%40%21%24%27%28%29%2A%2C%3b&b=%7C%20%zz%2"
        #expect(Verifier(scheme, "k").reason(post("body", [("S", signature)], url: url)) == nil)
        #expect(Verifier(scheme, "k").reason(post("body", [("S", signature)], url: url + "0")) != nil)
    }

    @Test("a secret in a header, as a bearer token, as a password, in the path, in the content")
    func shared() {
        let keys = Keys(secrets: [SecretForm.text.key("s3cret")].compactMap(\.self))
        func reason(_ proof: Verifier.Proof, _ post: IncomingPost) -> String? {
            Verifier(proof: proof, keys: keys).reason(post)
        }
        #expect(reason(.header("X-Key", prefix: ""), post("", [("x-key", "s3cret")])) == nil)
        #expect(reason(.header("X-Key", prefix: "key "), post("", [("x-key", "key s3cret")])) == nil)
        #expect(
            reason(.header("X-Key", prefix: ""), post("", [("x-key", "s3creT")]))
                == "the header X-Key is not the form's secret")
        #expect(reason(.header("X-Key", prefix: ""), post("", [("x-key", "s3cret"), ("x-key", "s3cret")])) != nil)
        #expect(reason(.header("X-Key", prefix: ""), post("")) == "the header X-Key is missing")
        #expect(reason(.bearer, post("", [("authorization", "bearer s3cret")])) == nil)
        #expect(reason(.bearer, post("", [("authorization", "s3cret")])) != nil)
        #expect(reason(.bearer, post("", [("authorization", "Basic s3cret")])) != nil)
        let basic = TextEncoding.base64.encode(Array("hooks:s3cret".utf8))
        #expect(reason(.basic(user: "hooks"), post("", [("authorization", "Basic \(basic)")])) == nil)
        #expect(reason(.basic(user: "hook"), post("", [("authorization", "Basic \(basic)")])) != nil)
        #expect(reason(.path, post("", path: "s3cret")) == nil)
        #expect(reason(.path, post("", path: "s3cre")) != nil)
        #expect(reason(.path, post("", path: "")) != nil)
        #expect(reason(.path, post("")) == "the token behind the form's address is missing")
        #expect(reason(.field("google_key"), post("", fields: ["google_key": ["s3cret"]])) == nil)
        #expect(reason(.field("google_key"), post("", fields: ["google_key": ["s3cret", "s3cret"]])) != nil)
        #expect(reason(.field("google_key"), post("")) == "the field google_key is missing")
    }

    @Test("addresses count alone or beside a proof")
    func networks() throws {
        let network = TrustedProxies.Network(address: try #require(IPAddress("203.0.113.0")), prefix: 120)
        let alone = Verifier(proof: .address, networks: [network])
        #expect(alone.reason(post("", from: "203.0.113.9")) == nil)
        #expect(alone.reason(post("", from: "203.0.114.9"))?.contains("address") == true)
        #expect(alone.reason(post("", from: "unix"))?.contains("address") == true)
        let beside = Verifier(
            proof: .bearer, keys: Keys(secrets: [SecretForm.text.key("s")].compactMap(\.self)), networks: [network])
        #expect(beside.reason(post("", [("Authorization", "Bearer s")], from: "203.0.113.9")) == nil)
        #expect(beside.reason(post("", [("Authorization", "Bearer s")], from: "192.0.2.9")) != nil)
        #expect(beside.reason(post("", from: "203.0.113.9")) != nil)
    }

    @Test("no reason and no description shows a secret")
    func silence() {
        let secret = SecretForm.text.key("marker-secret")
        var text = ""
        dump(Verifier(proof: .bearer, keys: Keys(secrets: [secret].compactMap(\.self))), to: &text)
        #expect(!text.contains("marker"))
        #expect(!"\(Keys(secrets: [secret].compactMap(\.self)))".contains("marker"))
    }

    @Test("text that is not quite hexadecimal or base64 is none")
    func encodings() {
        func bytes(_ encoding: TextEncoding, _ text: String) -> [UInt8]? { encoding.decode(Array(text.utf8)[...]) }
        #expect(bytes(.hex, "00fF") == [0, 255])
        for wrong in ["0", "0g", " 00", "0x00"] { #expect(bytes(.hex, wrong) == nil) }
        #expect(bytes(.base64, "/+8=") == [0xFF, 0xEF])
        #expect(bytes(.base64, "/+8") == [0xFF, 0xEF])
        #expect(bytes(.base64url, "_-8") == [0xFF, 0xEF])
        for wrong in ["/+9=", "_-8=", "A", "/+8==", "/+8=\n", "=", "AA=A"] { #expect(bytes(.base64, wrong) == nil) }
        for length in 0...9 {
            let own = (0..<length).map { UInt8($0 * 37 & 255) }
            for encoding in TextEncoding.allCases { #expect(bytes(encoding, encoding.encode(own)) == own) }
        }
    }
}
