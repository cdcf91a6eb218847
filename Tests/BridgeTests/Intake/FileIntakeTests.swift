import Bridge
import Configuration
import Files
import Foundation
import Listener
import Mapping
import Outbox
import Telemetry
import TestKit
import Testing
import Wire

@Suite("Posts with files")
struct FileIntakeTests {
    private static let form = """
        sender: browser
        origins: "*"
        files: { to: note, max: 2, max_size: 100KiB, types: [pdf, txt] }
        limits: { body: 20KiB }
        column_id: 1
        lead: { name: { from: name, required: true } }
        fields: { cv: cv.url }
        """
    private static let service = """
        public_url: https://leads.example.com
        store: sqlite:/tmp/none.db
        crm: { access_token: x }
        """
    private static let pdf = "%PDF-1.4\n%%EOF\n"

    /// An intake with a folder for files.
    private struct Site {
        let intake: IntakeSite
        let files: FileStore
        let folder: ScratchFolder

        func post(_ parts: [(name: String, filename: String?, content: String)], fields: [String] = []) async throws
            -> RawResponse
        {
            try await intake.send(
                "POST", "/f/apply", fields: ["Content-Type: multipart/form-data; boundary=b"] + fields,
                content: FileIntakeTests.content(parts))
        }

        /// The names in the folder, once there are so many.
        func stored(_ count: Int) async throws -> [String] {
            try await poll("\(count) files") { folder.names.count == count ? folder.names : nil }
        }
    }

    private static func content(_ parts: [(name: String, filename: String?, content: String)]) -> [UInt8] {
        var text = ""
        for part in parts {
            text += "--b\r\nContent-Disposition: form-data; name=\"\(part.name)\""
            text += (part.filename.map { "; filename=\"\($0)\"" } ?? "") + "\r\n\r\n\(part.content)\r\n"
        }
        return Array((text + "--b--\r\n").utf8)
    }

    private func withSite(
        _ form: String = FileIntakeTests.form, store: any KeptStore = InMemoryStore(), log: Log = .silent,
        proxies: TrustedProxies = TrustedProxies(), _ body: (Site) async throws -> Void
    ) async throws {
        let loading = Configuration.load(
            files: ["boardbridge.yaml": Array(Self.service.utf8), "forms/apply.yaml": Array(form.utf8)],
            environment: [:])
        #expect(loading.complaints.map(\.description) == [])
        let configuration = try #require(loading.configuration)
        let folder = try ScratchFolder("files")
        let files = FileStore(folder: folder.path, store: store, log: log)
        let links = FileLinks(publicURL: "https://leads.example.com", key: Array(repeating: 1, count: 32))
        try await serving(
            forms: configuration.forms, store: store, languages: configuration.languages, proxies: proxies, log: log,
            files: files, links: links
        ) { try await body(Site(intake: $0, files: files, folder: folder)) }
    }

    private func path(of submission: Submission) throws -> String {
        let deal = try #require(try submission.dealText)
        let start = try #require(deal.firstRange(of: "https://leads.example.com/files/"))
        return "/files/" + deal[start.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "/" }
    }

    /// Sends the head and a part of a post with a file, lets `change` happen, and sends the rest.
    private func postHalf(_ site: Site, _ change: @escaping @Sendable () -> Void) async throws -> Int {
        let content = Self.content([
            ("name", nil, "Ada"), ("cv", "cv.pdf", Self.pdf + String(repeating: "x", count: 5000)),
        ])
        return try await offPool { [port = site.intake.port] in
            let client = try RawClient(port: port)
            try client.send(
                "POST /f/apply HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: \(content.count)\r\n\r\n")
            try client.send(Array(content[..<1000]))
            // A request on another connection is answered after what came before it, and by what is in force.
            let other = try RawClient(port: port)
            for isChanged in [false, true] {
                if isChanged { change() }
                try other.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try other.response()
            }
            try client.send(Array(content[1000...]))
            return try client.response()?.status ?? 0
        }
    }

    @Test("a post that began while its form kept files keeps them, though the form says otherwise when it ends")
    func settingsGone() async throws {
        try await withSite { site async throws in
            let settings = site.intake.settings
            let other = try forms(["apply": "column_id: 1\norigins: '*'\nlead: { name: name }\n"])
            #expect(try await postHalf(site) { settings.replace(forms: other, limits: LimitSettings()) } == 200)
            let submission = try await site.intake.onlySubmission()
            #expect(submission.files.map(\.name) == ["cv.pdf"])
            let names = try await site.stored(1)
            #expect(site.folder.read(names[0]).utf8.count == Self.pdf.utf8.count + 5000)
        }
    }

