import Listener
import Telemetry
import TestKit
import Testing

@Suite("A listener that speaks the PROXY protocol")
struct ProxyProtocolTests {
    private static let trusted = TrustedProxies(
        networks: [
            .init(address: IPAddress(bits: 0xffff_7f00_0001), prefix: 128),
            .init(address: IPAddress(bits: 0xffff_0a00_0000), prefix: 104),
        ])

    private func listeningBehindProxy(
        _ configure: (inout ListenerConfiguration) -> Void = { _ in }, log: Log = .silent,
        _ body: @escaping @Sendable (Int, Listener) throws -> Void
    ) async throws {
        try await listening(
            { configuration in
                configuration.points[0].proxyProtocol = true
                configuration.trustedProxies = Self.trusted
                configure(&configuration)
            }, log: log, body)
    }

    private static let request = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(
        "the client is the one that the header names",
        arguments: [
            (Array("PROXY TCP4 203.0.113.9 198.51.100.1 4711 80\r\n".utf8), "203.0.113.9"),
            (Array("PROXY TCP6 2001:db8::1 ::1 4711 80\r\n".utf8), "2001:db8::1"),
            (Array("PROXY UNKNOWN\r\n".utf8), "127.0.0.1"),
            (
                ProxyHeaderTests.block(0x21, 0x11, [203, 0, 113, 9, 1, 2, 3, 4, 0, 1, 0, 2, 0x20, 0, 1, 7]),
                "203.0.113.9"
            ),
            (ProxyHeaderTests.block(0x20, 0x00, []), "127.0.0.1"),
        ])
    func named(header: [UInt8], client: String) async throws {
        try await listeningBehindProxy { port, _ in
            let connection = try RawClient(port: port)
            try connection.send(header + Array(Self.request.utf8))
            #expect(try connection.response()?.text == "get /x from \(client) ")
            // The header is the connection's, and comes once.
            try connection.send(Self.request)
            #expect(try connection.response()?.text == "get /x from \(client) ")
            try connection.send("PROXY UNKNOWN\r\n\r\n")
            #expect(try connection.response()?.status == 400)
        }
    }

    @Test("a header in any two pieces is the same header")
    func splits() async throws {
        let bytes = Array("PROXY TCP4 203.0.113.9 198.51.100.1 4711 80\r\n\(Self.request)".utf8)
        try await listeningBehindProxy { port, _ in
            for split in 1..<bytes.count {
                let connection = try RawClient(port: port)
                try connection.send(Array(bytes[..<split]))
                try connection.send(Array(bytes[split...]))
                #expect(try connection.response()?.text == "get /x from 203.0.113.9 ", "split at \(split)")
            }
        }
    }

    @Test(
        "who comes without an address is nobody whose X-Forwarded-For is believed",
        arguments: [
            Array("PROXY UNKNOWN\r\n".utf8), ProxyHeaderTests.block(0x20, 0x00, []),
            ProxyHeaderTests.block(0x21, 0x00, []),
            ProxyHeaderTests.block(0x21, 0x31, [UInt8](repeating: 0, count: 216)),
        ])
    func unnamed(header: [UInt8]) async throws {
        try await listeningBehindProxy { port, listener in
            let connection = try RawClient(port: port)
            let request = "GET /x HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n"
            try connection.send(header)
            var configuration = ListenerConfiguration(addresses: [])
            configuration.trustedProxies = Self.trusted
            // Nor after a reload.
            for _ in 0..<2 {
                try connection.send(request)
                let text = try connection.response()?.text
                #expect(text?.contains("198.51.100.7") == false, "\(text ?? "no answer")")
                listener.replaceLimits(by: configuration)
            }
        }
    }

    @Test("X-Forwarded-For is believed by the address that the header names")
    func forwarded() async throws {
        let request = "GET /x HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n"
        try await listeningBehindProxy { port, _ in
            let visitor = try RawClient(port: port)
            try visitor.send("PROXY TCP4 203.0.113.9 198.51.100.1 4711 80\r\n" + request)
            #expect(try visitor.response()?.text == "get /x from 203.0.113.9 ")
            let inner = try RawClient(port: port)
            try inner.send("PROXY TCP4 10.0.0.2 198.51.100.1 4711 80\r\n" + request)
            #expect(try inner.response()?.text == "get /x from 198.51.100.7 ")
        }
    }

    @Test("whoever is not trusted is turned away, whatever they say, with one line in the log")
    func untrusted() async throws {
        let pipe = try Pipe()
        let log = Log(descriptor: pipe.writeEnd, format: .json)
        try await listeningBehindProxy({ $0.trustedProxies = TrustedProxies() }, log: log) { port, _ in
            let connection = try RawClient(port: port)
            try? connection.send("PROXY TCP4 203.0.113.9 198.51.100.1 4711 80\r\n" + Self.request)
            #expect(try connection.rest().isEmpty)
        }
        let lines = try pipe.finish().split(separator: "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.contains("connection refused") == true)
        #expect(lines.first?.contains("trusted_proxies") == true)
    }

    @Test("a connection without a header is closed, with one line in the log")
    func missing() async throws {
        let pipe = try Pipe()
        let log = Log(descriptor: pipe.writeEnd, format: .json)
        try await listeningBehindProxy({ _ in }, log: log) { port, _ in
            let connection = try RawClient(port: port)
            try connection.send(Self.request)
            #expect(try connection.rest().isEmpty)
        }
        let lines = try pipe.finish().split(separator: "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.contains("there is no PROXY header") == true)
    }

    @Test("a header that does not come in time ends the connection")
    func late() async throws {
        try await listeningBehindProxy {
            $0.headTimeout = .milliseconds(100)
        } _: { port, _ in
            let connection = try RawClient(port: port)
            try connection.send("PROXY TCP4 203.")
            #expect(try connection.rest().isEmpty)
        }
    }

    @Test("a client behind the proxy has its limit of connections, and others have theirs")
    func perClient() async throws {
        try await listeningBehindProxy {
            $0.connectionsPerClient = 1
        } _: { port, _ in
            func open(_ address: String) throws -> RawClient {
                let connection = try RawClient(port: port)
                let (family, ours) = address.contains(":") ? ("TCP6", "::1") : ("TCP4", "198.51.100.1")
                try connection.send("PROXY \(family) \(address) \(ours) 4711 80\r\n" + Self.request)
                return connection
            }
            let first = try open("203.0.113.9")
            #expect(try first.response()?.status == 200)
            let second = try open("203.0.113.9")
            #expect(try second.response()?.status == 503)
            #expect(try second.rest().isEmpty)
            #expect(try open("203.0.113.10").response()?.status == 200)
            try first.send(Self.request)
            #expect(try first.response()?.status == 200)
            // In IPv6 whoever has one address has the 64 bits below it too.
            let household = try open("2001:db8::1")
            #expect(try household.response()?.status == 200)
            #expect(try open("2001:db8::ffff:1").response()?.status == 503)
            #expect(try open("2001:db8:0:1::1").response()?.status == 200)
            // A place that comes free is given again.
            household.finishSending()
            #expect(try household.rest().isEmpty)
            #expect(try open("2001:db8::2").response()?.status == 200)
        }
    }
}
