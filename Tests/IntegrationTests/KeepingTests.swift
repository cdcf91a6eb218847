import BoardCRM
import Foundation
import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("looking after the store, beside a running service")
    struct KeepingTests {
        private func post(_ service: Service, _ content: String, to form: String = "contact") async throws {
            let type = form == "webhook" ? ["-H", "Content-Type: application/json"] : []
            #expect(try await Curl.send([service.url + "/f/\(form)", "-d", content] + type).status == 200)
        }

        private func id(_ submission: JSONValue) throws -> String { try #require(submission["id"]?.string) }

        @Test("what the rules did not fit is mapped again by today's, edited or put aside, and who did it is kept")
        func byHand() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                for name in ["Ada", "Grace", "Joan"] {
                    try await post(service, #"{"who":"\#(name)"}"#, to: "webhook")
                }
                let waiting = try await folder.submissions("unmapped")
                try #require(waiting.count == 3)
                try folder.write(form: "webhook", "sender: json\ncolumn_id: 1290\nlead: { name: who }\n")

                let first = try await folder.run("submissions", "remap", "--all", "--dry-run")
                #expect(first.status == 0 && first.output.contains(#"+     "name": "Ada""#))
                #expect(first.errors.contains("3 would be sent"))
                // Without a terminal nobody can be asked.
                let asked = try await folder.run("submissions", "remap", "--all")
                #expect(asked.status == 2 && asked.errors.contains("say --yes"))
                #expect(try await folder.submissions("unmapped").count == 3)

                let discarded = try id(waiting[0])
                let put = try await folder.run("submissions", "discard", discarded)
                #expect(put.lines == [discarded] && put.errors.contains("1 discarded"))
                let listed = try await folder.run("submissions", "list", "--state", "discarded")
                #expect(listed.lines.count == 1 && listed.output.contains("discarded"), "\(listed.output)")
                // Once more it is not: and it is said why.
                let again = try await folder.run("submissions", "discard", discarded)
                #expect(
                    again.status == 1 && again.errors.contains("\(discarded): nothing to discard: "), "\(again.errors)")
                let edited = try await folder.run(
                    "submissions", "edit", try id(waiting[1]), "--yes",
                    environment: [
                        "EDITOR":
                            #"sh -c 'printf "{\"column_id\":1287,\"lead\":{\"name\":\"Grace Hopper\"}}" > "$1"' sh"#
                    ])
                #expect(edited.status == 0, "\(edited.errors)")
                #expect(edited.output.contains(#"+     "name": "Grace Hopper""#))
                let mapped = try await folder.run("submissions", "remap", "--state", "unmapped", "--yes")
                #expect(mapped.lines.last == (try id(waiting[2])), "\(mapped.errors)")
                #expect(mapped.errors.contains("1 mapped again and made due"), "\(mapped.errors)")
                let all = try await folder.settled()
                #expect(all.map { $0["state"]?.string } == ["discarded", "delivered", "delivered"])
                #expect(Set(sandbox.deals.compactMap { $0.lead?[.name] }) == ["Ada", "Grace Hopper"])
                let page = try await folder.submission(discarded)
                let deed = try #require(page["by_hand"]?.elements.first { _ in true })
                #expect(deed["did"]?.string == "discarded")
                let told = try await folder.run("submissions", "show", discarded).output
                #expect(told.contains("discarded  by ") && told.contains(", was unmapped: "), "\(told)")
                #expect(deed["before"]?.string?.hasPrefix("unmapped: ") == true)
                #expect(try await folder.run("submissions", "edit", try id(waiting[2])).errors.contains("is delivered"))
                let late = try await folder.run("submissions", "remap", try id(waiting[2]))
                #expect(
                    late.status == 1 && late.errors.contains("1 left as they are: they are delivered"), "\(late.errors)"
                )
                #expect(late.errors.contains("nothing to map again"))
            }
        }

        @Test(
            "one that is named is mapped again without a further word, and one without a deal is edited from what could be mapped"
        )
        func named() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                try folder.write(
                    form: "webhook",
                    "sender: json\ncolumn_id: 1287\nlead: { name: who, email: { from: mail, type: email } }\n")
                let service = try await Service(folder)
                try await post(service, #"{"who":"Ada","mail":"ada at example"}"#, to: "webhook")
                try await post(service, #"{"who":"Grace","mail":"none"}"#, to: "webhook")
                let waiting = try await folder.submissions("unmapped")
                try #require(waiting.count == 2)
                let edited = try await folder.run(
                    "submissions", "edit", try id(waiting[1]), "--yes",
                    environment: ["EDITOR": #"sh -c 'sed -i s/Ada/Ada_Lovelace/ "$1"' sh"#])
                #expect(
                    edited.status == 0 && edited.errors.contains("mail is not an e-mail address"), "\(edited.errors)")
                #expect(edited.output.contains(#"+     "name": "Ada_Lovelace""#), "\(edited.output)")

                try folder.write(form: "webhook", "sender: json\ncolumn_id: 1287\nlead: { name: who, note: mail }\n")
                let mapped = try await folder.run("submissions", "remap", try id(waiting[0]))
                #expect(mapped.status == 0 && mapped.output.contains(#"+     "note": "none""#), "\(mapped.errors)")
                #expect(try await folder.settled().map { $0["state"]?.string } == ["delivered", "delivered"])
                #expect(Set(sandbox.deals.compactMap { $0.lead?[.name] }) == ["Ada_Lovelace", "Grace"])
            }
        }

        @Test(
            "a wrong form and a missing variable are in nobody's way; a form that is none is told; what came can be read"
        )
        func besideWhatIsWrong() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let post = try await Curl.send(
                    [service.url + "/f/contact", "-F", "name=Ada", "-F", "message=one\ntwo", "-F", "topic=sales"])
                #expect(post.status == 200)
                let id = try id(try #require(try await folder.settled().first))
                _ = try await service.stop()
                try folder.write(form: "wrong", "colunm: 1")
                try folder.write(form: "unset", "column_id: ${NOT_SET_ANYWHERE}")
                try folder.scratch.write(
                    "store: sqlite:\(folder.scratch.path)/boardbridge.db\ncrm: { access_token: \"${NOT_SET_ANYWHERE}\" }\n",
                    to: "config/boardbridge.yaml")
                let list = try await folder.run("submissions", "list", "--state", "all")
                #expect(list.status == 0 && list.output.contains(id), "\(list.errors)")
                #expect(
                    list.errors.contains("note: boardbridge.yaml, forms/unset.yaml, forms/wrong.yaml cannot be used"))
                let page = try await folder.run("submissions", "show", id).output
                #expect(page.contains("\n  name: Ada\n  message: one\n    two\n  topic: sales\n"), "\(page)")
                #expect(try await folder.run("backup", folder.scratch.path + "/copy.db").status == 0)
                #expect(try await folder.run("verify").status == 0)
                #expect(try await folder.run("check").status == 78)
                let none = try await folder.run("submissions", "list", "--form", "contct")
                #expect(none.status == 2 && none.errors.contains("unknown form 'contct'; did you mean 'contact'?"))
                let records = try await folder.run("records", "webhok")
                #expect(records.status == 2 && records.errors.contains("did you mean 'webhook'?"))
                let all = try await folder.run("submissions", "retry", "--state", "all")
                #expect(all.errors.contains("write --all for failed ones, or name the states"), "\(all.errors)")
            }
        }

        @Test("a state that is none is told with those that there are")
        func states() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let told = try await folder.run("submissions", "list", "--state", "foo")
            #expect(
                told.status == 2 && told.errors.contains("known here: pending, delivered, held, failed, unmapped, spam")
            )
        }

        @Test(
            "what is held is tried again only with a word of its own, also after it was put aside, and is looked for first"
        )
        func held() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                sandbox.quirks.listsLeads = false
                sandbox.script(.loseAnswer)
                try await post(service, "full_name=Ada")
                let one = try #require(try await folder.settled().first)
                #expect(one["state"]?.string == "held")
                let name = try id(one)
                sandbox.quirks.listsLeads = true
                #expect(try await folder.run("submissions", "retry", name, "--form", "contact").status == 2)
                let refused = try await folder.run("submissions", "retry", name, "--yes")
                #expect(refused.status == 1 && refused.errors.contains("--may-repeat"))
                #expect(try await folder.run("submissions", "discard", name).status == 0)
                #expect(try await folder.run("submissions", "retry", name).errors.contains("--may-repeat"))
                #expect(try await folder.run("submissions", "retry", name, "--may-repeat").lines == [name])
                #expect(try await folder.settled().first?["state"]?.string == "delivered")
                #expect(sandbox.deals.count == 1)
            }
        }

        @Test(
            "a deal that is changed while nobody knows what became of it is looked for as it was sent, and that is said"
        )
        func changedMeanwhile() async throws {
            try await withSandbox { sandbox in
                sandbox.script(.loseAnswer)
                sandbox.quirks.listsLeads = false
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                try await post(service, "full_name=Ada")
                let name = try id(try #require(try await folder.settled().first))
                let edited = try await folder.run(
                    "submissions", "edit", name, "--may-repeat", "--yes",
                    environment: ["EDITOR": #"sh -c 'sed -i s/Ada/Grace/ "$1"' sh"#])
                #expect(edited.errors.contains("may have made the deal as it was before"), "\(edited.errors)")
                sandbox.quirks.listsLeads = true
                // By now it may be held once more, since the board told nothing.
                _ = try await folder.settled()
                _ = try await folder.run("submissions", "retry", name, "--may-repeat")
                #expect(try await folder.settled().first?["state"]?.string == "delivered")
                #expect(sandbox.deals.compactMap { $0.lead?[.name] } == ["Ada"])
                let shown = try await folder.run("submissions", "show", name).output
                #expect(shown.contains("as it was sent, before it was changed"), "\(shown)")
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test("a number is found as the CRM is sent it too, and what was taken for it is shown before it goes")
        func erasePhone() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "contact",
                "column_id: 1287\norigins: '*'\nlead: { phone: { from: phone, type: phone, region: HU } }\n")
            let service = try await Service(folder)
            try await post(service, "phone=06+1+234+5678")
            try await post(service, "phone=06+1+234+5679")
            let shown = try #require(try await folder.submissions().last)
            #expect(
                try await folder.run("submissions", "show", try id(shown)).output.contains(#""phone": "+3612345678""#))
            let look = try await folder.run("submissions", "erase", "--phone", "+36 1 234 5678", "--dry-run")
            #expect(look.lines.count == 1 && look.output.contains("+3612345678"), "\(look.output)\(look.errors)")
            let gone = try await folder.run("submissions", "erase", "--phone", "+3612345678", "--yes")
            #expect(
                gone.errors.contains("removed: 1 submissions") && !gone.output.contains("2345678"), "\(gone.output)")
            #expect(try await folder.submissions().count == 1)
            #expect(try await service.stop() == .status(0))
        }

        @Test("a person is found in whatever they came in, counted, and gone from every file of the store")
        func erase() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let service = try await Service(folder)
            let padding = String(repeating: "x", count: 3000)
            for number in 1...30 {
                try await post(
                    service, "full_name=Nobody+\(number)&email=nobody\(number)%40example.com&message=\(padding)")
            }
            try await post(service, "full_name=Ada&email=MARKER.ada%40example.com&message=\(padding)")
            try await post(service, #"{"person":{"name":"M\u0041RKER.ada@example.com"}}"#, to: "webhook")
            try await post(service, "full_name=Other&email=not.MARKER.ada%40example.com.au")
            try await post(service, "full_name=Call&phone=030+%2F+98+76+543")

            let look = try await folder.run("submissions", "erase", "--email", "marker.ADA@example.com", "--dry-run")
            #expect(look.lines.count == 2 && look.errors.contains("2 would be erased"))
            #expect(try await folder.run("submissions", "erase", "--email", "marker.ada@example.com").status == 2)
            #expect(try await folder.submissions().count == 34)
            let gone = try await folder.run(
                "submissions", "erase", "--email", "marker.ada@example.com", "--phone", "+49 30 9876543", "--yes")
            #expect(gone.status == 0 && gone.errors.contains("removed: 3 submissions"), "\(gone.errors)")
            #expect(!(gone.output + gone.errors).lowercased().contains("marker"))
            let left = try await folder.submissions()
            #expect(left.count == 31)
            for name in folder.scratch.names where name.hasPrefix("boardbridge.db") {
                let text = folder.scratch.read(name)
                #expect(!text.contains("full_name=Ada&email=MARKER") && !text.contains("98+76+543"), "\(name)")
            }
            #expect(try await folder.run("verify").status == 0)
            try await post(service, "full_name=Next")
            #expect(try await service.stop() == .status(0))
        }

        @Test("an export is a table that a spreadsheet may open, or JSON a line; a list finds text")
        func export() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let service = try await Service(folder)
            try await post(service, "full_name=%3DHYPERLINK(1)&message=a%0D%0Ab%22c&extra=%2B49")
            try await post(service, #"{"person":{"name":"Ada"},"tags":["x","y"]}"#, to: "webhook")
            let table = folder.scratch.path + "/out.csv"
            #expect(try await folder.run("submissions", "export", "--output", table).status == 0)
            let text = folder.scratch.read("out.csv")
            #expect(text.contains("'=HYPERLINK(1)") && text.contains("\"a\r\nb\"\"c\"") && text.contains(",'+49"))
            #expect(text.hasPrefix("id,form,state,received_at"))
            #expect(text.contains("field: person.name,field: tags[]") && text.contains("\"x\ny\""))
            let again = try await folder.run("submissions", "export", "--output", table)
            #expect(again.status == 1 && again.errors.contains("nothing is overwritten"))
            let lines = try await folder.run("submissions", "export", "--format", "jsonl", "--form", "webhook").lines
            #expect(lines.count == 1)
            #expect(try JSONDocument.parse(Array(lines[0].utf8)).root["form"]?.string == "webhook")
            for (option, value, count) in [("--text", "hyperlink", 1), ("--since", "1d", 2), ("--until", "1d", 0)] {
                let list = try await folder.run("submissions", "list", "--state", "all", "--json", option, value)
                #expect(list.lines.count == count, "\(option)")
            }
        }

        @Test("a backup while the service runs, a restore while it does not; what waited in it is held")
        func backup() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                sandbox.behaviour = .refuseAccess
                let service = try await Service(folder)
                try await post(service, "full_name=Ada")
                let file = folder.scratch.path + "/copy.db"
                #expect(try await folder.run("backup", file).status == 0)
                #expect(try await folder.run("backup", file).errors.contains("overwrites nothing"))
                #expect(try await folder.run("verify", file).output.contains("sound, 1 pending"))
                let refused = try await folder.run("restore", file, "--yes")
                #expect(refused.status == 1 && refused.errors.contains("another service"))
                sandbox.behaviour = .answer
                #expect(try await folder.settled().map { $0["state"]?.string } == ["delivered"])
                #expect(try await service.stop() == .status(0))
                let restored = try await folder.run("restore", file, "--yes")
                #expect(restored.status == 0 && restored.errors.contains("is kept as"), "\(restored.errors)")
                let again = try await Service(folder)
                #expect(try await folder.submissions().map { $0["state"]?.string } == ["held"])
                #expect(sandbox.deals.count == 1)
                #expect(try await again.stop() == .status(0))
            }
        }

        @Test(
            "a second service is kept out though the lock file is gone, and a damaged store is put aside, with an error told"
        )
        func damaged() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let service = try await Service(folder)
            try await post(service, "full_name=Ada")
            try FileManager.default.removeItem(atPath: folder.scratch.path + "/boardbridge.db.lock")
            let second = try await folder.run("serve")
            #expect(second.status == 1 && second.errors.contains("another service has the store"))
            #expect(try await service.stop() == .status(0))

            let path = folder.scratch.path + "/boardbridge.db"
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seek(toOffset: 8192)
            try file.write(contentsOf: Data(repeating: 0xA5, count: size - 8192))
            try file.close()
            #expect(try await folder.run("verify").status == 1)
            let again = try await Service(folder)
            #expect(again.process.errors.contains(#""event":"store put aside""#))
            try await post(again, "full_name=Grace")
            #expect(try await folder.submissions().count == 1)
            #expect(folder.scratch.names.contains { $0.hasPrefix("boardbridge.db.damaged-") })
            #expect(try await again.stop() == .status(0))
        }
    }
}
