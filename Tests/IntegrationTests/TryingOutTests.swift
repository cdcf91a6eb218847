import TestKit
import Testing
import Wire

extension Integration {
    @Suite("trying things out")
    struct TryingOutTests {
        @Test("init drafts a form that check complains about until it has a column, and that maps its sample then")
        func initForm() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let sample = try folder.scratch.write(
                #"{"name":"Ada Lovelace","E-Mail":"ada@example.com","note":"x"}"#, to: "sample.json")
            let drafted = try await folder.run("init", "fresh", "--sample", sample)
            #expect(drafted.status == 0)
            #expect(drafted.errors.contains("wrote \(folder.configuration)/forms/fresh.yaml"))
            let unsound = try await folder.run("check")
            #expect(unsound.status == 78)
            #expect(unsound.errors.contains("'0' is not an id"))
            let again = try await folder.run("init", "fresh", "--sample", sample, "--column", "7")
            #expect(again.status == 1)
            #expect(again.errors.contains("is there already; --force writes over it"))
            #expect(try await folder.run("init", "fresh", "--sample", sample, "--column", "7", "--force").status == 0)
            #expect(try await folder.run("check").status == 0)
            let mapped = try await folder.run("map", "fresh", sample, "--json")
            #expect(
                mapped.output.hasPrefix(
                    #"{"deal":{"column_id":7,"lead":{"name":"Ada Lovelace","email":"ada@example.com"}"#),
                "\(mapped.output)")

            let shown = try await folder.run("init", "shown", "-d", "email=ada@example.com", "-o", "-")
            #expect(shown.output.contains("email: { from: email, type: email }"))
            // A multipart body in a file says its boundary itself.
            let part = "Content-Disposition: form-data; name="
            let raw = try folder.scratch.write(
                "--Xq1\r\n\(part)\"name\"\r\n\r\nAda Lovelace\r\n--Xq1\r\n\(part)\"size\"\r\n\r\nL\r\n--Xq1--\r\n",
                to: "jot.bin")
            let parted = try await folder.run("init", "jot", "--sample", raw, "-o", "-")
            #expect(parted.output.contains("  name: name  # saw: Ada Lovelace\n"), "\(parted.output)")
            #expect(parted.output.contains("\n  #   size: L\n"), "\(parted.output)")
            let mappedPart = try await folder.run("map", "fresh", raw, "--json")
            #expect(mappedPart.output.contains(#""lead":{"name":"Ada Lovelace"}"#), "\(mappedPart.output)")
            let broken = try folder.scratch.write("--Xq1\n\(part)\"name\"\n\nAda\n--Xq1--\n", to: "edited.bin")
            #expect(try await folder.run("init", "edited", "--sample", broken, "-o", "-").status == 1)

            // Letters that nobody can read: nothing could be drafted from them.
            let letters = "%D4%C8%CE=%C0%ED%ED%E0"
            let unsaid = try await folder.run("init", "old", "-d", letters, "-o", "-")
            #expect(unsaid.status == 1)
            #expect(unsaid.errors.contains("the sample is no UTF-8"), "\(unsaid.errors)")
            let unread = try await folder.run("init", "old", "-d", letters + "&_charset_=shift_jis", "-o", "-")
            #expect(unread.status == 1)
            #expect(unread.errors.contains("the charsets read here are utf-8, "), "\(unread.errors)")
            let read = try await folder.run("init", "old", "-d", letters + "&_charset_=windows-1251", "-o", "-")
            #expect(read.output.contains("# saw: Анна"), "\(read.output)\(read.errors)")

            #expect(try await folder.run("init", "Not A Name", "-d", "a=b").status == 2)
            #expect(try await folder.run("init", "broken", input: "{").status == 1)
        }

