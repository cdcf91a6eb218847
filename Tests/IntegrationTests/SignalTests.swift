import Foundation
import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("signals")
    struct SignalTests {
        @Test("SIGHUP takes a new form in; a broken one leaves the old ones in force and is told in the log")
        func reload() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let good = ["-d", "name=Ada&email=ada@example.com"]
                #expect(try await Curl.send([service.url + "/f/second"] + good).status == 404)

                try folder.write(form: "second", "lead: { name: name }\ncolumn_id: 1291\ndedupe: false\n")
                service.process.signal(SIGHUP)
                let read = try await service.process.line(holding: "configuration read again", on: .errors)
                #expect(read.contains("second"))
                #expect(try await Curl.send([service.url + "/f/second"] + good).status == 200)

                try folder.write(form: "second", "column_id: 1291\nlead: { nmae: name }\n")
                service.process.signal(SIGHUP)
                let complaint = try await service.process.line(holding: "configuration not read again", on: .errors)
                #expect(complaint.contains("forms/second.yaml:2:9: "))
                #expect(try await Curl.send([service.url + "/f/second"] + good).status == 200)
                try folder.write(form: "second", "column_id: 1291\nlead: { name: name }\n")
                let stored = try await folder.submissions().count
                #expect(stored == 2)
            }
        }

        @Test("fewer descriptors than `limits: connections` needs are told, at start and when the limit is raised")
        func fewDescriptors() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL, more: "limits: { connections: 100 }")
                let service = try await Service(folder, descriptors: "200:200")
                let main = folder.configuration + "/boardbridge.yaml"
                let text = try String(contentsOfFile: main, encoding: .utf8)
                try text.replacing("connections: 100", with: "connections: 150").write(
                    toFile: main, atomically: true, encoding: .utf8)
                service.process.signal(SIGHUP)
                let warning = try await service.process.line(holding: "too few descriptors", on: .errors)
                #expect(warning.contains(#""connections":150,"descriptors":200"#))
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test("a standard stream that is closed at the start is no other file's number later")
        func closedInput() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(
                    folder, through: ["/bin/sh", "-c", #"exec "$0" "$@" <&-"#])
                let input = "/proc/\(service.process.pid)/fd/0"
                #expect(try FileManager.default.destinationOfSymbolicLink(atPath: input) == "/dev/null")
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test("SIGTERM under load loses no answered post, cuts no answer short, and ends with 0")
        func terminate() async throws {
            try await withSandbox { sandbox in
                sandbox.behaviour = .delay(.milliseconds(5))
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let posters = Posters(0..<1_000_000, port: service.port)
                async let posting: Void = posters.run(connections: 8)
                _ = try await poll("200 answers") { posters.answered.count >= 200 ? () : nil }
                service.process.signal(SIGTERM)
                #expect(try await service.process.ending() == .status(0))
                try await posting
                #expect(posters.refused.isEmpty)
                #expect(service.process.errors.contains(#""event":"stopped""#))

                sandbox.behaviour = .answer
                let again = try await Service(folder)
                let stored = try await folder.settled()
                let reckoning = Reckoning(posters.answered, stored: stored, board: sandbox.deals)
                // Whoever ends in order leaves nothing unknown.
                #expect(reckoning.counts["held"] == nil)
                #expect(try await again.stop() == .status(0))
            }
        }

        @Test("SIGHUP under load disturbs no post")
        func reloadUnderLoad() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let posters = Posters(0..<400, port: service.port)
                async let posting: Void = posters.run()
                for time in 0..<10 {
                    service.process.signal(SIGHUP)
                    _ = try await service.process.line(holding: "configuration read again", on: .errors, skip: time)
                }
                try await posting
                #expect(posters.answered.count == 400)
                let reckoning = Reckoning(posters.answered, stored: try await folder.settled(), board: sandbox.deals)
                #expect(reckoning.counts == ["delivered": 400])
            }
        }

        @Test("SIGTERM with a call to the CRM under way waits for its answer")
        func termsWithACallUnderWay() async throws {
            try await withSandbox { sandbox in
                sandbox.behaviour = .delay(.milliseconds(300))
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                #expect(try await Curl.send([service.url + "/f/contact", "-d", "name=Ada"]).status == 200)
                try await sandbox.waitForCalls(count: 1, limit: .seconds(60))
                #expect(try await service.stop() == .status(0))
                let stored = try await folder.submissions()
                #expect(stored.map { $0["state"]?.string } == ["delivered"])
                #expect(sandbox.deals.count == 1)
            }
        }

        @Test("each line of the log is a JSON object with time, level and event")
        func log() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let answer = try await Curl.send([
                    service.url + "/f/contact", "-d", "name=Ada", "-H", "User-Agent: a\u{85}b\u{2028}c",
                ])
                _ = try await folder.settled()
                #expect(try await service.stop() == .status(0))
                let lines = try service.process.errors.split(separator: "\n").map {
                    try JSONDocument.parse(Array($0.utf8)).root
                }.filter {
                    // The board is looked at beside all this, and what is said of it comes when it comes.
                    $0["complaint"] == nil
                }
                #expect(
                    lines.map { $0["event"]?.string } == [
                        "listening", "submission stored", "attempt ended", "stopping", "stopped",
                    ])
                #expect(lines.allSatisfy { $0["time"]?.string?.hasSuffix("Z") == true && $0["level"]?.string != nil })
                #expect(lines[1]["request_id"]?.string == answer.field("x-request-id"))
                #expect(lines[1]["form"]?.string == "contact")
                #expect(lines[2]["state"]?.string == "delivered")
                #expect(lines[2]["ms"]?.numberText != nil)
                #expect(service.process.output.isEmpty)
            }
        }
    }
}
