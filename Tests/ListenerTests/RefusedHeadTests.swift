import TestKit
import Testing

@Suite("Heads that are refused")
struct RefusedHeadTests {
    /// A head, without its last empty line, and the status that answers it.
    static let heads: [(String, Int)] = [
        ("GET / HTTP/1.1", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a", 400),
        ("GET / HTTP/1.1\r\nHost: user@a", 400),
        ("GET / HTTP/1.1\r\nHost: a:b", 400),
        ("GET / HTTP/1.1\r\nHost: a:99999", 400),
        ("GET / HTTP/1.1\r\nHost: [::1", 400),
        ("GET / HTTP/1.1\r\nHost: a%zz", 400),
        ("GET / HTTP/1.1\r\nHost : a", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{0}b", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: a\rb", 400),
        ("GET / HTTP/1.1\nHost: a", 400),
        ("GET  / HTTP/1.1\r\nHost: a", 400),
        ("GET / HTTP/1.1 \r\nHost: a", 400),
        ("GET /\r\nHost: a", 400),
        ("G\u{7F}T / HTTP/1.1\r\nHost: a", 400),
        ("CONNECT a:80 HTTP/1.1\r\nHost: a", 400),
        ("GET / HTTP/2.0\r\nHost: a", 505),
        ("GET / HTTP/1.10\r\nHost: a", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked", 501),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked", 501),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked", 400),
        ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nExpect: something", 417),
        ("GET /\(String(repeating: "a", count: 8192)) HTTP/1.1\r\nHost: a", 414),
        ("GET / HTTP/1.1\r\nHost: a" + String(repeating: "\r\nX: y", count: 100), 431),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 33_000))", 431),
    ]

    @Test("one answer, then the connection is closed", arguments: heads)
    func refused(head: String, status: Int) async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            // A second request follows: an answer to it would mean that the first was read in two ways.
            try client.send(head + "\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
            client.finishSending()
            let response = try #require(try client.response())
            #expect(response.status == status)
            #expect(response.field("connection") == "close")
            #expect(response.field("content-type") == "application/problem+json")
            #expect(try client.rest().isEmpty)
        }
    }

    @Test(
        "chunks that are not what they say are refused",
        arguments: [
            "5\nhello\r\n0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "-5\r\nhello\r\n0\r\n\r\n",
            "0x5\r\nhello\r\n0\r\n\r\n",
            "5\r\nhelloX\r\n0\r\n\r\n", "\r\nhello", "5\r\nhello\r\n0\r\nbad\u{1}: x\r\n\r\n", "fffffffffffffffff\r\n",
        ])
    func badChunks(content: String) async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + content)
            client.finishSending()
            let response = try #require(try client.response())
            #expect([400, 413].contains(response.status))
            #expect(response.field("connection") == "close")
            #expect(try client.rest().isEmpty)
        }
    }
}
