import Foundation
import TestKit
import Testing
import Wire

extension Integration {
    /// They fetch what they run from a registry, and so are behind a variable: `make test-peers`.
    @Suite(
        "senders' own libraries post to the built program",
        .enabled(if: ProcessInfo.processInfo.environment["BOARDBRIDGE_PEERS"] != nil, "make test-peers runs them"))
    struct PeerTests {
        private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

        private static func script(_ name: String) -> String {
            let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            return tests.appending(path: "Senders/\(name)").path
        }

        private func service() async throws -> Service {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "standard",
                "sender: standard-webhooks\nverify: { secret: \(Self.secret) }\ncolumn_id: 1\nlead: { name: name }\n")
            return try await Service(folder)
        }

        /// Posts by a program that prints the status: taken, a repeat, one whose content was changed, one with another secret.
        private func converse(_ post: ([String]) async throws -> CommandResult, _ service: Service) async throws {
            let content = #"{"name":"Ada Lovelace – ß"}"#
            let url = service.url + "/f/standard"
            let other = "whsec_" + Data("another-secret-0123456789".utf8).base64EncodedString()
            let tries: [([String], String)] = [
                ([url, Self.secret, "msg_1", content], "200"), ([url, Self.secret, "msg_1", content], "200"),
                ([url, Self.secret, "msg_2", content, content + " "], "401"), ([url, other, "msg_3", content], "401"),
            ]
            for (arguments, status) in tries {
                let result = try await post(arguments)
                #expect(result.lines == [status], "\(result.errors)")
            }
            #expect(try await service.submissions().count == 1)
        }

        @Test("Standard Webhooks for Python, of PyPI")
        func python() async throws {
            let service = try await service()
            let python = try #require(ProgramOnPath.find("python3"))
            let folder = service.folder.scratch.path + "/venv"
            #expect(try await CommandResult.of(python, ["-m", "venv", folder]).status == 0)
            let installed = try await CommandResult.of(
                folder + "/bin/pip", ["install", "-q", "standardwebhooks==1.1.0"])
            try #require(installed.status == 0, "\(installed.errors)")
            let script = Self.script("peer.py")
            try await converse({ try await CommandResult.of(folder + "/bin/python", [script] + $0) }, service)
            _ = try await service.stop()
        }

        @Test("the HTTP client of a real WordPress, of Debian, in the place of Contact Form 7 with CF7 to Webhook")
        func wordpress() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "cf7",
                """
                sender: contact-form-7
                verify: { by: header, header: X-Api-Key, secret: wordpress-key }
                column_id: 1287
                lead: { name: { from: your-name, required: true }, email: { from: your-email, type: email } }
                """)
            let service = try await Service(folder)
            let content =
                #"{"your-name":"Ada Lovelace","your-email":"ada@example.com","menu":["Sales"],"your-message":"Grüße"}"#
            for (secret, status) in [("wordpress-key", "200 "), ("other-key", "401 ")] {
                let result = try await CommandResult.of(
                    Self.script("wordpress"),
                    [folder.scratch.path + "/wordpress", service.url + "/f/cf7", secret, content],
                    limit: 120)
                #expect(result.output.hasPrefix(status), "\(result.output)\(result.errors)")
            }
            let stored = try await service.submissions()
            #expect(stored.count == 1)
            let shown = try await folder.submission(try #require(stored.first?["id"]?.string))
            #expect(shown["deal"]?["lead"]?["email"]?.string == "ada@example.com")
            #expect(shown["headers"]?["user-agent"]?.string?.hasPrefix("WordPress/") == true)
            _ = try await service.stop()
        }

        @Test("Standard Webhooks for Node, of npm")
        func node() async throws {
            let service = try await service()
            let npm = try #require(ProgramOnPath.find("npm"), "npm is not installed")
            let node = try #require(ProgramOnPath.find("node"), "node is not installed")
            let folder = service.folder.scratch.path + "/node"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let installed = try await CommandResult.of(
                npm, ["install", "--silent", "--prefix", folder, "standardwebhooks@1.0.0"])
            try #require(installed.status == 0, "\(installed.errors)")
            let script = Self.script("peer.mjs")
            let environment = ProcessInfo.processInfo.environment.merging(["NODE_PATH": folder + "/node_modules"]) {
                $1
            }
            try await converse({ try await CommandResult.of(node, [script] + $0, environment: environment) }, service)
            _ = try await service.stop()
        }
    }
}
