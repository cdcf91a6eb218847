import BoardCRM
import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("check --live")
    struct LiveCheckTests {
        @Test("a board that fits, one that has changed, a refused token, and a CRM that is not there")
        func live() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let fits = try await folder.run("check", "--live")
                #expect(fits.status == 0, "\(fits.errors)")
                #expect(fits.output.contains("is sound and fits the board, which has 9 fields"))
                #expect(fits.output.contains("a board's fields: budget, description, newsletter, "), "\(fits.output)")
                #expect(fits.errors.contains("not known: whether the board has this column"))

                // What is not known of each form is said once for a person.
                #expect(fits.errors.ranges(of: "whether the board has this column").count == 1, "\(fits.errors)")

                sandbox.board = SandboxBoard(
                    title: "Changed", columns: sandbox.board.columns,
                    fields: sandbox.board.fields.filter { $0.alias.text != "budget" })
                let changed = try await folder.run("check", "--live")
                #expect(changed.status == 78)
                #expect(changed.errors.contains("does not fit the board:\n"))
                #expect(changed.errors.contains("forms/contact.yaml:12:3: the board's deals have no field 'budget'"))
                let json = try await folder.run("check", "--live", "--json")
                #expect(json.status == 78)
                let severities = try json.lines.map { try JSONDocument.parse(Array($0.utf8)).root["severity"]?.string }
                #expect(severities.filter { $0 == "error" }.count == 1)
                // Only asked: nothing was made.
                #expect(sandbox.callCount == 0 && sandbox.fieldListCount == 3)

                let refused = try await Program.run(
                    ["check", "--live", "--config", folder.configuration], environment: ["CRM_TOKEN": "MARKER-wrong"])
                #expect(refused.status == 78)
                #expect(refused.errors.contains("boardbridge.yaml:3:"))
                #expect(refused.errors.contains("the CRM refuses this token"))
                #expect(!refused.errors.contains("MARKER"))

                await sandbox.stop()
                let away = try await folder.run("check", "--live")
                #expect(away.status == 1)
                #expect(away.errors.contains("cannot be asked: "))
                #expect(away.errors.contains("not known: whether the board fits the rules"))
            }
        }

        @Test("a form with a board of its own is compared with that one, by the command and by the service")
        func ownBoard() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                // The stand-in has one board, and takes one token: what has another is refused, and no other board is asked for it.
                try folder.write(
                    form: "own",
                    """
                    column_id: 1287
                    origins: '*'
                    crm: { access_token: "${OWN_TOKEN}", reference: ref }
                    fields: { titel: { value: x } }
                    """)
                func check(_ token: String) async throws -> CommandResult {
                    try await folder.run("check", "--live", environment: ["OWN_TOKEN": token])
                }
                let refused = try await check("MARKER-other")
                #expect(refused.status == 78)
                #expect(refused.errors.contains("forms/own.yaml:3:8: the CRM refuses this token"), "\(refused.errors)")
                #expect(!refused.errors.contains("titel") && !refused.errors.contains("MARKER"))
                let wrong = try await check(ServiceFolder.token)
                #expect(wrong.status == 78)
                #expect(
                    wrong.errors.contains("forms/own.yaml:3:49: the board's deals have no field 'ref'"),
                    "\(wrong.errors)")
                #expect(wrong.errors.contains("it is crm.reference"))
                #expect(wrong.errors.contains("forms/own.yaml:4:11: the board's deals have no field 'titel'"))
                let service = try await Service(folder, environment: ["OWN_TOKEN": ServiceFolder.token])
                _ = try await service.process.line(
                    holding: "forms/own.yaml:3:49: the board's deals have no field 'ref'", on: .errors)
                #expect(try await service.stop() == .status(0))
                try folder.write(
                    form: "own",
                    """
                    column_id: 1287
                    origins: '*'
                    crm: { access_token: "${OWN_TOKEN}", reference: reference }
                    fields: { title: { value: x } }
                    """)
                let fits = try await check(ServiceFolder.token)
                #expect(fits.status == 0, "\(fits.errors)")
                #expect(fits.output.contains("fits its 2 boards, which have 9 and 9 fields"), "\(fits.output)")
            }
        }

        @Test(
            "the service says at start that the board has drifted, takes posts all the same, and says so again after a reload"
        )
        func service() async throws {
            try await withSandbox { sandbox in
                sandbox.board = SandboxBoard(
                    title: "Changed", columns: sandbox.board.columns,
                    fields: sandbox.board.fields.filter { $0.alias.text != "price" })
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let line = try await service.process.line(holding: "the board does not fit the rules", on: .errors)
                #expect(line.contains("forms/webhook.yaml:8:3: the board's deals have no field 'price'"))
                #expect(line.contains(#""level":"error""#))
                let answer = try await Curl.send(["-d", "name=Ada", "\(service.url)/f/contact"])
                #expect(answer.status == 200)
                try folder.write(form: "late", "column_id: 1287\norigins: '*'\nfields: { titel: { value: x } }\n")
                service.process.signal(1)
                let news = try await service.process.line(
                    holding: "the board does not fit the rules", on: .errors, skip: 1)
                #expect(
                    news.contains(
                        "forms/late.yaml:3:11: the board's deals have no field 'titel'; did you mean 'title'?"))
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test("a CRM that does not answer holds up neither start nor stop")
        func silent() async throws {
            let server = try RawServer { connection in connection.waitForEnd() }
            let folder = try ServiceFolder(crm: server.url("/api"))
            let service = try await Service(folder)
            try await poll("the inquiry") { server.seen.connections > 0 ? () : nil }
            #expect(try await Curl.send(["\(service.url)/readyz"]).status == 200)
            #expect(try await service.stop() == .status(0))
            server.stop()
        }
    }
}
