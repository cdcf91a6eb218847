import Bridge
import Configuration
import Foundation
import Mapping
import TestKit
import Testing
import Trying
import Verification

/// One sender's case of `Tests/Senders`: its form, a post as it makes it, and what comes of it.
struct SenderCase: Sendable {
    /// What the contract's posts are signed by.
    static let plainSecret = "contract-secret-0123456789"
    static let publicURL = "https://leads.example.com"

    let name: String
    let file: CaseFile
    /// What the sender's page would show.
    let secret: String
    /// Another of the same kind.
    let otherSecret: String
    let scratch: ScratchFolder

    /// The names of all presets that come with the program.
    static var names: [String] { SenderPreset.builtInFiles.keys.sorted() }

    init(_ name: String) async throws {
        self.name = name
        let text = try String(contentsOfFile: Repository.path("Tests/Senders/\(name).case"), encoding: .utf8)
        file = try CaseFile(name: name, file: "\(name).case", text: text)
        scratch = try ScratchFolder("sender")
        let hexOrText = { (encoding: TextEncoding, text: String) in encoding.encode(Array(text.utf8)) }
        switch name {
        case "standard-webhooks", "svix":
            secret = "whsec_" + hexOrText(.base64, Self.plainSecret)
            otherSecret = "whsec_" + hexOrText(.base64, "another-secret-0123456789")
        case "squarespace":
            secret = hexOrText(.hex, Self.plainSecret)
            otherSecret = hexOrText(.hex, "another-secret-0123456789")
        case "wix":
            secret = scratch.path + "/key.pem"
            otherSecret = scratch.path + "/other.pem"
            for (key, name) in [(secret, "own"), (otherSecret, "other")] {
                let openssl = try #require(ProgramOnPath.find("openssl"))
                let made = try await CommandResult.of(openssl, ["genrsa", "-out", key, "2048"])
                try #require(made.status == 0, "\(made.errors)")
                let read = try await CommandResult.of(openssl, ["rsa", "-in", key, "-pubout"])
                try scratch.write(read.output, to: "\(name)-public.pem")
            }
        default:
            secret = Self.plainSecret
            otherSecret = "another-secret-0123456789"
        }
    }

    /// The form as the configuration reads it, and one more with another secret.
    func forms() throws -> [FormSettings] {
        try [("own", secret), ("other", otherSecret)].map { name, secret in
            let files = [
                "boardbridge.yaml":
                    "store: sqlite:unused.db\ncrm: { access_token: unused }\npublic_url: \(Self.publicURL)\n",
                "forms/\(name).yaml": try #require(file.form), "wix.pem": scratch.read("\(name)-public.pem"),
            ]
            let loading = Configuration.load(
                files: files.mapValues { Array($0.utf8) }, environment: ["SECRET": secret])
            #expect(loading.complaints.map(\.description) == [])
            return try #require(loading.configuration?.forms.first)
        }
    }

    /// A post on its way.
    struct Post {
        var target: String
        var fields: [String]
        var content: [UInt8]

        /// The place of a header among the fields.
        func index(of header: String) -> Int? {
            fields.firstIndex { $0.lowercased().hasPrefix(header.lowercased() + ":") }
        }
    }

    /// A step of the case, signed by Python and openssl as its sender would.
    func post(_ step: CaseStep, by proof: Verifier.Proof?, at time: Int64, event: String = "msg_1") async throws -> Post
    {
        try #require(try await posts(step, by: proof, [(secret, time)], event: event).first)
    }

    /// The same with each of several secrets and times.
    func posts(
        _ step: CaseStep, by proof: Verifier.Proof?, _ variations: [(secret: String, time: Int64)],
        event: String = "msg_1"
    ) async throws -> [Post] {
        let python = try #require(ProgramOnPath.find("python3"))
        let content = scratch.path + "/content"
        try Data(step.content).write(to: URL(filePath: content))
        let target = "/f/own" + (step.query.map { "?" + $0 } ?? "")
        let result = try await CommandResult.of(
            python,
            [Repository.path("Tests/Senders/sign.py"), name, event, Self.publicURL + target, content]
                + variations.flatMap { [$0.secret, String($0.time)] })
        try #require(result.status == 0, "\(result.errors)")
        let groups = result.lines.split(separator: ".", omittingEmptySubsequences: false)
        return zip(variations, groups).map { variation, lines in
            var post = Post(target: target, fields: step.fields, content: step.content)
            for line in lines where !line.isEmpty {
                if line.hasPrefix("content ") {
                    post.content = Array(line.dropFirst("content ".count).utf8)
                } else {
                    post.fields.append(line)
                }
            }
            if case .path = proof { post.target = "/f/own/" + variation.secret }
            return post
        }
    }
}
