import HTTPClient
import Testing

@Suite("Addresses and fields")
struct EndpointURLTests {
    @Test(
        "https goes anywhere, http to this machine alone",
        arguments: [
            "https://api.boardcrm.io/api", "https://192.0.2.1:8443/a/b", "https://[2001:db8::1]/x",
            "http://localhost:8082/api",
            "http://127.0.0.1", "http://127.255.0.9:1", "http://[::1]:80/api", "https://xn--bcher-kva.example",
        ])
    func taken(text: String) throws {
        #expect(try EndpointURL(text).text == text)
    }

    @Test(
        "what is not an address that we send to is refused",
        arguments: [
            ("http://api.boardcrm.io/api", EndpointURLError.plainTextToOtherHost),
            ("http://127.1", .plainTextToOtherHost),
            ("http://0127.0.0.1", .plainTextToOtherHost), ("http://127.0.0.01", .plainTextToOtherHost),
            ("http://127.0.0.1.example.com", .plainTextToOtherHost), ("http://128.0.0.1", .plainTextToOtherHost),
            ("http://localhost.example.com", .plainTextToOtherHost), ("http://2130706433", .plainTextToOtherHost),
            ("http://[::ffff:127.0.0.1]", .plainTextToOtherHost), ("http://0.0.0.0", .plainTextToOtherHost),
            ("ftp://127.0.0.1", .unknownScheme), ("file:///etc/passwd", .unknownScheme),
            ("api.boardcrm.io", .notAbsolute),
            ("", .notAbsolute), ("https:/x", .notAbsolute), ("https://", .invalidHost), ("https://:443", .invalidHost),
            ("https://user:password@example.com", .userInformation), ("http://localhost@example.com", .userInformation),
            ("http://localhost:80@example.com", .userInformation), ("http://localhost\\@example.com", .userInformation),
            ("https://example.com:0", .invalidPort), ("https://example.com:65536", .invalidPort),
            ("https://example.com:", .invalidPort),
            ("https://example.com:+80", .invalidPort), ("https://[::1]x", .invalidPort), ("https://[::1", .invalidHost),
            ("https://exa_mple..com", .invalidHost), ("https://example.com?a", .queryOrFragment),
            ("https://example.com/#a", .queryOrFragment),
            ("https://example.com/a b", .invalidCharacter), ("https://example.com/\r\nX: y", .invalidCharacter),
            ("https://bücher.example", .invalidCharacter), ("https://example.com/\u{0}", .invalidCharacter),
            ("https://example.com/\\", .invalidCharacter), ("https://exa%6Dple.com", .invalidHost),
        ])
    func refused(text: String, error: EndpointURLError) {
        #expect(throws: error) { try EndpointURL(text) }
    }

    @Test("a path is added behind one slash")
    func appending() throws {
        #expect(
            try EndpointURL("HTTPS://API.Boardcrm.io/api//").appending(path: "offer/create").text
                == "https://api.boardcrm.io/api/offer/create")
        #expect(try EndpointURL("https://example.com").appending(path: "a").text == "https://example.com/a")
    }

    @Test(
        "a field cannot bring in another one",
        arguments: [
            ("X-A", "b\r\nX-Evil: c"), ("X-A", "b\nc"), ("X-A", "b\rc"), ("X-A", "b\u{0}c"), ("X-A\r\nX-Evil", "b"),
            ("X-A:", "b"), ("X A", "b"),
            ("", "b"), ("X-A", ""), ("X-A", " b"), ("X-A", "b\t"), ("X-Ä", "b"), ("Content-Length", "3"),
            ("transfer-encoding", "chunked"),
            ("HOST", "example.com"), ("Expect", "100-continue"), ("X-A", "\u{7F}"),
        ])
    func refusedField(name: String, value: String) {
        #expect(HTTPField(name: name, value: value) == nil)
    }

    @Test("an impossible configuration is refused")
    func configuration() {
        func error(_ change: (inout HTTPClientConfiguration) -> Void) -> HTTPClientError? {
            var configuration = HTTPClientConfiguration(userAgent: "BoardBridge/1")
            change(&configuration)
            do {
                _ = try HTTPClient(configuration: configuration)
                return nil
            } catch { return error }
        }
        #expect(error { $0.userAgent = "a\r\nX-Evil: b" } == .invalidUserAgent)
        #expect(error { $0.userAgent = "" } == .invalidUserAgent)
        #expect(error { $0.timeout = .zero } == .invalidLimit)
        #expect(error { $0.connectTimeout = .seconds(1_000_000) } == .invalidLimit)
        #expect(error { $0.answerLimit = 0 } == .invalidLimit)
        #expect(error { $0.keptConnections = 0 } == .invalidLimit)
        #expect(error { $0.certificateAuthorityFile = "/nowhere" } == .unreadableCertificateAuthorityFile("/nowhere"))
        #expect(error { _ in } == nil)
    }
}
