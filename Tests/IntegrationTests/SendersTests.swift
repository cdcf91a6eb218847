import Foundation
import Synchronization
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("services that prove themselves")
    struct SendersTests {
        private static let typeform = """
            sender: typeform
            verify: { secret: "${file:typeform}" }
            column_id: 1290
            lead: { name: answers.Your name, email: { from: answers.email, type: email } }
            """
        private static let tilda = """
            sender: tilda
            verify: { by: path, secret: marker-0123456789 }
            column_id: 1290
            lead: { name: Name }
            """
        private static let contactForm7 = """
            sender: contact-form-7
            verify: { by: header, header: X-Api-Key, secret: "${file:key}" }
            column_id: 1290
            lead: { name: your-name }
            """

        private func sample(_ event: String) -> String {
            #"{"event_id":"\#(event)","event_type":"form_response","form_response":{"definition":{"fields":[{"id":"1","title":"Your name"}]},"#
                + #""answers":[{"type":"text","text":"Ada Lovelace","field":{"id":"1"}},"#
                + #"{"type":"email","email":"ada@example.com","field":{"id":"2","ref":"email"}}]}}"#
        }

        @Test(
            "three senders, each by its own proof, as a user would try them: the deal's way is open, and no secret is in the log"
        )
        func roads() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(form: "typeform", Self.typeform)
            try folder.write(form: "tilda", Self.tilda)
            try folder.write(form: "cf7", Self.contactForm7)
            try folder.scratch.write("marker-key\n", to: "config/key")
            try folder.scratch.write("marker-typeform\n", to: "config/typeform")
            let service = try await Service(folder)
            func attempt(_ arguments: String...) async throws -> CommandResult {
                try await Program.run(
                    ["senders", "try"] + arguments + ["--to", service.url, "--config", folder.configuration])
            }
            let file = try folder.scratch.write(sample("e1"), to: "sample.json")
            let signed = try await attempt("typeform", file)
            #expect(signed.status == 0, "\(signed.errors)")
            #expect(signed.output.hasPrefix(#"200 {"status":"accepted""#))
            #expect(try await attempt("typeform", file).output.contains(#""status":"duplicate""#))
            #expect(try await attempt("tilda", "-d", "Name=Ada").status == 0)
            #expect(try await attempt("tilda", "-d", "test=test").output.hasPrefix("200 ok"))
            let json = ["-d", #"{"your-name":"Ada"}"#, "-H", "Content-Type: application/json"]
            let header = try await attempt("cf7", json[0], json[1], json[2], json[3])
            #expect(header.status == 0, "\(header.errors)")
            #expect(try await service.submissions().count == 3)
            // Without the header it is JSON all the same.
            let plainJSON = try await attempt("cf7", "-d", #"{"your-name":"Bob"}"#)
            #expect(plainJSON.errors.contains("sent as JSON"), "\(plainJSON.errors)")
            let newest = try #require(try await service.submissions().first?["id"]?.string)
            #expect(try await folder.submission(newest)["deal"]?["lead"]?["name"]?.string == "Bob")

            let other = try folder.scratch.write("marker-other", to: "other")
            let wrong = try await attempt("typeform", file, "--secret-file", other)
            #expect(wrong.status == 1)
            #expect(wrong.output.hasPrefix("401"))
            #expect(wrong.errors.contains("the service's log says what was missing or wrong"))
            let plain = try await Curl.send(["-d", "Name=Ada", service.url + "/f/tilda"])
            #expect(plain.statuses == [401])
            #expect(try await service.submissions().count == 4)
            _ = try await service.stop()
            let log = service.process.errors
            #expect(log.contains("the header Typeform-Signature does not fit the form's secret"))
            #expect(log.contains("the token behind the form's address is missing"))
            #expect(!log.contains("marker"))
        }

        @Test(
            "a sender's name, a secret and a body are enough for a try, without the service's variables; nobody sees the secret in the list of processes"
        )
        func trial() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "survey",
                "sender: typeform\nverify: { secret: \"${SURVEY_SECRET}\" }\ncolumn_id: 1290\nlead: { name: answers.Your name }\n"
            )
            try folder.write(form: "orders", "sender: stripe\nverify: { secret: \"${ORDERS_SECRET}\" }\ncolumn_id: 1\n")
            let secrets = ["SURVEY_SECRET": "marker-survey", "ORDERS_SECRET": "marker-orders"]
            let service = try await Service(folder, environment: secrets)
            let file = try folder.scratch.write(sample("e1"), to: "sample.json")
            func attempt(_ word: String, _ secret: String, to url: String) async throws -> CommandResult {
                try await Program.run([
                    "senders", "try", word, "--secret", secret, "--body", file, "--to", url, "--config",
                    folder.configuration,
                ])
            }
            for word in ["typeform", "survey"] {
                let good = try await attempt(word, "marker-survey", to: service.url)
                #expect(good.output.hasPrefix("200"), "\(good.output)\(good.errors)")
                #expect(good.errors.contains("boardbridge submissions show "))
            }
            #expect(try await attempt("typeform", "marker-other", to: service.url).output.hasPrefix("401"))
            let text = "A response.\n--- post\nContent-Type: application/json\n\n\(sample("e2"))\n--- deal\n{}\n"
            let written = try folder.scratch.write(text, to: "survey.case")
            let first = try await Program.run([
                "senders", "try", "survey", written, "--secret", "marker-survey", "--to", service.url, "--config",
                folder.configuration,
            ])
            #expect(first.output.contains("accepted"), "\(first.output)\(first.errors)")
            let none = try await attempt("tally", "marker-other", to: service.url)
            #expect(none.status == 1 && none.errors.contains("no form has the sender tally: write forms/tally.yaml"))
            #expect(try await attempt("typefrom", "x", to: service.url).status == 2)
            let list = try await Program.run(
                ["submissions", "list", "--state", "all", "--json", "--config", folder.configuration],
                environment: secrets)
            #expect(list.lines.count == 2, "\(list.errors)")
            _ = try await service.stop()

            let seen = Mutex<[String]>([])
            let server = try RawServer { connection in
                guard connection.readRequest() != nil else { return }
                let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
                for process in processes {
                    guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { continue }
                    let text = String(decoding: line, as: UTF8.self)
                    if text.contains(file) { seen.withLock { $0.append(text) } }
                }
                connection.answer(200, "{}")
            }
            defer { server.stop() }
            let url = "http://127.0.0.1:\(server.port)"
            #expect(try await attempt("survey", "marker-survey", to: url).status == 0)
            let lines = seen.withLock { $0 }
            #expect(
                lines.count == 1 && lines.allSatisfy { $0.contains("*************") && !$0.contains("marker-survey") })
        }

        @Test("a sender that signs by a pair of keys is tried by a key of one's own")
        func pair() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let openssl = try #require(ProgramOnPath.find("openssl"))
            for (name, kind) in [("rsa", ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]), ("ed", ["ED25519"])] {
                let key = folder.scratch.path + "/\(name).pem"
                let made = try await CommandResult.of(openssl, ["genpkey", "-out", key, "-algorithm"] + kind)
                try #require(made.status == 0, "\(made.errors)")
            }
            let rsa = try await CommandResult.of(openssl, ["pkey", "-in", folder.scratch.path + "/rsa.pem", "-pubout"])
            try folder.scratch.write(rsa.output, to: "config/wix.pem")
            let ed = try await CommandResult.of(
                openssl, ["pkey", "-in", folder.scratch.path + "/ed.pem", "-pubout", "-noout", "-text_pub"])
            let digits = ed.output.split(separator: "pub:").last?.filter(\.isHexDigit) ?? ""
            try folder.write(
                form: "wix",
                "sender: wix\nverify: { public_key: \"${file:wix.pem}\" }\ncolumn_id: 1\nlead: { name: name }\n")
            try folder.write(
                form: "pair",
                "sender: standard-webhooks\nverify: { by: signature, header: webhook-signature, separator: space, prefix: \"v1a,\", "
                    + "encoding: base64, algorithm: ed25519, time: webhook-timestamp, id: webhook-id, signed: \"{id}.{time}.{body}\", "
                    + "public_key: \"\(digits.prefix(64))\" }\ncolumn_id: 1\nlead: { name: name }\n")
            let service = try await Service(folder)
            let file = try folder.scratch.write(#"{"name":"Ada"}"#, to: "claims.json")
            for (form, key, status) in [("wix", "rsa", "200"), ("pair", "ed", "200")] {
                let result = try await Program.run([
                    "senders", "try", form, file, "--private-key", folder.scratch.path + "/\(key).pem", "--to",
                    service.url,
                    "--config", folder.configuration,
                ])
                #expect(result.output.hasPrefix(status), "\(result.output)\(result.errors)")
            }
            let without = try await Program.run(
                ["senders", "try", "wix", file, "--to", service.url, "--config", folder.configuration])
            #expect(without.status == 1 && without.errors.contains("say --private-key FILE"))
            let wrong = try await Program.run([
                "senders", "try", "wix", file, "--private-key", folder.scratch.path + "/ed.pem", "--to", service.url,
                "--config", folder.configuration,
            ])
            #expect(wrong.status == 1 && wrong.errors.contains("the private key is no RSA key"))
            #expect(try await service.submissions().count == 2)
            // A public key is no secret that others may not read.
            #expect(try await !folder.run("check").errors.contains("wix.pem"))
            _ = try await service.stop()
        }

        @Test("the senders that are known are listed, and shown with their sources")
        func known() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.scratch.write(
                "description: Ours\naccepts: json\non_invalid: keep\nrespond: json\n", to: "config/senders/ours.yaml")
            let list = try await folder.run("senders", "list")
            #expect(
                list.lines.contains("typeform           Typeform: signature in Typeform-Signature"), "\(list.output)")
            #expect(list.lines.contains("tilda              Tilda: shows nothing of its own"))
            #expect(list.lines.contains("ours               Ours: shows nothing of its own"))
            let lines = try await folder.run("senders", "list", "--json").lines
            #expect(lines.count == list.lines.count)
            for line in lines { _ = try JSONDocument.parse(Array(line.utf8)) }
            let shown = try await folder.run("senders", "show", "typeform")
            #expect(shown.output.contains("# Sources: typeform.com/developers/webhooks"))
            #expect(try await folder.run("senders", "show", "typefrom").errors.contains("did you mean 'typeform'?"))
            #expect(try await Program.run("senders", "show", "ours").status == 2)
            #expect(try await folder.run("senders").status == 2)
        }

        @Test("check names a form whose sender would be let in unproved, and one that nobody could get into")
        func check() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(form: "open", "sender: typeform\ncolumn_id: 1\n")
            try folder.write(form: "closed", "sender: stripe\nverify: { secret: '${NONE:-}' }\ncolumn_id: 1\n")
            let check = try await folder.run("check")
            #expect(check.status == 78)
            #expect(check.errors.contains("forms/open.yaml:1:1: typeform proves its posts: write verify: { secret:"))
            #expect(check.errors.contains("forms/closed.yaml:2:11: 'secret' is empty, and nobody would be let in"))
        }
    }
}
