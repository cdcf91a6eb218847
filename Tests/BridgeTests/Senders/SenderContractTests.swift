import Bridge
import Foundation
import Listener
import Mapping
import Outbox
import Telemetry
import TestKit
import Testing
import Trying
import Verification
import Wire

@Suite(
    "Every sender's preset, by a post as its sender makes it",
    // Each starts programs: all at once they would leave nothing to the tests that wait for an answer.
    .serialized,
    .enabled(
        if: ProgramOnPath.find("python3") != nil && ProgramOnPath.find("openssl") != nil, "posts are signed by both"))
struct SenderContractTests {
    @Test("every file of config/senders is in the program, and no other")
    func files() throws {
        let folder = Repository.path("config/senders")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == SenderCase.names.map { $0 + ".yaml" })
        for name in SenderCase.names {
            let file = FileManager.default.contents(atPath: "\(folder)/\(name).yaml")
            #expect(file.map(Array.init) == SenderPreset.builtInFiles[name], "\(name): build again")
        }
    }

    @Test(
        "a preset says where what it knows comes from",
        arguments: SenderCase.names.filter { $0 != "browser" && $0 != "json" })
    func sources(name: String) throws {
        let text = String(decoding: SenderPreset.builtInFiles[name] ?? [], as: UTF8.self)
        #expect(text.contains("# Source: ") || text.contains("# Sources: "))
    }

    @Test(
        "the post makes its deals, a repeat makes none, and what is no lead is put aside", arguments: SenderCase.names)
    func deals(name: String) async throws {
        let sender = try await SenderCase(name)
        try await serving(sender) { site, form in
            for (number, step) in sender.file.steps.enumerated() {
                let post = try await sender.post(
                    step, by: form.verifier?.proof, at: Self.now, event: "msg_\(number)")
                let before = try await site.submissions().count
                let answer = try await site.send("POST", post.target, fields: post.fields, content: post.content)
                #expect(answer.status == 200, "\(answer.text)")
                var new = try await site.submissions().dropFirst(before)
                for (index, result) in step.results.enumerated() {
                    let next = new.popFirst()
                    let stored = try #require(next, "nothing was kept")
                    switch result.outcome {
                    case .deal:
                        let problems = try stored.problemLines
                        try #require(stored.state == .pending, "\(problems)")
                        let deal = try step.answer(of: stored, index, form) ?? stored.deal
                        let sent = try GoldenTests.request(for: try #require(deal))
                        #expect(sent == JSONLayout.compact(result.text))
                    case .discarded: #expect(stored.state == .discarded && stored.reason == result.text)
                    case .refused, .unmapped, .duplicate:
                        Issue.record("a sender's case has deals and what is discarded")
                    }
                }
                #expect(new.isEmpty)
                guard number == 0 else { continue }
                // Where a sender names its events, or a second click is one.
                let isTold = form.mapping.hasDedupeKey || form.dedupe.echo != nil || name == "standard-webhooks"
                #expect(isTold != Self.withoutIDs.contains(name))
                // The same post, and the same event that is signed anew some seconds later.
                let later = try await sender.post(
                    step, by: form.verifier?.proof, at: Self.now + 3000, event: "msg_\(number)")
                for repeated in [post, later] {
                    let again = try await site.send(
                        "POST", repeated.target, fields: repeated.fields, content: repeated.content)
                    #expect(again.status == 200)
                    #expect(again.text.contains("duplicate") == isTold)
                }
            }
            // A preset that puts something aside shows what: a test, a form left half-way, another event.
            let ignores = String(decoding: SenderPreset.builtInFiles[name] ?? [], as: UTF8.self).contains(
                "\nignore_if:")
            #expect(!ignores || sender.file.steps.contains { $0.results.contains { $0.outcome == .discarded } })
        }
    }

    /// What these post names no event (or nothing that is documented).
    private static let withoutIDs: Set = [
        "json", "elementor", "wpforms", "contact-form-7", "unbounce", "formspree", "zapier", "make", "ninja-forms",
    ]

    @Test(
        "changed in any byte, too old, unsigned, signed twice or by another: 401, and nothing is kept",
        arguments: SenderCase.names)
    func forged(name: String) async throws {
        let sender = try await SenderCase(name)
        try await serving(sender) { site, form in
            guard let verifier = form.verifier else {
                #expect(["browser", "carrd"].contains(name))
                return
            }
            let step = sender.file.steps[0]
            let proof = verifier.proof
            let now = Self.now
            var variations = [(sender.secret, now), (sender.otherSecret, now), (sender.secret, now + 1000)]
            if case .signature(let scheme) = proof, scheme.time != nil {
                variations += [-scheme.tolerance - 2000, scheme.tolerance + 600_000].map { (sender.secret, now + $0) }
            }
            let posts = try await sender.posts(step, by: proof, variations)
            let (good, later) = (posts[0], posts[2])
            var forgeries: [(String, SenderCase.Post)] = []
            func forge(_ what: String, _ change: (inout SenderCase.Post) -> Void) {
                var post = good
                change(&post)
                forgeries.append((what, post))
            }
            forgeries.append(("another secret", posts[1]))
            switch proof {
            case .signature(let scheme):
                forge("a byte of the content") { $0.content[$0.content.count / 2] ^= 1 }
                forge("a byte more") { $0.content.append(0x20) }
                forge("no content") { $0.content = [] }
                try forgeHeader(scheme.header, in: good, forge)
                if let idHeader = scheme.idHeader { try forgeHeader(idHeader, in: good, forge) }
                guard let time = scheme.time else { break }
                if case .header(let header) = time { try forgeHeader(header, in: good, forge) }
                for post in posts[3...] { forgeries.append(("too old or not yet", post)) }
                forge("another time") { post in
                    for (index, field) in later.fields.enumerated() where field != post.fields[index] {
                        // The time of the one with the signature of the other.
                        post.fields[index] = Self.mixing(field, post.fields[index], scheme)
                    }
                }
            case .token(let scheme):
                forge("a byte of the content") { $0.content[$0.content.count / 2] ^= 1 }
                if case .header(let header, _) = scheme.place {
                    try forgeHeader(header, in: good, forge)
                    forge("alg: none") { post in
                        let index = post.index(of: header) ?? 0
                        post.fields[index] = Self.unsigned(post.fields[index])
                    }
                } else {
                    forge("alg: none") {
                        $0.content = Array(Self.unsigned(String(decoding: $0.content, as: UTF8.self)).utf8)
                    }
                }
            case .header(let header, _): try forgeHeader(header, in: good, forge)
            case .bearer, .basic: try forgeHeader("Authorization", in: good, forge)
            case .path:
                forge("a byte of the path") { $0.target.removeLast() }
                forge("no token") { $0.target = "/f/own" }
            case .field:
                forge("a byte of the secret") { post in
                    let text = String(decoding: post.content, as: UTF8.self)
                    post.content = Array(text.replacing(sender.secret, with: sender.secret.uppercased()).utf8)
                }
                forge("no secret") { post in
                    let text = String(decoding: post.content, as: UTF8.self)
                    post.content = Array(text.replacing("google_key", with: "google_kez").utf8)
                }
                // Its content is the same whatever the secret is.
                forgeries.removeFirst()
            case .address: break
            }
            // What another form's sender signed.
            forge("another form") { $0.target = $0.target.replacing("/f/own", with: "/f/other") }
            for (what, post) in forgeries {
                let answer = try await site.send("POST", post.target, fields: post.fields, content: post.content)
                #expect(answer.status == 401, "\(what): \(answer.status)")
                #expect(answer.content.isEmpty, "\(what)")
            }
            #expect(try await site.submissions().isEmpty)
            let answer = try await site.send("POST", good.target, fields: good.fields, content: good.content)
            #expect(answer.status == 200, "and the good one is taken")
        }
    }

    @Test("tries of the address are answered, and make no lead", arguments: SenderCase.names)
    func handshake(name: String) async throws {
        let sender = try await SenderCase(name)
        try await serving(sender) { site, form in
            switch form.handshake {
            case nil:
                #expect(!["meta-lead-ads", "linkedin", "tilda"].contains(name))
                return
            case .hubChallenge:
                let query = "/f/own?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
                #expect(try await site.send("GET", query + "verify-t0ken").text == "1158201444")
                #expect(try await site.send("GET", query + "verify-token").status == 401)
            case .challengeCode:
                let answer = try await site.send("GET", "/f/own?challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0")
                let openssl = try #require(ProgramOnPath.find("openssl"))
                let digest = try await CommandResult.of(
                    openssl, ["dgst", "-sha256", "-hmac", sender.secret, "-r"],
                    input: "890e4665-4dfe-4ab1-b689-ed553bceeed0")
                #expect(try answer.json["challengeCode"]?.string == "890e4665-4dfe-4ab1-b689-ed553bceeed0")
                #expect(try answer.json["challengeResponse"]?.string == String(digest.output.prefix(64)))
            case .testPost(let field, let value):
                let target = "/f/own/" + sender.secret
                let content = Array("\(field)=\(value)".utf8)
                #expect(try await site.send("POST", target, fields: [urlencodedType], content: content).status == 200)
            case .hookSecret, .webSub: Issue.record("no preset has it")
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    // MARK: -

    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// A header that is missing, doubled, or has another letter.
    private func forgeHeader(
        _ header: String, in post: SenderCase.Post, _ forge: (String, (inout SenderCase.Post) -> Void) -> Void
    ) throws {
        let index = try #require(post.index(of: header), "no \(header)")
        forge("no \(header)") { $0.fields.remove(at: index) }
        forge("\(header) twice") { $0.fields.append($0.fields[index]) }
        forge("a letter of \(header)") { post in
            var letters = Array(post.fields[index])
            // Behind what stands before a signature, and before the last letter, of which base64 uses some bits only.
            let place = letters.count - 3
            letters[place] = letters[place] == "1" ? "2" : "1"
            post.fields[index] = String(letters)
        }
        forge("\(header) empty") { $0.fields[index] = header + ": " }
    }

    /// The time of one header with the signature of another.
    private static func mixing(_ new: String, _ old: String, _ scheme: SignatureScheme) -> String {
        guard case .element = scheme.time, let comma = new.firstIndex(of: ","), let other = old.firstIndex(of: ",")
        else {
            // A signature's header stays as it was; the time's is the new one.
            return new.lowercased().hasPrefix(scheme.header.lowercased() + ":") ? old : new
        }
        return String(new[..<comma] + old[other...])
    }

    /// The same claims in a token that says it has no signature.
    private static func unsigned(_ token: String) -> String {
        let head = TextEncoding.base64url.encode(Array(#"{"alg":"none","typ":"JWT"}"#.utf8))
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        let name = parts[0].prefix { $0 != ":" }
        let start = parts[0].contains(":") ? name + ": " : ""
        return start + head + "." + parts[1] + "."
    }

    private func serving(
        _ sender: SenderCase, _ body: (IntakeSite, FormSettings) async throws -> Void
    ) async throws {
        let forms = try sender.forms()
        try await BridgeTests.serving(forms: forms, publicURL: SenderCase.publicURL) { site in
            try await body(site, forms[0])
        }
    }
}

extension CaseStep {
    /// The deal of a submission of which only a notice came, with what the case says is fetched; nil where all of it came.
    fileprivate func answer(of stored: Submission, _ index: Int, _ form: FormSettings) throws -> [UInt8]? {
        guard let fetch = form.mapping.fetch else { return nil }
        #expect(stored.deal == nil && stored.dueAt == nil)
        guard case .awaited = stored.fetched else {
            Issue.record("a notice waits for what it announces")
            return nil
        }
        try #require(answers.indices.contains(index))
        let answer = try #require(answers[index], "the case says what is fetched")
        var post = MappingTrial.Post(stored)
        let (payload, context) = try MappingTrial.read(post, for: form, limits: LimitSettings())
        guard case .parts(let parts) = try MappingTrial.parts(of: payload, post, by: form) else { return nil }
        let asked = fetch.address(of: parts[0], context: context)
        #expect(asked == .address(try #require(answer.address, "and where")))
        post.fetched = answer.json
        guard
            case .mapped(.mapped(let deal))? = try MappingTrial.outcomes(of: post, by: form, limits: LimitSettings())
                .first
        else { return nil }
        return deal.encoded()
    }
}
