import Foundation
import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("files beside the store: under load, over a crash, in backups, and gone with their person")
    struct FileTests {
        private static let form = """
            sender: browser
            origins: "*"
            files: { to: note, max: 3, max_size: 10MB, types: [pdf, txt] }
            column_id: 1287
            lead: { name: { from: name, required: true }, email: email }
            dedupe: false
            """

        private func folder(_ crm: String) throws -> ServiceFolder {
            let folder = try ServiceFolder(crm: crm, more: "public_url: https://leads.example.com")
            try folder.write(form: "apply", Self.form)
            return folder
        }

        private func files(_ folder: ServiceFolder) -> [String] {
            let path = folder.scratch.path + "/boardbridge.db.files"
            return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        }

        private func post(_ url: String, _ file: String, _ more: [String] = [], name: String = "Ada") async throws
            -> CurlAnswer
        {
            try await Curl.send(
                [
                    "-F", "name=\(name)", "-F", "email=\(name.lowercased())@example.com", "-F", "cv=@\(file)", "-H",
                    "Expect:",
                ] + more
                    + [url + "/f/apply"])
        }

        @Test("twenty uploads of 9 MB at once through nginx, and 50 MB cut off: stored each, and little memory")
        func load() async throws {
            try await withSandbox { sandbox in
                let folder = try folder(sandbox.baseURL)
                let service = try await Service(folder)
                let nginx = try await Nginx(before: service) { text in
                    var isIn = false
                    return text.components(separatedBy: "\n").map { line in
                        if line.hasPrefix("    #location = /f/apply") { isIn = true }
                        defer { if line == "    #}" { isIn = false } }
                        return isIn ? line.replacing("    #", with: "    ", maxReplacements: 1) : line
                    }.joined(separator: "\n")
                }
                let large = folder.scratch.path + "/large.txt"
                try Data(repeating: 0x61, count: 9_000_000).write(to: URL(fileURLWithPath: large))
                let tooLarge = folder.scratch.path + "/too-large.txt"
                try Data(repeating: 0x61, count: 50_000_000).write(to: URL(fileURLWithPath: tooLarge))
                #expect(try await post(nginx.url, large, nginx.trust).status == 200)
                let before = try service.memory("VmRSS")
                // nginx waits ten seconds for each of them to go on.
                let count = Sanitizer.isOn ? 3 : 20
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<count {
                        group.addTask { try await post(nginx.url, large, nginx.trust, name: "n\(number)").status }
                    }
                    for try await status in group { #expect(status == 200) }
                }
                let grown = try service.memory("VmRSS") - before
                #expect(grown < 64 << 20 || Sanitizer.isOn, "\(grown >> 20) MiB")
                #expect(files(folder).count == 1 + count)
                #expect(try await post(service.url, tooLarge).status == 413)
                #expect([413, 422].contains(try await post(nginx.url, tooLarge, nginx.trust).status))
                let twelve = folder.scratch.path + "/twelve.txt"
                try Data(repeating: 0x61, count: 12_000_000).write(to: URL(fileURLWithPath: twelve))
                #expect(try await post(nginx.url, twelve, nginx.trust).status == 422)
                try await poll("nothing of what was refused") { files(folder).count == 1 + count ? () : nil }
                #expect(try await service.stop() == .status(0))
                // Nobody is told that a file is too large because nobody is there to take it.
                #expect(try await post(nginx.url, large, nginx.trust).status == 503)
            }
        }

        @Test("killed in the middle of an upload: what was answered is there, and the half file goes at the next start")
        func crash() async throws {
            try await withSandbox { sandbox in
                let folder = try folder(sandbox.baseURL)
                let pdf = try folder.scratch.write("%PDF-1.4 whole", to: "cv.pdf")
                let service = try await Service(folder)
                #expect(try await post(service.url, pdf).status == 200)
                let client = try RawClient(port: service.port)
                try client.send(
                    "POST /f/apply HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=cv; filename=a.pdf\r\n\r\n%PDF-1.4 half")
                try await poll("half a file") { files(folder).count == 2 ? () : nil }
                service.process.signal(SIGKILL)
                _ = try await service.process.ending()
                #expect(files(folder).count == 2)
                let next = try await Service(folder)
                try await poll("the whole one alone") { files(folder).count == 1 ? () : nil }
                #expect(try await folder.run("verify").output.contains("1 file"))
                #expect(try await next.stop() == .status(0))
            }
        }

        @Test(
            "a backup has them, a restore brings them back, verify misses one, export names them, and an erasure leaves none"
        )
        func keeping() async throws {
            try await withSandbox { sandbox in
                let folder = try folder(sandbox.baseURL)
                let pdf = try folder.scratch.write("%PDF-1.4 whole", to: "cv.pdf")
                let service = try await Service(folder)
                for name in ["Ada", "Grace"] { #expect(try await post(service.url, pdf, name: name).status == 200) }
                _ = try await folder.settled()
                let kept = files(folder)
                #expect(kept.count == 2)
                let backup = folder.scratch.path + "/backup.db"
                let made = try await folder.run("backup", backup)
                #expect(made.status == 0 && made.errors.contains("2 files"), "\(made.errors)")
                #expect(try await folder.run("verify", backup).output.contains("2 files"))

                let exported = try await folder.run("submissions", "export")
                #expect(exported.output.contains("cv.pdf (14 B, kept as \(kept[0]))"))
                let page = try await folder.run(
                    "submissions", "show", try #require(try await folder.submissions()[0]["id"]?.string))
                #expect(page.output.contains("cv.pdf  14 B  application/pdf  in cv  kept as"))
                let erased = try await folder.run("submissions", "erase", "--email", "ada@example.com", "--yes")
                #expect(erased.status == 0 && erased.errors.contains("1 files"), "\(erased.errors)")
                #expect(files(folder).count == 1)
                #expect(try await service.stop() == .status(0))

                let restored = try await folder.run("restore", backup, "--yes")
                #expect(restored.status == 0, "\(restored.errors)")
                #expect(files(folder) == kept)
                try FileManager.default.removeItem(atPath: folder.scratch.path + "/boardbridge.db.files/" + kept[0])
                let missing = try await folder.run("verify")
                #expect(missing.status == 1 && missing.errors.contains("the file \(kept[0]) is not in"))
                try FileManager.default.removeItem(atPath: backup + ".files/" + kept[0])
                try Data("%PDF-1.4 other".utf8).write(to: URL(fileURLWithPath: backup + ".files/" + kept[1]))
                let spoilt = try await folder.run("verify", backup)
                #expect(spoilt.status == 1 && spoilt.errors.contains("\(kept[1]) in \(backup).files is not what came"))
            }
        }
    }
}
