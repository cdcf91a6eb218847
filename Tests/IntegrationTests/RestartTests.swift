import Foundation
import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("restarted with a service manager's socket")
    struct RestartTests {
        @Test("under load, over kept and fresh connections, every post gets a success and every success is stored")
        func underLoad() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL, more: "loops: 2")
                let activator = try Activator()
                var service = try await Service(folder, by: activator)
                #expect(service.address == "127.0.0.1:\(activator.port)")
                let posters = Posters(0..<1_000_000, port: activator.port)
                async let keen: Void = posters.run(connections: 8, .keen)
                async let fresh: Void = posters.run(connections: 2, .fresh)
                for _ in 0..<3 {
                    let before = posters.answered.count
                    _ = try await poll("100 more answers") { posters.answered.count >= before + 100 ? () : nil }
                    #expect(try await service.stop() == .status(0))
                    service = try await Service(folder, by: activator)
                }
                let before = posters.answered.count
                _ = try await poll("100 more answers") { posters.answered.count >= before + 100 ? () : nil }
                posters.finish()
                try await keen
                try await fresh
                #expect(posters.lost == 0)
                #expect(posters.refused.isEmpty)
                let reckoning = Reckoning(posters.answered, stored: try await folder.settled(), board: sandbox.deals)
                #expect(reckoning.counts.values.reduce(0, +) == posters.answered.count)
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test("its UNIX socket is still there when the service has ended")
        func unixSocketStays() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let path = folder.scratch.path + "/kept.sock"
                let activator = try Activator(unix: path)
                for _ in 0..<2 {
                    let service = try await Service(folder, by: activator)
                    #expect(service.address == "unix:\(path)")
                    let answer = try await Curl.send([
                        "--unix-socket", path, "http://localhost/f/contact", "-d", "name=Ada",
                    ])
                    #expect(answer.status == 200)
                    // What speaks of this process alone is not handed on, and the socket is closed where another program begins.
                    let status = try String(contentsOfFile: "/proc/\(service.process.pid)/fdinfo/3", encoding: .utf8)
                    let flags = status.split(separator: "\n").first { $0.hasPrefix("flags:") }
                        .flatMap { Int($0.dropFirst(6).trimmingCharacters(in: .whitespaces), radix: 8) }
                    #expect(try #require(flags) & 0o2004000 == 0o2004000)
                    #expect(try await service.stop() == .status(0))
                    #expect(FileManager.default.fileExists(atPath: path))
                }
                withExtendedLifetime(activator) {}
            }
        }

        @Test("what is no listening socket is refused in words, and what is meant for another process is passed over")
        func notASocket() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let arguments = ["-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$@\" 3</dev/null", "sh"]
                let wrong = try await CommandResult.of(
                    "/bin/sh", arguments + [Program.path, "serve", "--config", folder.configuration],
                    environment: ["PATH": "/usr/bin:/bin"])
                #expect(wrong.status == 1)
                #expect(wrong.errors.contains("descriptor 3 is no listening stream socket"))
                let other = try await Service(folder, environment: ["LISTEN_PID": "1", "LISTEN_FDS": "1"])
                #expect(other.port != 0)
                #expect(try await other.stop() == .status(0))
            }
        }

        @Test("where `listen` asks for a PROXY header at an address that was not handed over, a warning says so")
        func proxyProtocolMissing() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let activator = try Activator()
                let main = folder.configuration + "/boardbridge.yaml"
                let text = try String(contentsOfFile: main, encoding: .utf8)
                try text.replacing(
                    "listen: 127.0.0.1:0", with: "listen: { address: 127.0.0.2:1, proxy_protocol: true }"
                )
                .write(toFile: main, atomically: true, encoding: .utf8)
                let service = try await Service(folder, by: activator)
                let warning = try await service.process.line(holding: "proxy_protocol has no effect", on: .errors)
                #expect(warning.contains(#""address":"127.0.0.2:1""#))
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test("where `listen` has the socket's address, connections begin with a PROXY header as it says there")
        func proxyProtocol() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let activator = try Activator()
                let main = folder.configuration + "/boardbridge.yaml"
                let text = try String(contentsOfFile: main, encoding: .utf8)
                let point = "listen: { address: localhost:\(activator.port), proxy_protocol: true }"
                try text.replacing("listen: 127.0.0.1:0", with: point).write(
                    toFile: main, atomically: true, encoding: .utf8)
                let service = try await Service(folder, by: activator)
                let answer = try await Curl.send([
                    service.url + "/f/contact", "-d", "name=Ada", "--haproxy-protocol", "-H",
                    "X-Forwarded-For: 203.0.113.9",
                ])
                #expect(answer.status == 200)
                let id = try #require(answer.json["id"]?.string)
                #expect(try await folder.submission(id)["client_address"]?.string == "203.0.113.9")
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test("it tells its manager when it is ready and when it stops")
        func notifies() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let manager = try DatagramSocket(folder.scratch.path + "/notify.sock")
                let service = try await Service(folder, environment: ["NOTIFY_SOCKET": manager.path])
                #expect(try await offPool { try manager.message() } == "READY=1")
                #expect(try await service.stop() == .status(0))
                #expect(try await offPool { try manager.message() } == "STOPPING=1")
            }
        }

        @Test("SIGHUP names what waits for a restart, if anything does, and puts limits in force")
        func reload() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let main = folder.configuration + "/boardbridge.yaml"
                let text = try String(contentsOfFile: main, encoding: .utf8)
                service.process.signal(SIGHUP)
                let same = try await service.process.line(holding: "configuration read again", on: .errors)
                #expect(!same.contains("needs_restart"))
                let post = [
                    service.url + "/f/contact", "-d", "name=Ada", "-H",
                    "X-Filler: \(String(repeating: "x", count: 2000))",
                ]
                #expect(try await Curl.send(post).status == 200)
                try (text + "limits: { head: 1KiB }\nloops: 3\n").write(toFile: main, atomically: true, encoding: .utf8)
                service.process.signal(SIGHUP)
                let changed = try await service.process.line(holding: "configuration read again", on: .errors, skip: 1)
                #expect(changed.contains(#""needs_restart":"loops""#))
                #expect(try await Curl.send(post).status == 431)
                #expect(try await service.stop() == .status(0))
            }
        }
    }
}