    @Test("of a post whose form goes away meanwhile, nothing stays in the folder")
    func formGone() async throws {
        try await withSite { site async throws in
            let settings = site.intake.settings
            #expect(try await postHalf(site) { settings.replace(forms: [], limits: LimitSettings()) } == 404)
            _ = try await site.stored(0)
        }
    }

    @Test("a field's name that takes more room when it is written again is taken as it came")
    func growingName() async throws {
        try await withSite { site async throws in
            // A single backslash means itself, and is written twice.
            let name = String(repeating: "\\", count: 6000) + "x"
            let answer = try await site.post([("name", nil, "Ada"), (name, nil, "1"), ("cv", "cv.pdf", Self.pdf)])
            #expect(answer.status == 200, "\(answer)")
            #expect(try await site.intake.onlySubmission().files.count == 1)
        }
    }

    @Test("what is wrong with files is told in an answer that the visitor's names cannot make long")
    func longNames() async throws {
        try await withSite(Self.form.replacing("20KiB", with: "4MiB")) { site async throws in
            let long = String(repeating: "e\u{301}", count: 2000)
            let files = (0..<200).map { ("\($0)\(long)", "x.exe" as String?, "MZ") }
            let answer = try await site.post([("name", nil, "Ada")] + files.map { ($0.0, $0.1, $0.2) })
            #expect(answer.status == 422 && answer.content.count < 20_000, "\(answer.content.count) bytes")
        }
    }

    @Test("a file without a name counts too, and an empty control does not")
    func unnamed() async throws {
        try await withSite { site async throws in
            let empty = ("other", "", "")
            let answer = try await site.post([
                ("name", nil, "Ada"), ("a", "", "one"), empty, empty, ("b", "", "two"), ("c", "", "three"),
            ])
            #expect(answer.status == 422, "\(answer)")
        }
    }

