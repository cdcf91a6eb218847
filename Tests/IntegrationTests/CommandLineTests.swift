import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("the command line")
    struct CommandLineTests {
        @Test("version and help go to standard output, and each command's help shows an example")
        func help() async throws {
            for words in [["version"], ["--version"]] {
                let version = try await Program.run(words)
                #expect(version.status == 0)
                #expect(version.output.hasPrefix("boardbridge "))
            }
            let overview = try await Program.run("help")
            #expect(overview.status == 0)
            #expect(overview.errors.isEmpty)
            for name in ["serve", "demo", "check", "init", "map", "test", "submissions", "sandbox", "bench"] {
                #expect(overview.output.contains("\n  \(name) "))
                let help = try await Program.run("help", name)
                #expect(help.status == 0)
                #expect(help.output.hasPrefix("Usage: boardbridge \(name)"))
                #expect(help.output.contains("Example"), "\(name)'s help shows no example")
                #expect(try await Program.run(name, "--help").output == help.output)
            }
        }

        @Test(
            "wrong usage ends with 2 and suggests the right word",
            arguments: [
                (["serv"], "unknown command 'serv'; did you mean 'serve'?"),
                (["help", "chekc"], "unknown command 'chekc'; did you mean 'check'?"),
                (["serve", "--confg", "x"], "unknown option '--confg'; did you mean '--config'?"),
                (["submissions", "lst"], "unknown word 'lst'; did you mean 'list'?"),
                (["submissions", "list", "--state", "faild"], "unknown state 'faild'; did you mean 'failed'?"),
                (["submissions", "show"], "expected ID"),
                (["submissions", "show", "12"], "'12' is not a submission's id"),
                (["demo", "--port", "eighty"], "--port takes a whole number from 0 to 65532, not 'eighty'"),
                (["demo", "--port"], "--port needs a value"),
                (["check", "here"], "unexpected 'here'"),
                (["bench", "--body", "xml"], "unknown body 'xml'; known here: form, json, all"),
                (["bench", "--body", "jsn"], "unknown body 'jsn'; did you mean 'json'?"),
                (
                    ["bench", "--duration", "5"],
                    "--duration takes a time such as 500ms, 5s or 1m, from 100ms to 10m, not '5'"
                ),
                (["bench", "--connections", "0"], "--connections takes a whole number from 1 to 4096, not '0'"),
            ])
        func usage(_ words: [String], _ message: String) async throws {
            let result = try await Program.run(words)
            #expect(result.status == 2)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("boardbridge: \(message)"))
        }

        @Test("no command at all shows what there is, and ends with 2")
        func nothing() async throws {
            let result = try await Program.run()
            #expect(result.status == 2)
            #expect(result.errors.contains("Usage: boardbridge COMMAND"))
        }

        @Test("check says so when all is well, and names file, line and column of everything that is not")
        func check() async throws {
            let folder = try ServiceFolder(
                crm: "http://127.0.0.1:1/api", more: "public_url: https://leads.example.com")
            let sound = try await folder.run("check")
            #expect(sound.status == 0)
            #expect(sound.output.contains("forms: contact, webhook"))
            #expect(try await folder.run("check", "--json").output.isEmpty)

            try folder.write(
                form: "wrong", "column_id: 1\nlead:\n  nmae: name\n  email: { from: email, type: emial }\n")
            let wrong = try await folder.run("check")
            #expect(wrong.status == 78)
            #expect(wrong.output.isEmpty)
            #expect(wrong.errors.contains("wrong in 2 places"))
            #expect(wrong.errors.contains("forms/wrong.yaml:3:3: "))
            #expect(wrong.errors.contains("'name'"))
            #expect(wrong.errors.contains("forms/wrong.yaml:4:31: "))

            let json = try await folder.run("check", "--json")
            #expect(json.status == 78)
            let complaints = try json.lines.map { try JSONDocument.parse(Array($0.utf8)).root }
            #expect(complaints.map { $0["line"]?.int64 } == [1, 3, 4])
            #expect(complaints.map { $0["column"]?.int64 } == [1, 3, 31])
            #expect(complaints.map { $0["severity"]?.string } == ["warning", "error", "error"])
            #expect(try await folder.run("serve").status == 78)
            // What looks after the store needs no sound form.
            #expect(try await folder.run("submissions", "list").errors.contains("forms/wrong.yaml cannot be used"))
            #expect(try await folder.run("map", "wrong").status == 78)

            let nowhere = try await Program.run("check", "--config", "/nowhere/at/all")
            #expect(nowhere.status == 78)
            #expect(nowhere.errors.contains("no such file or folder"))
        }

        @Test("map prints the request, and never the token")
        func map() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api", token: "MARKER-TOKEN-map")
            let content = "name=Ada&email=ada%40example.com&topic=jobs"
            let request = try await folder.run("map", "contact", input: content)
            #expect(request.status == 0)
            #expect(request.output.hasPrefix("POST http://127.0.0.1:1/api/offer/create\n"))
            #expect(request.output.contains(#""name": "Ada""#))
            #expect(!request.output.contains("MARKER"))
            let json = try await folder.run("map", "contact", "--json", input: content)
            #expect(
                json.output == """
                    {"deal":{"column_id":1290,"lead":{"name":"Ada","email":"ada@example.com"},\
                    "fields":{"title":"Website: jobs","source":"website"}}}

                    """)

            let file = try folder.scratch.write(#"{"person":{"name":"Grace"},"event_id":7}"#, to: "sample.json")
            #expect(try await folder.run("map", "webhook", file).output.contains(#""title": "Webhook 7""#))
            let wrong = try await folder.run("map", "contact", "--json", input: "email=nobody")
            #expect(wrong.status == 1)
            let problems = try JSONDocument.parse(Array(wrong.output.utf8)).root["problems"]
            #expect(problems?.elements.map { $0["field"]?.string } == ["full_name", "email"])
            #expect(try await folder.run("map", "contact", "--content-type", "image/png", input: "x").status == 1)
            #expect(try await folder.run("map", "contact", "/nowhere").status == 1)
            let unknown = try await folder.run("map", "contcat", input: "x")
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("did you mean 'contact'?"))
        }

        @Test("submissions are listed, shown and counted, for people and for scripts")
        func submissions() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let webhook = [service.url + "/f/webhook", "-H", "Content-Type: application/json", "-d"]
                #expect(try await Curl.send(webhook + ["{}"]).status == 200)
                #expect(try await Curl.send(webhook + [#"{"person":{"name":"\u001b[31mRed"}}"#]).status == 200)
                let all = try await folder.settled()
                #expect(all.map { $0["state"]?.string } == ["delivered", "unmapped"])
                #expect(try await folder.run("submissions", "list", "--json").lines.count == 1)
                #expect(
                    try await folder.run("submissions", "list", "--state", "all", "--limit", "1", "--json").lines.count
                        == 1)
                #expect(try await folder.run("submissions", "list", "--form", "contact", "--json").output.isEmpty)
                let before = try #require(all[0]["id"]?.string)
                let older = try await folder.run("submissions", "list", "--state", "all", "--before", before, "--json")
                #expect(older.lines.count == 1)

                let list = try await folder.run("submissions", "list", "--state", "all")
                #expect(list.errors.contains("1 delivered, 1 unmapped"))
                let page = try await folder.run("submissions", "show", before)
                #expect(page.output.contains("state     delivered"))
                #expect(page.output.contains("attempts:"))
                #expect(!page.output.contains("\u{1b}"))
                let none = try await folder.run("submissions", "show", "01890000-0000-7000-8000-000000000000")
                #expect(none.status == 1)
                #expect(none.errors.contains("there is no submission"))
                let unmapped = try #require(all[1]["id"]?.string)
                #expect(try await folder.run("submissions", "retry", unmapped).status == 1)
                #expect(try await folder.run("submissions", "retry").status == 2)
            }
        }

        @Test(
            "a second service on the same store, a port that is taken, a store that cannot be: each ends with 1 and says why"
        )
        func cannot() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let service = try await Service(folder)
            let second = try await folder.run("serve")
            #expect(second.status == 1)
            #expect(second.errors.contains("cannot open the store"))

            let other = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let main = other.scratch.read("config/boardbridge.yaml")
            try other.scratch.write(
                main.replacing("127.0.0.1:0", with: "127.0.0.1:\(service.port)"), to: "config/boardbridge.yaml")
            let taken = try await other.run("serve")
            #expect(taken.status == 1)
            #expect(taken.errors.contains("cannot listen"))
            try other.scratch.write(
                main.replacing("sqlite:", with: "sqlite:/nowhere"), to: "config/boardbridge.yaml")
            let nowhere = try await other.run("serve")
            #expect(nowhere.status == 1)
            #expect(nowhere.errors.contains("cannot open the store"))
        }
    }
}
