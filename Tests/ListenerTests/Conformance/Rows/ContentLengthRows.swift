/// Content-Length: one value, digits alone, no overflow (RFC 9112, 6.2 and 6.3; RFC 9110, 8.6).
enum ContentLengthRows {
    private static func length(_ value: String) -> String {
        Requests.post("Content-Length: \(value)", content: "a=123")
    }

    static let rows: [ConformanceRow] = [
        .answered("a length", "9112 6.2", length("5"), stored: ["a=123"]),
        .answered("a length with white space round it", "9112 5.1", length(" \t5\t "), stored: ["a=123"]),
        .answered("a length with zeros before it", "9110 8.6", length("00005"), stored: ["a=123"]),
        .answered("a length of nothing", "9112 6.3", Requests.get("Content-Length: 0")),
        .refused("a length with a plus sign", "9110 8.6", length("+5")),
        .refused("a length below nothing", "9110 8.6", length("-1")),
        .refused("a length of minus nothing", "9110 8.6", length("-0")),
        .refused("a list of lengths", "9112 6.3", length("5, 5")),
        .refused("a list of lengths without a space", "9112 6.3", length("5,5")),
        .refused(
            "the same length twice", "9112 6.3",
            Requests.post("Content-Length: 5", "Content-Length: 5", content: "a=123")),
        .refused(
            "two lengths that are not the same", "9112 6.3",
            Requests.post("Content-Length: 5", "Content-Length: 6", content: "a=1234")),
        .refused(
            "the same length twice in HTTP/1.0", "9112 6.3",
            Requests.post("Content-Length: 5", "Content-Length: 5", content: "a=123", version: "HTTP/1.0")),
        .refused("a hexadecimal length", "9110 8.6", length("0x5")),
        .refused("a length of hexadecimal digits", "9110 8.6", length("a")),
        .refused("a length with an underscore", "9110 8.6", length("1_0")),
        .refused("a length with a space in it", "9110 8.6", length("5 5")),
        .refused("a length with a fraction", "9110 8.6", length("5.0")),
        .refused("a length with an exponent", "9110 8.6", length("5e0")),
        .refused("a length with a parameter", "9110 8.6", length("5;a=b")),
        .refused("a length in quotes", "9110 8.6", length("\"5\"")),
        .refused("an empty length", "9110 8.6", length("")),
        .refused("a length of white space", "9110 8.6", length(" \t ")),
        .refused("a length of 2 to the 63", "9110 8.6", length("9223372036854775808")),
        .refused("a length of 2 to the 64 and five more", "9110 8.6", length("18446744073709551621")),
        .refused("a length of a hundred digits", "9110 8.6", length(String(repeating: "9", count: 100))),
        .refused("a length in another script's digits", "9110 8.6", length("٥")),
        .refused("a length in full-width digits", "9110 8.6", length("５")),
        .refused("a length with a vertical tab", "9110 5.5", length("\u{0B}5")),
        .refused(
            "a length before a transfer coding", "9112 6.3",
            Requests.post("Content-Length: 5", "Transfer-Encoding: chunked", content: "0\r\n\r\n")),
        .refused(
            "a length behind a transfer coding", "9112 6.3",
            Requests.post("Transfer-Encoding: chunked", "Content-Length: 5", content: "0\r\n\r\n")),
        .answered(
            "a length by another name is none", "9110 5.1", Requests.get("Content_Length: 5", "X-Content-Length: 5")),
        .answered(
            "no length is no content", "9112 6.3", Requests.post(), .oneOf(200, 400, 411, 422), stored: [""]),
        .answered(
            "content that GET has is read and passed over", "9110 9.3.1",
            Requests.head("GET /f/contact HTTP/1.1", ["Host: a", "Content-Length: 5"]) + "a=123", 405),
        ConformanceRow(
            "content that HEAD has is read and passed over", "9110 9.3.2",
            Requests.head("HEAD /f/contact HTTP/1.1", ["Host: a", "Content-Length: 5"]) + "a=123", [.toHead(405)],
            .stays),
        ConformanceRow(
            "content that ends too soon", "9112 8", Requests.post("Content-Length: 5", content: "a=1"), [], .closes,
            isCutShort: true),
        ConformanceRow(
            "a head that ends too soon", "9112 8", "GET /healthz HTTP/1.1\r\nHost: a\r\n", [], .closes, isCutShort: true
        ),
    ]
}
