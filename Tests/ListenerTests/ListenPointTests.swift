import Foundation
import Listener
import Telemetry
import TestKit
import Testing

@Suite("Where a listener listens")
struct ListenPointTests {
    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("at several places at once, each with its own rules")
    func several() async throws {
        let folder = try ScratchFolder("listen")
        let (open, closed) = (folder.path + "/open.sock", folder.path + "/closed.sock")
        let points: [ListenPoint] = [
            .tcp(host: "127.0.0.1", port: 0), ListenPoint(.tcp(host: "127.0.0.2", port: 0), proxyProtocol: true),
            .unix(path: open), ListenPoint(.unix(path: closed), mode: 0o600),
        ]
        var configuration = ListenerConfiguration(points: points)
        configuration.loops = 2
        configuration.trustedProxies = .loopback
        let listener = try Listener(configuration: configuration, log: .silent) { EchoHandler($0) }
        #expect(try mode(open) == 0o660)
        #expect(try mode(closed) == 0o600)
        guard case .tcp(_, let plain) = listener.addresses[0], case .tcp(_, let proxied) = listener.addresses[1] else {
            Issue.record("no TCP")
            return
        }
        try await offPool {
            for _ in 0..<10 {
                let client = try RawClient(port: plain)
                try client.send(Self.request)
                #expect(try client.response()?.text == "get / from 127.0.0.1 ")
                let behind = try RawClient(port: proxied, host: 0x7F00_0002)
                try behind.send("PROXY TCP4 203.0.113.9 127.0.0.2 1 2\r\n" + Self.request)
                #expect(try behind.response()?.text == "get / from 203.0.113.9 ")
            }
        }
        await listener.stop(grace: .zero)
        #expect(!FileManager.default.fileExists(atPath: open))
        #expect(!FileManager.default.fileExists(atPath: closed))
    }

    @Test("on IPv6, where the machine has it", .enabled(if: (try? Listener.probe(.tcp(host: "::1", port: 0))) != nil))
    func version6() async throws {
        let listener = try Listener(
            configuration: ListenerConfiguration(addresses: [.tcp(host: "::1", port: 0)]), log: .silent
        ) { EchoHandler($0) }
        let answer = try await CommandResult.of(
            "/usr/bin/curl", ["-sS", "--max-time", "30", "http://\(listener.addresses[0])/x"])
        #expect(answer.output == "get /x from ::1 ")
        await listener.stop(grace: .zero)
    }

    @Test("a start that fails leaves no UNIX socket behind")
    func nothingLeft() async throws {
        let folder = try ScratchFolder("listen")
        let path = folder.path + "/first.sock"
        let addresses: [ListenAddress] = [.unix(path: path), .unix(path: folder.path + "/none/second.sock")]
        #expect(throws: SystemError.self) {
            _ = try Listener(configuration: ListenerConfiguration(addresses: addresses), log: .silent) {
                EchoHandler($0)
            }
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(
        "a PROXY header where none is expected is told as that",
        arguments: [
            "PROXY TCP4 203.0.113.9 127.0.0.1 1 2\r\n", "\r\n\r\n\0\r\nQUIT\n\u{21}\u{11}\0\u{0C}123456789012",
        ])
    func unexpectedHeader(header: String) async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send(header + Self.request)
            let response = try client.response()
            #expect(response?.status == 400)
            #expect(response?.text.contains("a PROXY header") == true)
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
