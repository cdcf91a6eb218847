import Foundation
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

            let other = try folder.scratch.write("marker-other", to: "other")
            let wrong = try await attempt("typeform", file, "--secret-file", other)
            #expect(wrong.status == 1)
            #expect(wrong.output.hasPrefix("401"))
            #expect(wrong.errors.contains("the service's log says what was missing or wrong"))
            let plain = try await Curl.send(["-d", "Name=Ada", service.url + "/f/tilda"])
            #expect(plain.statuses == [401])
            #expect(try await service.submissions().count == 3)
            _ = try await service.stop()
            let log = service.process.errors
            #expect(log.contains("the header Typeform-Signature does not fit the form's secret"))
            #expect(log.contains("the token behind the form's address is missing"))
            #expect(!log.contains("marker"))
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
