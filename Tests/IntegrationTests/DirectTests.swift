import Foundation
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("without nginx")
    struct DirectTests {
        @Test(
            "whatever way curl sends it, it is the same submission",
            arguments: [
                [], ["-H", "Expect: 100-continue"], ["-H", "Transfer-Encoding: chunked"], ["--http1.0"],
                ["-H", "Transfer-Encoding: chunked", "-H", "Expect: 100-continue"],
                ["--path-as-is", "-H", "Connection: close"],
            ])
        func ways(_ arguments: [String]) async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let service = try await Service(folder)
            let message = String(repeating: "Grüße%2C+", count: 5000)
            let file = try folder.scratch.write("name=Ada&email=ada%40example.com&message=" + message, to: "content")
            let answer = try await Curl.send(arguments + ["--data-binary", "@" + file, service.url + "/f/contact"])
            #expect(answer.status == 200)
            let id = try #require(try answer.json["id"]?.string)
            let stored = try await folder.submission(id)
            #expect(stored["content"]?.string == folder.scratch.read("content"))
            #expect(stored["content_type"]?.string == "application/x-www-form-urlencoded")
            #expect(stored["client_address"]?.string == "127.0.0.1")
        }

        @Test("it takes as many descriptors as the system lets it have, and leaves no core dump")
        func limits() async throws {
            let service = try await Service(ServiceFolder(crm: "http://127.0.0.1:1/api"), descriptors: "64:4096")
            let limits = try String(contentsOfFile: "/proc/\(service.process.pid)/limits", encoding: .utf8)
            let values = Dictionary(
                uniqueKeysWithValues: limits.split(separator: "\n").map { line in
                    (
                        line.prefix(26).trimmingCharacters(in: .whitespaces),
                        line.dropFirst(26).split(separator: " ").first
                    )
                })
            #expect(values["Max open files"] == "4096")
            #expect(values["Max core file size"] == "0")
        }
    }
}