        @Test("map says what the spam checks would say of a post, as far as that can be tried")
        func spam() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "guarded",
                "column_id: 1\norigins: '*'\nlead: { name: name }\nspam: { honeypot: website, time: true }\n")
            let trapped = try await folder.run("map", "guarded", "-d", "name=Ada", "-d", "website=http://x.example")
            #expect(trapped.errors.contains("note: spam checks: score 100 of 100: "), "\(trapped.errors)")
            #expect(
                trapped.errors.contains("it would be kept as spam, and not be delivered; time cannot be tried here"))
            #expect(!(try await folder.run("map", "guarded", "-d", "name=Ada")).errors.contains("spam"))
            let explained = try await folder.run("map", "guarded", "-d", "name=Ada", "--explain")
            #expect(explained.errors.contains("note: spam checks: nothing found"), "\(explained.errors)")
        }

        @Test("the request that is shown is JSON, whatever signs are in it")
        func shownJSON() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let mapped = try await folder.run("map", "contact", "-d", "name=A%7F%E2%80%AEda%01")
            let start = try #require(mapped.output.firstIndex(of: "{"))
            let document = try JSONDocument.parse(Array(mapped.output[start...].utf8))
            #expect(document.root["lead"]?["name"]?.string == "A\u{7F}\u{202E}da\u{1}", "\(mapped.output)")
            #expect(!mapped.output.unicodeScalars.contains("\u{202E}"))
        }

        @Test("a part of an id is no file and no submission")
        func pointing() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let part = try await folder.run("map", "contact", "01a216a4")
            #expect(part.status == 1)
            #expect(part.errors.contains("a submission's id has 36 characters"), "\(part.errors)")
        }

        @Test("map tries one form while another is wrong, and hints at what was most likely meant")
        func hints() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "entry", "sender: json\ncolumn_id: 1\nlead: { name: { from: 1.3, required: true }, note: 8 }")
            try folder.write(form: "other", "colunm_id: 1")
            let entry = try folder.scratch.write(#"{"1.3":"Ada","8":"Hello"}"#, to: "entry.json")
            let mapped = try await folder.run("map", "entry", entry)
            #expect(mapped.status == 1)
            for told in [
                "note: forms/other.yaml cannot be used", "1.3 is required  (for lead.name)",
                "hint: lead.name: the post has a field called 1.3", "hint: lead.note: this sends 8 itself",
            ] {
                #expect(mapped.errors.contains(told), "\(mapped.errors)")
            }
            #expect(try await folder.run("map", "other", "-d", "a=b").status == 78)
            #expect(try await folder.run("check").status == 78)
        }

        @Test(
            "init says of what it cannot draft from that it cannot, and map shows a file's address at the service's own"
        )
        func noDraft() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api", more: "public_url: https://crm.example.org")
            let notice =
                #"{"object":"page","entry":[{"id":"1","changes":[{"field":"leadgen","value":{"leadgen_id":"44"}}]}]}"#
            let meta = try await folder.run("init", "ads", input: notice)
            #expect(meta.status == 1)
            #expect(meta.errors.contains("only a notice of meta-lead-ads"), "\(meta.errors)")
            #expect(meta.errors.contains("fetch: { token:"))
            let xml = try await folder.run("init", "xml", input: "<?xml version=\"1.0\"?><a/>")
            #expect(xml.status == 1)
            #expect(xml.errors.contains("begins as XML or HTML do"), "\(xml.errors)")

            try folder.write(
                form: "apply", "column_id: 1\nlead: { name: name, note: note }\nfiles: { to: note, types: [pdf] }")
            let file = try folder.scratch.write("%PDF", to: "cv.pdf")
            let mapped = try await folder.run("map", "apply", "-F", "name=Ada", "-F", "resume=@\(file)")
            #expect(mapped.output.contains("https://crm.example.org/files/example"), "\(mapped.output)")
            #expect(!mapped.errors.contains("no rule took"), "\(mapped.errors)")
            let plus = try await folder.run("map", "apply", "-d", "name=Ada&phone=+49 30 901820")
            #expect(plus.errors.contains("in a form a + is a blank"), "\(plus.errors)")
        }

        @Test("map takes what curl's options say, a header, a query, and a multipart form with a file")
        func curlOptions() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "all",
                "column_id: 1\nlead: { name: name }\nfields: { cv: cv, utm: query.utm_source, page: meta.referrer, v: cookie.v }"
            )
            let deal = #"{"deal":{"column_id":1,"lead":{"name":"Ada & Co"}}}"# + "\n"
            #expect(try await folder.run("map", "all", "--json", "-dname=Ada %26 Co").output == deal)
            #expect(try await folder.run("map", "all", "--json", "--data-urlencode", "name=Ada & Co").output == deal)
            let file = try folder.scratch.write("%PDF", to: "cv.pdf")
            let form = try await folder.run(
                "map", "all", "--json", "-F", "name=Ada", "-F", "cv=@\(file)", "--query", "utm_source=ad", "-H",
                "Cookie: v=2", "-H",
                "Referer: https://www.example.com/")
            #expect(
                form.output == #"""
                    {"deal":{"column_id":1,"lead":{"name":"Ada"},"fields":{"cv":"cv.pdf","utm":"ad","page":"https://www.example.com/","v":"2"}}}

                    """#)
            let json = try await folder.run(
                "map", "all", "--json", "-d", #"{"name":"Ada"}"#, "-H", "Content-Type: application/json")
            #expect(json.output.contains("Ada"))
            let bare = try await folder.run("map", "all", "-d", "nmae=Ada")
            #expect(
                bare.errors.hasPrefix(
                    "note: nothing came for lead.name, fields.cv, fields.utm, fields.page, fields.v; no rule took nmae ("
                ))
            #expect(try await folder.run("map", "all", "-d", "a=b", "-F", "a=b").status == 2)
            #expect(try await folder.run("map", "all", "sample.json", "-d", "a=b").status == 2)
        }

        @Test("the request is shown in the configured format, without the token")
        func formats() async throws {
            for (format, expected) in [
                ("urlencoded", "Content-Type: application/x-www-form-urlencoded\n\ncolumn_id=1287\n&lead[name]=Ada"),
                ("multipart", "name=\"lead[name]\"\n\nAda\n"),
            ] {
                let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api", token: "MARKER-TOKEN")
                let main = folder.scratch.read("config/boardbridge.yaml")
                try folder.scratch.write(
                    main.replacing("in_flight: 4", with: "format: \(format)"), to: "config/boardbridge.yaml")
                let request = try await folder.run("map", "contact", "-d", "name=Ada")
                #expect(
                    request.output.replacing("%5B", with: "[").replacing("%5D", with: "]").contains(expected),
                    "\(request.output)")
                #expect(!request.output.contains("MARKER"))
            }
        }

        @Test("an explanation fits 80 columns, and shows control characters as what they are")
        func explain() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let long = String(repeating: "very long ", count: 40)
            let explained = try await folder.run(
                "map", "contact", "--explain", "--data-urlencode", "name= Ada \u{1b}[31m", "-d", "email=nobody", "-d",
                "message=\(long)")
            #expect(explained.status == 1)
            for line in explained.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
            #expect(
                explained.output.contains(
                    "lead.name                                                   forms/contact.yaml:6\n"))
            #expect(explained.output.contains("  trim       \"Ada \\u{1b}[31m\"\n"), "\(explained.output)")
            #expect(explained.output.contains("  WRONG      email is not an e-mail address;"))
            #expect(!explained.output.contains("\u{1b}"))
            let json = try await folder.run("map", "contact", "--explain", "--json", "-d", "name=Ada")
            let root = try JSONDocument.parse(Array(json.output.utf8)).root
            #expect(root["rules"]?.elements.compactMap { $0["target"]?.string }.first == "column_id")
            #expect(root["rules"]?[1]?["sent"]?.string == "Ada")
        }

        @Test(
            "a stored submission is mapped by its id, and the last ones all at once: what would change is shown, masked"
        )
        func history() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let service = try await Service(folder)
            let posted = try await Curl.send([
                service.url + "/f/contact", "-d", "name=Ada Lovelace&email=ada@example.com&topic=jobs", "-e",
                "https://www.example.com/",
            ])
            #expect(posted.status == 200)
            let list = try await folder.run("submissions", "list", "--state", "all", "--json")
            let id = try #require(try JSONDocument.parse(Array(list.lines[0].utf8)).root["id"]?.string)
            let mapped = try await folder.run("map", "contact", id, "--json")
            #expect(mapped.output.contains(#""name":"Ada Lovelace""#), "\(mapped.errors)")
            #expect(try await folder.run("map", "contact", "01890000-0000-7000-8000-000000000000").status == 1)

            let same = try await folder.run("check", "--history", "500", "contact")
            #expect(same.status == 0)
            #expect(same.output.contains("       1  come out as they did"), "\(same.output)")
            let rules = folder.scratch.read("config/forms/contact.yaml")
            try folder.write(
                form: "contact",
                rules.replacing("[trim, squeeze]", with: "[upper]").replacing("jobs: 1290", with: "jobs: 1300"))
            let changed = try await folder.run("check", "--history", "500")
            #expect(changed.output.contains("  column_id changes in 1:\n    - 1290\n    + 1300"), "\(changed.output)")
            #expect(changed.output.contains("    - Axx Lxxxxxxx\n    + AXX LXXXXXXX"), "\(changed.output)")
            #expect(changed.output.contains("webhook: no submission is stored"))
            #expect(!changed.output.contains("Lovelace"))
            #expect(try await folder.run("check", "contact").status == 2)
            #expect(try await folder.run("check", "--history", "5", "contcat").status == 2)
        }

        @Test(
            "of a post with several deals, a stored submission is shown as the one that it was kept as, with its rules")
        func element() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            try folder.write(
                form: "list",
                "sender: json\neach: people\ncolumn_id: 1\nlead: { name: { from: name, required: true }, organization: root.company }\n"
            )
            let service = try await Service(folder)
            let posted = try await Curl.send([
                service.url + "/f/list", "-H", "Content-Type: application/json", "-d",
                #"{"company":"Example","people":[{"name":"Ann"},{"name":"Bob","size":"L"}]}"#,
            ])
            #expect(posted.status == 200)
            let list = try await folder.run("submissions", "list", "--state", "all", "--json")
            let ids = try list.lines.map { try JSONDocument.parse(Array($0.utf8)).root["id"]?.string ?? "" }.sorted()
            #expect(ids.count == 2)
            let bob = try await folder.run("map", "list", ids[1], "--explain")
            #expect(bob.output.hasPrefix("--- element 2 of its post\n"), "\(bob.output)\(bob.errors)")
            #expect(bob.output.contains("\"Bob\"") && !bob.output.contains("Ann"), "\(bob.output)")
            #expect(bob.output.contains("root.company") && bob.output.contains("Example"), "\(bob.output)")
            #expect(bob.output.contains("size"), "what no rule took\n\(bob.output)")
            let json = try await folder.run("map", "list", ids[0], "--json")
            #expect(
                json.output == #"{"deal":{"column_id":1,"lead":{"name":"Ann","organization":"Example"}}}"# + "\n",
                "\(json.output)\(json.errors)")
            let history = try await folder.run("check", "--history", "10", "list")
            #expect(history.output.contains("       2  come out as they did"), "\(history.output)")
            #expect(!history.output.contains("any more"), "\(history.output)")
        }

        @Test("cases beside a form pass, fail with what differs, and are written by --update")
        func cases() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let none = try await folder.run("test")
            #expect(none.status == 1)
            #expect(none.errors.contains("there is no case"))
            let post = "A name.\n\n--- post\nContent-Type: application/x-www-form-urlencoded\n\nname=Ada\n"
            try folder.scratch.write(post, to: "config/forms/contact.cases/name.case")
            let unsaid = try await folder.run("test", "contact")
            #expect(unsaid.status == 1)
            #expect(unsaid.output.contains("FAILED  contact/name\n  - --- (not said yet)"), "\(unsaid.output)")
            let written = try await folder.run("test", "--update")
            #expect(written.status == 0)
            #expect(written.output == "written contact/name\n")
            #expect(
                folder.scratch.read("config/forms/contact.cases/name.case").hasPrefix(
                    post + "--- deal\n{\n  \"column_id\": 1287,"))
            let passed = try await folder.run("test")
            #expect((passed.status, passed.output) == (0, ""))
            #expect(passed.errors == "1 passed\n")

            let rules = folder.scratch.read("config/forms/contact.yaml")
            try folder.write(form: "contact", rules.replacing("default: 1287", with: "default: 1290"))
            let failed = try await folder.run("test")
            #expect(failed.status == 1)
            #expect(
                failed.output.contains("  -   \"column_id\": 1287,\n  +   \"column_id\": 1290,"), "\(failed.output)")
            try folder.scratch.write(post, to: "config/forms/gone.cases/x.case")
            #expect(try await folder.run("test").output.contains("there is no form 'gone'"))
            #expect(try await folder.run("test", "contcat").status == 2)
        }
    }
}
