/// Trailer fields: read by the grammar of fields, bounded, and of no effect (RFC 9112, 7.1.2; RFC 9110, 6.5).
enum TrailerRows {
    private static func trailer(_ lines: String) -> String { Requests.chunks("5\r\na=123\r\n0\r\n\(lines)\r\n") }

    static let rows: [ConformanceRow] = [
        .answered("a trailer field", "9112 7.1.2", trailer("X: 1\r\n"), stored: ["a=123"]),
        .answered("several trailer fields", "9112 7.1.2", trailer("X: 1\r\nY:\r\nZ: grün\r\n"), stored: ["a=123"]),
        .answered(
            "a length in the trailer is passed over", "9110 6.5.1", trailer("Content-Length: 50\r\n"), stored: ["a=123"]
        ),
        .answered(
            "a transfer coding in the trailer is passed over", "9110 6.5.1", trailer("Transfer-Encoding: chunked\r\n"),
            stored: ["a=123"]),
        .answered("Host in the trailer is passed over", "9110 6.5.1", trailer("Host: b\r\n"), stored: ["a=123"]),
        .answered(
            "Connection in the trailer is passed over", "9110 6.5.1", trailer("Connection: close\r\n"),
            stored: ["a=123"]),
        .refused(
            "a trailer of 20,000 bytes", "9112 7.1.2", trailer("X: " + Requests.letters(20_000) + "\r\n"),
            .oneOf(400, 413, 431)),
        .refused(
            "2,000 trailer fields", "9112 7.1.2", trailer(String(repeating: "X: 123\r\n", count: 2000)),
            .oneOf(400, 413, 431)),
        .refused("a trailer line without a colon", "9112 5", trailer("X\r\n")),
        .refused("a trailer field without a name", "9112 5", trailer(": 1\r\n")),
        .refused("a space before the colon of a trailer field", "9112 5.1", trailer("X : 1\r\n")),
        .refused("a folded trailer line", "9112 5.2", trailer("X: 1\r\n 2\r\n")),
        .refused("NUL in a trailer field", "9110 5.5", trailer("X: \u{0}\r\n")),
        .refused("a bare CR in a trailer field", "9112 2.2", trailer("X: a\rb\r\n")),
        .refused("LF alone behind a trailer field", "9112 2.2", trailer("X: 1\n")),
        .refused(
            "another request where the trailer should end", "9112 7.1",
            Requests.chunks("5\r\na=123\r\n0\r\n") + Requests.get()),
    ]
}