    @Test("a file is in the folder under a name of ours, its line and its address in the deal, and fetched by that")
    func stored() async throws {
        try await withSite { site async throws in
            let answer = try await site.post([
                ("name", nil, "Ada"), ("cv", "../../cv.pdf", Self.pdf), ("other", "", ""),
            ])
            #expect(answer.status == 200, "\(answer)")
            let names = try await site.stored(1)
            #expect(names[0].count == 26 && site.folder.read(names[0]) == Self.pdf)
            let submission = try await site.intake.onlySubmission()
            #expect(submission.files.map(\.name) == ["cv.pdf", ""] && submission.files[0].key == names[0])
            #expect(!String(decoding: submission.content, as: UTF8.self).contains("%PDF"))
            let path = try path(of: submission)
            #expect(
                try #require(try submission.dealText).contains("cv: cv.pdf (15 B) https://leads.example.com" + path))

            let file = try await site.intake.send("GET", path)
            #expect(file.status == 200 && file.content == Array(Self.pdf.utf8))
            #expect(file.field("content-disposition") == "attachment; filename=\"cv.pdf\"; filename*=UTF-8''cv.pdf")
            #expect(
                file.field("x-content-type-options") == "nosniff" && file.field("content-type") == "application/pdf")
            #expect(file.field("content-security-policy") == "default-src 'none'; sandbox")
            #expect(file.field("cache-control") == "private, no-store")
            let head = try await site.intake.send("HEAD", path)
            #expect(head.status == 200 && head.field("content-length") == "15")
            #expect(try await site.intake.send("POST", path, content: Array("x".utf8)).status == 405)
            // A program is told as by every other path, a person in words.
            let missing = try await site.intake.send("GET", path + "x")
            #expect(missing.status == 404 && missing.field("content-type") == "application/problem+json")
            let told = try await site.intake.send("GET", path + "x", fields: [acceptsPages])
            #expect(told.status == 404 && told.text == "There is no such file.\n")
            #expect(try await site.intake.send("GET", "/files/" + names[0]).status == 404)
            // Gone with its submission, in the store and then in the folder.
            _ = try await (site.intake.store as? any KeptStore)?.erase([submission.id])
            #expect(try await site.intake.send("GET", path).status == 410)
            await site.files.sweep { true }
            #expect(site.folder.names.count == 1)
            await site.files.sweep { false }
            #expect(site.folder.names.isEmpty)
        }
    }

    @Test("what a visitor writes under a file's name is none of its address, size, type or name, however it is posted")
    func forged() async throws {
        let fields =
            "{ a: cv.url, b: cv.size, c: cv.type, d: cv.name, e: 'files[0].url', f: 'files[0].size', g: other.url }"
        let form = Self.form.replacing("{ cv: cv.url }", with: fields)
        let forged = [
            "cv.url", "cv.size", "cv.type", "cv.name", "files[0].url", "files[0].size", "files[0][url]", "other.url",
        ]
        try await withSite(form) { site async throws in
            let pairs = forged.map { "&\($0)=forged" }.joined()
            let posts: [(String, String)] = [
                (urlencodedType, "name=Ada" + pairs),
                (
                    jsonType,
                    #"{"name":"Ada","cv":{"url":"forged","size":9,"type":"forged","name":"forged"},"files":[{"url":"forged","size":9}],"other":{"url":"forged"}}"#
                ), (jsonType, #"{"name":"Ada","cv.url":"forged","cv.size":"forged","files[0].url":"forged"}"#),
            ]
            for (type, content) in posts {
                let answer = try await site.intake.send(
                    "POST", "/f/apply", fields: [type], content: Array(content.utf8))
                #expect(answer.status == 200, "\(answer)")
            }
            let parts = [("name", nil, "Ada")] + forged.map { ($0, nil as String?, "forged") }
            #expect(try await site.post(parts).status == 200)
            #expect(try await site.post(parts + [("cv", "", "")]).status == 200)
            let deals = try await site.intake.submissions().map { try $0.dealText }
            #expect(deals.count == 5)
            for deal in deals { #expect(deal?.contains("forged") == false && deal?.contains("fields") == false) }
            // Beside a real one they change nothing.
            #expect(try await site.post(parts + [("cv", "a.pdf", Self.pdf)]).status == 200)
            let real = try #require(try await site.intake.submissions().last?.dealText)
            #expect(real.contains("application/pdf") && real.contains("https://leads.example.com/files/"))
            #expect(!real.contains("forged"))
        }
    }

    @Test("what is wrong with files is told at their fields, to scripts and on the page, and nothing of them is kept")
    func refused() async throws {
        try await withSite { site async throws in
            let large = String(repeating: "x", count: 150_000)
            let parts: [(String, String?, String)] = [
                ("cv", "a.pdf", Self.pdf + large), ("letter", "b.pdf", "<html>"), ("cv", "c.pdf", Self.pdf),
            ]
            let answer = try await site.post(parts)
            #expect(answer.status == 422)
            let errors = try answer.errors
            #expect(
                errors == [
                    "name: is required", "cv: is too large a file; at most 102 kB are expected",
                    "letter: is not a file of an expected kind: pdf, txt",
                    "cv: has too many files; at most 2 are expected",
                ])
            let page = try await site.post(
                parts + [("message", nil, "typed <b>")], fields: [acceptsPages, "Accept-Language: de"])
            let text = String(decoding: page.content, as: UTF8.self)
            #expect(page.status == 422 && text.contains("Bitte wählen Sie eine Datei von höchstens 102 kB."))
            #expect(text.contains("Dateien müssen noch einmal ausgewählt werden."))
            #expect(text.contains("type=\"file\"") && text.contains("value=\"typed &lt;b&gt;\""))
            _ = try await site.stored(0)
            #expect(try await site.intake.submissions().isEmpty)
        }
    }

    @Test("more than the form takes is cut off: by its length, by its chunks, and text by its own limit")
    func tooLarge() async throws {
        try await withSite { site async throws in
            let large = String(repeating: "x", count: 400_000)
            #expect(try await site.post([("name", nil, "Ada"), ("cv", "a.txt", large)]).status == 413)
            #expect(try await site.post([("name", nil, large.prefix(30_000) + "")]).status == 413)
            let content = Self.content([("cv", "a.txt", large)])
            let answer = try await site.intake.converse { client in
                try client.send(
                    "POST /f/apply HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"
                )
                for start in stride(from: 0, to: content.count, by: 50_000) {
                    let piece = content[start..<min(start + 50_000, content.count)]
                    // The answer may come, and the end of it, while we are still sending.
                    guard
                        (try? client.send(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]))
                            != nil
                    else { break }
                }
                return try client.response()
            }
            #expect(answer.status == 413)
            _ = try await site.stored(0)
        }
    }

    @Test("byte by byte, in chunks, and two on one connection: each is answered in its turn")
    func pieces() async throws {
        try await withSite { site async throws in
            let content = Self.content([("name", nil, "Ada"), ("cv", "a.pdf", Self.pdf)])
            let head = "POST /f/apply HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            let answers = try await offPool { [port = site.intake.port] in
                let client = try RawClient(port: port)
                for byte in Array((head + "Content-Length: \(content.count)\r\n\r\n").utf8) + content {
                    try client.send([byte])
                }
                let chunked = content.flatMap { Array("1\r\n".utf8) + [$0, 13, 10] } + Array("0\r\n\r\n".utf8)
                let whole = Array((head + "Content-Length: \(content.count)\r\n\r\n").utf8) + content
                // The third comes with the second, before that is answered.
                try client.send(Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8) + chunked + whole)
                return try (0..<3).compactMap { _ in try client.response()?.status }
            }
            #expect(answers == [200, 200, 200])
            // The same content from the same address within seconds is one click: its files are the first one's.
            let submissions = try await site.intake.submissions()
            #expect(submissions.count == 1)
            let key = try #require(submissions[0].files[0].key)
            #expect(try await site.stored(1) == [key])
        }
    }

    @Test("a client that goes in the middle leaves nothing behind")
    func hangsUp() async throws {
        try await withSite { site async throws in
            try await offPool { [port = site.intake.port] in
                let client = try RawClient(port: port)
                try client.send(
                    "POST /f/apply HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=cv; filename=a.pdf\r\n\r\n%PDF-1.4\n"
                        + String(repeating: "x", count: 5000))
                client.breaksOffAtTheEnd()
                // Until some of it has arrived.
                while site.folder.names.isEmpty { usleep(1000) }
            }
            _ = try await site.stored(0)
        }
    }

    @Test("one client has a part of all that may be under way; a proxy that does not say for whom it comes has all")
    func perClient() async throws {
        try await withSite(proxies: .loopback) { site async throws in
            let small = [(name: "name", filename: String?.none, content: "Ada")]
            let ada = "X-Forwarded-For: 203.0.113.9"
            // Connections that each have a file under way.
            func hold(_ count: Int, _ fields: String) async throws -> [RawClient] {
                let before = site.folder.names.count
                let clients = try await offPool { [port = site.intake.port] in
                    try (0..<count).map { _ in
                        let client = try RawClient(port: port)
                        try client.send(
                            "POST /f/apply HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n\(fields)Content-Length: 90000\r\n\r\n"
                                + "--b\r\nContent-Disposition: form-data; name=cv; filename=a.pdf\r\n\r\n%PDF-1.4\n"
                                + String(repeating: "x", count: 5000))
                        return client
                    }
                }
                _ = try await site.stored(before + count)
                return clients
            }
            var held = try await hold(32, ada + "\r\n")
            let refused = try await site.post(small, fields: [ada])
            #expect(refused.status == 503 && refused.field("retry-after") == "5")
            #expect(try await site.post(small, fields: ["X-Forwarded-For: 203.0.113.10"]).status == 200)
            let proxy = try await hold(33, "")
            #expect(try await site.post(small).status == 200)
            // One that goes makes room for the next.
            held.removeLast().breaksOffAtTheEnd()
            _ = try await site.stored(64)
            #expect(try await site.post(small, fields: [ada]).status == 200)
            withExtendedLifetime((held, proxy)) {}
        }
    }

    @Test("what cannot be stored is 503, and its files are gone")
    func cannotStore() async throws {
        let store = InMemoryStore()
        try await withSite(store: store) { site async throws in
            await store.close()
            #expect(try await site.post([("name", nil, "Ada"), ("cv", "a.pdf", Self.pdf)]).status == 503)
        }
    }

    @Test("a broken form is 400, wherever it breaks, and no file of it is left")
    func broken() async throws {
        try await withSite { site async throws in
            let whole = Self.content([("name", nil, "Ada"), ("cv", "a.pdf", Self.pdf)])
            for cut in [1, 3, 20, 60, whole.count - 30, whole.count - 5] {
                let answer = try await site.intake.send(
                    "POST", "/f/apply", fields: ["Content-Type: multipart/form-data; boundary=b"],
                    content: Array(whole[..<cut]))
                #expect(answer.status == 400, "cut at \(cut)")
            }
            _ = try await site.stored(0)
        }
    }

    @Test("dropped files leave their names; a form without files is as ever")
    func others() async throws {
        try await withSite(Self.form.replacing("to: note", with: "to: drop")) { site async throws in
            #expect(try await site.post([("name", nil, "Ada"), ("cv", "a.pdf", Self.pdf)]).status == 200)
            #expect(site.folder.names.isEmpty)
            let file = try #require(try await site.intake.onlySubmission().files.first)
            #expect(file.key == nil && file.name == "a.pdf" && file.size == 15)
        }
        let plain = Self.form.split(separator: "\n").filter { !$0.hasPrefix("files:") }.joined(separator: "\n")
        try await withSite(plain) { site async throws in
            #expect(try await site.post([("name", nil, "Ada"), ("cv", "a.pdf", Self.pdf)]).status == 200)
            let submission = try await site.intake.onlySubmission()
            #expect(submission.files.isEmpty && String(decoding: submission.content, as: UTF8.self).contains("%PDF"))
        }
    }
}
