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
        private static let otherSecret = "whsec_" + Data("another-secret-0123456789".utf8).base64EncodedString()

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

        /// A library of PyPI, the preset that it signs for, and its secret.
        private struct Library {
            let name: String
            let sender: String
            var secret = "library-secret-0123456789"
            /// Whether it signs; all of them check.
            var signs = true
        }

        private static let libraries = [
            Library(name: "standardwebhooks", sender: "standard-webhooks", secret: secret),
            Library(name: "svix", sender: "svix", secret: secret), Library(name: "stripe", sender: "stripe"),
            Library(name: "hubspot", sender: "hubspot"), Library(name: "gidgethub", sender: "github", signs: false),
            Library(name: "pyjwt-hs256", sender: "netlify", secret: "library-secret-of-32-bytes-or-more"),
            Library(name: "pyjwt-rs256", sender: "wix"),
        ]

        /// Installs them beside the test, and nowhere else.
        private func venv(_ folder: String) async throws -> String {
            let python = try #require(ProgramOnPath.find("python3"))
            #expect(try await CommandResult.of(python, ["-m", "venv", folder], limit: 120).status == 0)
            let packages = [
                "standardwebhooks==1.1.0", "svix==2.9.1", "stripe==16.1.0", "hubspot-api-client==12.0.0",
                "gidgethub==6.0.0", "pyjwt[crypto]==2.15.1",
            ]
            let installed = try await CommandResult.of(
                folder + "/bin/pip", ["install", "-q"] + packages, limit: 300)
            try #require(installed.status == 0, "\(installed.errors)")
            return folder + "/bin/python"
        }

        @Test(
            "of PyPI: Standard Webhooks, Svix, Stripe, HubSpot, PyJWT for Netlify and Wix; and GitHub's posts are taken by gidgethub"
        )
        func python() async throws {
            let folder = try ServiceFolder(
                crm: "http://127.0.0.1:1/api", more: "public_url: https://leads.example.com")
            let openssl = try #require(ProgramOnPath.find("openssl"))
            let key = folder.scratch.path + "/key.pem"
            let publicKey = folder.configuration + "/public.pem"
            #expect(try await CommandResult.of(openssl, ["genrsa", "-out", key, "2048"]).status == 0)
            #expect(try await CommandResult.of(openssl, ["rsa", "-in", key, "-pubout", "-out", publicKey]).status == 0)
            for library in Self.libraries {
                let own = library.sender == "wix" ? "public_key: \"${file:public.pem}\"" : "secret: \(library.secret)"
                try folder.write(
                    form: library.sender,
                    "sender: \(library.sender)\nverify: { \(own) }\ncolumn_id: 1\nlead: { name: name }\n")
            }
            let service = try await Service(folder)
            let python = try await venv(folder.scratch.path + "/venv")
            for library in Self.libraries where library.signs {
                let secret = library.sender == "wix" ? key : library.secret
                try await converse(library, secret, python, service)
            }
            for library in Self.libraries {
                try await take(library, python, folder, key: key, publicKey: publicKey)
            }
            _ = try await service.stop()
        }

        /// Posts by a library: taken, taken again, with other content than was signed, with another secret.
        private func converse(
            _ library: Library, _ secret: String, _ python: String, _ service: Service
        ) async throws {
            let event = { (id: String) in
                let one = #"{"id":"\#(id)","eventId":\#(id.utf8.last ?? 0),"name":"Ada Lovelace – ß"}"#
                return library.sender == "hubspot" ? "[\(one)]" : one
            }
            var other = library.secret == Self.secret ? Self.otherSecret : "another-secret-that-is-long-enough-too"
            if library.sender == "wix" {
                other = service.folder.scratch.path + "/other.pem"
                let openssl = try #require(ProgramOnPath.find("openssl"))
                #expect(try await CommandResult.of(openssl, ["genrsa", "-out", other, "2048"]).status == 0)
            }
            let before = try await service.submissions().count
            for (secret, content, signed, status) in [
                (secret, event("m1"), nil, "200"), (secret, event("m1"), nil, "200"),
                (secret, event("m2"), event("m3"), "401"), (other, event("m4"), nil, "401"),
            ] {
                let url = service.url + "/f/" + library.sender
                let result = try await CommandResult.of(
                    python,
                    [Self.script("peer.py"), library.name, url, secret, "msg_1", content] + (signed.map { [$0] } ?? []))
                #expect(result.lines == [status], "\(library.name): \(result.errors)")
            }
            // A repeat is kept too where nothing names the event.
            #expect(try await service.submissions().count > before, "\(library.name)")
        }

        /// What `senders try` signs is taken by the library; by another secret it is not.
        private func take(
            _ library: Library, _ python: String, _ folder: ServiceFolder, key: String, publicKey: String
        ) async throws {
            let isWix = library.sender == "wix"
            let receiver = try ChildProcess(
                python, [Self.script("receiver.py"), library.name, isWix ? publicKey : library.secret])
            let port = try await poll("the receiver's port") {
                receiver.output.split(separator: "\n").first.map(String.init)
            }
            let content = #"{"name":"Ada Lovelace"}"#
            let file = try folder.scratch.write(content, to: "taken.json")
            let arguments = ["senders", "try", library.sender, file, "--to", "http://127.0.0.1:\(port)"]
            let more = ["--config", folder.configuration] + (isWix ? ["--private-key", key] : [])
            let good = try await Program.run(arguments + more)
            #expect(good.output.hasPrefix("200"), "\(library.name): \(good.output)\(good.errors)\(receiver.errors)")
            if !isWix {
                let other = library.secret == Self.secret ? Self.otherSecret : "another-secret-that-is-long-enough-too"
                let wrong = try await Program.run(arguments + more + ["--secret", other])
                #expect(wrong.output.hasPrefix("401"), "\(library.name): \(wrong.output)\(wrong.errors)")
            }
            try await receiver.killAndWait()
        }

        @Test(
            "of Debian: jose for Node signs the tokens of Netlify and Wix",
            .enabled(if: ProgramOnPath.find("node") != nil, "node is not installed"))
        func jose() async throws {
            let node = try #require(ProgramOnPath.find("node"))
            let openssl = try #require(ProgramOnPath.find("openssl"))
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let place = folder.scratch.path + "/jose"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            let fetched = try await CommandResult.of(
                "/bin/sh",
                ["-c", "apt-get download node-jose && for package in *.deb; do dpkg -x \"$package\" .; done"],
                folder: place, limit: 120)
            try #require(fetched.status == 0, "\(fetched.errors)")
            let secret = "library-secret-of-32-bytes-or-more"
            let keys = ["own", "other"].map { folder.scratch.path + "/\($0).pem" }
            for key in keys {
                #expect(try await CommandResult.of(openssl, ["genrsa", "-out", key, "2048"]).status == 0)
            }
            let publicKey = folder.configuration + "/public.pem"
            #expect(
                try await CommandResult.of(openssl, ["rsa", "-in", keys[0], "-pubout", "-out", publicKey]).status == 0)
            for (sender, verify) in [("netlify", "secret: \(secret)"), ("wix", "public_key: \"${file:public.pem}\"")] {
                try folder.write(
                    form: sender, "sender: \(sender)\nverify: { \(verify) }\ncolumn_id: 1\nlead: { name: name }\n")
            }
            let service = try await Service(folder)
            let content = #"{"name":"Ada Lovelace – ß"}"#
            for (sender, own, other) in [
                ("netlify", secret, "another-secret-of-32-bytes-or-more"), ("wix", keys[0], keys[1]),
            ] {
                for (secret, signed, status) in [
                    (own, nil, "200"), (own, #"{"name":"Bob"}"#, "401"), (other, nil, "401"),
                ] {
                    let arguments =
                        [place, sender, service.url + "/f/" + sender, secret, content] + (signed.map { [$0] } ?? [])
                    let result = try await CommandResult.of(node, [Self.script("jose.mjs")] + arguments)
                    #expect(result.lines == [status], "\(sender): \(result.errors)")
                }
            }
            #expect(try await service.submissions().count == 2)
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

        @Test(
            "Standard Webhooks for Node, of npm",
            .enabled(
                if: ProcessInfo.processInfo.environment["BOARDBRIDGE_PEERS"] == "npm",
                "make test-peers NPM=1 runs it, where npm's registry can be reached"))
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
