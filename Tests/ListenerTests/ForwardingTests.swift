import Listener
import TestKit
import Testing

@Suite("Who is calling, as proxies of ours say it")
struct ForwardingTests {
    private static let proxies = [
        TrustedProxies.Network(address: IPAddress(bits: 0xffff_7f00_0000), prefix: 104),
        TrustedProxies.Network(address: IPAddress(bits: 0xffff_0a00_0000), prefix: 104),
    ]

    /// What each request's fields say of its client, to a listener that reads `field`.
    private func clients(
        _ field: ForwardingField, trusted: Bool = true, path: String = "/", _ requests: [String]
    ) async throws -> [String] {
        var found: [String] = []
        for fields in requests {
            let received = RawText()
            try await listening { configuration in
                configuration.trustedProxies = TrustedProxies(networks: trusted ? Self.proxies : [], field: field)
            } _: { port, _ in
                let client = try RawClient(port: port)
                try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n")
                received.set(try client.response()?.text ?? "")
            }
            found.append(received.text.replacing("get / from ", with: "").replacing(" ", with: ""))
        }
        return found
    }

    @Test("X-Forwarded-For counts where it is the field, and a visitor's own Forwarded does not")
    func forwardedFor() async throws {
        let found = try await clients(
            .xForwardedFor,
            [
                "Forwarded: for=203.0.113.66\r\nX-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.66",
                "X-Forwarded-For: 203.0.113.66, 203.0.113.9, 10.1.1.1", "X-Forwarded-For: 203.0.113.66, nonsense",
            ])
        #expect(found == ["203.0.113.9", "127.0.0.1", "203.0.113.9", "127.0.0.1"])
    }

    @Test("Forwarded counts where it is the field, and a visitor's own X-Forwarded-For does not")
    func forwarded() async throws {
        let found = try await clients(
            .forwarded,
            [
                "X-Forwarded-For: 203.0.113.66\r\nForwarded: for=\"[2001:db8::1]:4711\"",
                "X-Forwarded-For: 203.0.113.66",
                "Forwarded: for=203.0.113.66, for=203.0.113.9\r\nForwarded: for=10.2.3.4",
                "Forwarded: for=203.0.113.66, for=_hidden", "Forwarded: for=\"x, for=203.0.113.66",
                "Forwarded: for=\"203.0.113.66, for=203.0.113.9", "Forwarded: for=203.0.113.9\r\nForwarded: broken",
            ])
        #expect(
            found == [
                "2001:db8::1", "127.0.0.1", "203.0.113.9", "127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1",
            ])
    }

    @Test("nobody's word is taken without trust", arguments: ForwardingField.allCases)
    func untrusted(field: ForwardingField) async throws {
        let fields =
            "Forwarded: for=203.0.113.9;proto=https\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https"
        #expect(try await clients(field, trusted: false, [fields]) == ["127.0.0.1"])
        #expect(try await clients(field, trusted: false, path: "/scheme", [fields]) == ["http"])
    }

    @Test("the scheme is the one that the client's own hop had")
    func schemes() async throws {
        let found = try await clients(
            .xForwardedFor, path: "/scheme",
            [
                "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https", "X-Forwarded-Proto: HTTPS", "X: y",
                "X-Forwarded-For: 203.0.113.66, 203.0.113.9\r\nX-Forwarded-Proto: https, http",
                "X-Forwarded-For: 203.0.113.9, 10.1.1.1\r\nX-Forwarded-Proto: https, http",
                "Forwarded: proto=https\r\nX-Forwarded-Proto: gopher",
            ])
        #expect(found == ["https", "https", "http", "http", "https", "http"])
        let forwarded = try await clients(
            .forwarded, path: "/scheme",
            [
                "Forwarded: for=203.0.113.9;proto=https",
                "Forwarded: for=203.0.113.66;proto=https, for=203.0.113.9;proto=http",
                "Forwarded: for=203.0.113.9;proto=https, for=10.1.1.1;proto=http", "X-Forwarded-Proto: https",
            ])
        #expect(forwarded == ["https", "http", "https", "http"])
    }
}
