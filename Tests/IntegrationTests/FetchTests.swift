import Foundation
import Sandbox
import Telemetry
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("what a sender only announces, fetched by the built program")
    struct FetchTests {
        /// A stand-in for the Graph API that may hold its answers back.
        private func graph(holding gate: RawServerGate? = nil) throws -> RawServer {
            try RawServer { connection in
                while let request = connection.readRequest() {
                    if connection.number == 1, let gate { _ = gate.wait() }
                    let isKnown = request.head.contains("access_token=marker-page-token")
                    connection.answer(
                        isKnown ? 200 : 400,
                        isKnown
                            ? #"{"id":"77","field_data":[{"name":"full_name","values":["Ada Lovelace"]},{"name":"email","values":["ada@example.com"]}]}"#
                            : #"{"error":{"code":190,"message":"Malformed access token marker-other"}}"#)
                }
            }
        }

        private func form(_ server: RawServer) -> String {
            """
            sender: meta-lead-ads
            verify: { secret: marker-app-secret }
            handshake: { token: marker-verify }
            fetch: { url: "http://127.0.0.1:\(server.port)/v25.0/{lead.leadgen_id}", token: "${PAGE_TOKEN:-marker-page-token}", allow: 127.0.0.1 }
            column_id: 1287
            lead: { name: { from: answers.full_name, required: true }, email: answers.email }
            """
        }

        private static let notice =
            #"{"object":"page","entry":[{"changes":[{"field":"leadgen","value":{"leadgen_id":"77","form_id":"5"}}]}]}"#

        private func post(_ folder: ServiceFolder, _ service: Service) async throws {
            let file = try folder.scratch.write(Self.notice, to: "notice.json")
            let posted = try await folder.run("senders", "try", "meta", file, "--to", service.url)
            #expect(posted.status == 0, "\(posted.errors)")
        }

        @Test(
            "killed while it asks, it asks again and makes one deal; a wrong token waits for a person, and erase leaves nothing"
        )
        func road() async throws {
            try await withSandbox { sandbox in
                let gate = RawServerGate()
                let server = try graph(holding: gate)
                defer { server.stop() }
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                try folder.write(form: "meta", form(server))
                let first = try await Service(folder)
                try await post(folder, first)
                _ = try await poll("the question") { server.seen.requests > 0 ? true : nil }
                first.process.signal(SIGKILL)
                _ = try await first.process.ending()
                gate.open()
                #expect(try await folder.submissions("pending").count == 1)

                let second = try await Service(folder)
                let delivered = try await poll("the deal") { try await folder.submissions("delivered").first }
                let shown = try await folder.submission(try #require(delivered["id"]?.string))
                #expect(shown["fetches"]?[0]?["outcome"]?.string == "fetched")
                #expect(shown["fetched"]?["field_data"]?[0]?["values"]?[0]?.string == "Ada Lovelace")
                #expect(shown["deal"]?["lead"]?["email"]?.string == "ada@example.com")
                _ = try await second.stop()
                #expect(server.seen.requests == 2)
                #expect(!second.process.errors.contains("marker"))

                let third = try await Service(folder, environment: ["PAGE_TOKEN": "marker-other"])
                let file = try folder.scratch.write(Self.notice.replacing("77", with: "78"), to: "other.json")
                let posted = try await folder.run("senders", "try", "meta", file, "--to", third.url)
                #expect(posted.status == 0, "\(posted.errors)")
                let failed = try await poll("the refusal") { try await folder.submissions("failed").first }
                #expect(
                    failed["reason"]?.string?.contains(
                        "the token of fetch is not taken: HTTP 400: Malformed access token [secret]") == true)
                _ = try await third.stop()
                #expect(!third.process.errors.contains("marker"))
                #expect(third.process.errors.contains("does not take the token of its fetch"))

                let erased = try await folder.run("submissions", "erase", "--email", "ada@example.com", "--yes")
                #expect(erased.status == 0, "\(erased.errors)")
                let bytes = try Data(contentsOf: URL(filePath: folder.scratch.path + "/boardbridge.db"))
                #expect(!String(decoding: bytes, as: UTF8.self).contains("ada@example.com"))
                let verified = try await folder.run("verify")
                #expect(verified.output.contains("sound"), "\(verified.output)\(verified.errors)")
            }
        }

        @Test("what no rule fits is recorded, drafts a form, and is erased with its person")
        func record() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "hook",
                "sender: json\nrecord: 5\ncolumn_id: 1287\nlead: { name: { from: person.name, required: true } }\n")
            let service = try await Service(folder)
            let content = #"{"contact":{"Full Name":"Zoe Zed","E-Mail":"zoe@example.com"}}"#
            let answer = try await Curl.send([
                "-d", content, "-H", "Content-Type: application/json", "-H", "Authorization: Bearer marker-secret",
                service.url + "/f/hook?api_key=marker-key",
            ])
            #expect(answer.status == 200)
            let list = try await poll("the record") {
                let list = try await folder.run("records", "hook")
                return list.lines.isEmpty ? nil : list
            }
            #expect(list.output.contains("person.name is required"))
            let shown = try await folder.run("records", "hook", "1").output
            #expect(shown.contains("Authorization: Bearer [13 characters]") && shown.contains("zoe@example.com"))
            #expect(!shown.contains("marker"))
            #expect(try await folder.run("records", "hook", "2").status == 1)
            let draft = try await folder.run("init", "hook", "--from-record")
            #expect(draft.status == 0 && draft.errors.contains("is there"))
            #expect(draft.output.contains(#"email: { from: contact.E-Mail, type: email }"#), "\(draft.output)")
            let written = try await folder.run("init", "hook", "--from-record=1", "--force", "--column", "1287")
            #expect(written.status == 0)
            #expect(try await folder.run("check").status == 0)
            let erased = try await folder.run("submissions", "erase", "--email", "zoe@example.com", "--yes")
            #expect(erased.errors.contains("1 recorded posts"), "\(erased.errors)")
            #expect(try await folder.run("records").lines.isEmpty)
            _ = try await service.stop()
            #expect(!service.process.errors.contains("zoe"))
        }
    }
}
