import Outbox
import Telemetry
import TestKit
import Testing

@testable import Bridge

@Suite("A form that records keeps what its rules do not fit, as it came")
struct RecordingTests {
    private func recording(
        _ form: String, _ body: (IntakeSite, any KeptStore) async throws -> Void
    ) async throws {
        let store = InMemoryStore()
        let recorder = PostRecorder(store: store, log: .silent)
        let running = Task { await recorder.run() }
        var failure: (any Error)?
        do {
            try await serving(["contact": form], store: store, recorder: recorder) { try await body($0, store) }
        } catch { failure = error }
        recorder.stop()
        await running.value
        if let failure { throw failure }
    }

    private func recorded(_ count: Int, in store: any KeptStore) async throws -> [RecordedPost] {
        try await poll("\(count) recorded posts") {
            let found = try await store.recordedPosts(of: "contact")
            return found.count == count ? found : nil
        }
    }

    private static let webhook = """
        sender: json
        verify: { by: bearer, secret: marker-secret }
        record: 3
        column_id: 1
        lead: { name: { from: person.name, required: true } }
        """
    private static let known = "Authorization: Bearer marker-secret"

    @Test("what does not fit, and what cannot be read, with all its headers; strangers and what fits are not")
    func unfit() async throws {
        try await recording(Self.webhook) { site, store in
            let signature = "X-Hook-Signature: sha256=0123456789abcdef01234567"
            let posts: [(String, String, [String], Int)] = [
                (#"{"person":{"name":"Ada"}}"#, jsonType, [Self.known], 200), (#"{"stranger":1}"#, jsonType, [], 401),
                (#"{"who":"Grace"}"#, jsonType, [Self.known, signature], 200), (#"{"bro"#, jsonType, [Self.known], 400),
                ("<who/>", "Content-Type: text/xml", [Self.known], 415),
            ]
            for (content, type, fields, status) in posts {
                #expect(try await site.post("contact", content, type: type, fields: fields).status == status)
            }
            let found = try await recorded(3, in: store)
            #expect(found.map(\.status) == [415, 400, 200])
            #expect(found[2].content == Array(#"{"who":"Grace"}"#.utf8) && !found[2].isCut)
            #expect(found[2].reason.contains("person.name is required"))
            let headers = String(decoding: found[2].headers, as: UTF8.self)
            #expect(headers.contains(#"["X-Hook-Signature","sha256=[24 characters]"]"#))
            #expect(headers.contains(#"["Authorization","Bearer [13 characters]"]"#) && !headers.contains("marker"))
        }
    }

    @Test("the newest few, the first part of what is long, and no more in a minute than the disk is spared")
    func bounds() async throws {
        try await recording(Self.webhook) { site, store in
            let long = #"{"x":""# + String(repeating: "y", count: 300_000) + #""}"#
            _ = try await site.post("contact", long, type: jsonType, fields: [Self.known])
            let cut = try await recorded(1, in: store)[0]
            #expect(cut.isCut && cut.content.count == 256 << 10 && cut.contentSize == long.utf8.count)
            for number in 1...70 {
                _ = try await site.post("contact", #"{"n":\#(number)}"#, type: jsonType, fields: [Self.known])
            }
            #expect(try await recorded(3, in: store).allSatisfy { !$0.isCut })
        }
    }

    @Test(
        "while no rule reads anything, each post is of a shape that is not known; a visitor who is refused is recorded too"
    )
    func unread() async throws {
        try await recording("sender: json\nverify: false\nrecord: 9\ncolumn_id: 1\nlead: { name: { value: New } }") {
            site, store in
            _ = try await site.post("contact", #"{"who":"Ada"}"#, type: jsonType)
            #expect(try await recorded(1, in: store)[0].reason.contains("reads anything of it yet"))
        }
        try await recording(contactForm + "\nrecord: 9") { site, store in
            let answer = try await site.post("contact", "full_name=")
            #expect(answer.status == 422)
            #expect(try await recorded(1, in: store)[0].status == 422)
        }
    }

    @Test(
        "the secret by which a sender proves itself in a field is covered, in each type of content, and the rest is not"
    )
    func provingField() async throws {
        let form =
            "sender: json\nverify: { by: field, field: data.key, secret: marker-secret }\nrecord: 9\ncolumn_id: 1\n"
        let rules = "lead: { name: { from: name, required: true } }"
        try await recording(form + rules) { site, store in
            _ = try await site.post("contact", #"{"data":{"key":"marker\u002dsecret"},"who":"Ada"}"#, type: jsonType)
            let post = try await recorded(1, in: store)[0]
            #expect(
                String(decoding: post.content, as: UTF8.self)
                    == #"{"data":{"key":"******************"},"who":"Ada"}"#)
            #expect(!post.isCut)
        }
        try await recording(form.replacing("marker-secret", with: "'12345678901234567890'") + rules) { site, store in
            let content = #"{"data":{"key":12345678901234567890},"who":"Ada"}"#
            _ = try await site.post("contact", content, type: jsonType)
            let post = try await recorded(1, in: store)[0]
            #expect(
                String(decoding: post.content, as: UTF8.self) == #"{"data":{"key":11111111111111111111},"who":"Ada"}"#)
        }
        let browser = form.replacing("sender: json", with: "origins: '*'\nsender: browser")
        try await recording(browser + rules) { site, store in
            _ = try await site.post("contact", "who=Ada&data%2Ekey=marker%2Dsecret")
            let type = "Content-Type: multipart/form-data; boundary=b"
            let part = "--b\r\nContent-Disposition: form-data; name=data.key\r\n\r\nmarker-secret\r\n--b--\r\n"
            _ = try await site.post("contact", part, type: type)
            let base64 = part.replacing(
                "\r\n\r\nmarker-secret", with: "\r\nContent-Transfer-Encoding: base64\r\n\r\nbWFya2VyLXNlY3JldA==")
            _ = try await site.post("contact", base64, type: type)
            let found = try await recorded(3, in: store).map { String(decoding: $0.content, as: UTF8.self) }
            #expect(found[2] == "who=Ada&data%2Ekey=***************")
            #expect(found[1] == part.replacing("marker-secret", with: "*************"))
            #expect(found[0] == "")
        }
    }

    @Test("secrets in queries, in headers by their names, and in addresses that headers tell are masked")
    func names() async throws {
        try await recording(
            "sender: json\nverify: { by: path, secret: S-path-0123456789abcdef }\nrecord: 9\ncolumn_id: 1\nlead: { name: { value: New } }"
        ) {
            site, store in
            let secrets = [
                "X-Api-Pass", "X-Sig", "X-PIN", "X-Access", "X-Tok", "X-Sign", "X-Session-Id", "X-Apikey",
            ]
            let query = "t%6Fken=S-1&pass=S-2&pwd=S-3&sig=S-4&code=S-5&a[token]=S-6&passenger=open&zip_code=open&x"
            let answer = try await site.send(
                "POST", "/f/contact/S-path-0123456789abcdef?" + query,
                fields: [
                    jsonType, "Referer: https://x/?a=open&access_token=S-7#id_token=S-8", "X-Tokyo: open",
                    "X-Original-URL: /f/contact/S-path-0123456789abcdef?api_key=S-9",
                ] + secrets.map { "\($0): S-0" },
                content: Array(#"{"who":"Ada"}"#.utf8))
            #expect(answer.status == 200)
            let post = try await recorded(1, in: store)[0]
            #expect(
                String(decoding: post.query, as: UTF8.self)
                    == query.replacing(#/S-\d/#, with: "%5B3%20characters%5D"))
            let headers = String(decoding: post.headers, as: UTF8.self)
            #expect(!headers.contains("S-"), "\(headers)")
            #expect(
                headers.contains("https://x/?a=open&access_token=%5B3%20characters%5D#id_token=%5B3%20characters%5D"))
            #expect(headers.contains(#"["X-Tokyo","open"]"#))
        }
    }

    @Test(
        "what may be a secret shows its shape alone",
        arguments: [
            ("sha256=abcdef0123456789", "sha256=[16 characters]"), ("Bearer abc.def", "Bearer [7 characters]"),
            ("t=1700000000,v1=abcdef", "t=1700000000,v1=[6 characters]"), ("YWJjZGVm==", "[10 characters]"),
            ("session=1; other=2", "session=[10 characters]"), ("abcdefghijklmnop=secret", "[23 characters]"),
            ("v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=", "[2 characters],[44 characters]"),
        ])
    func masks(value: String, shown: String) {
        #expect(MaskedValue.text(of: value) == shown)
    }
}
