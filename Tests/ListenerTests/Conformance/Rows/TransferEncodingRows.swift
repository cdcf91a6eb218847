/// Transfer-Encoding: `chunked`, once and alone (RFC 9112, 6.1 and 7).
enum TransferEncodingRows {
    private static let five = "5\r\na=123\r\n0\r\n\r\n"

    private static func coding(_ value: String) -> String {
        Requests.post("Transfer-Encoding: \(value)", content: five)
    }

    static let rows: [ConformanceRow] = [
        .answered("chunked", "9112 7.1", coding("chunked"), stored: ["a=123"]),
        .answered("chunked with a capital", "9112 7", coding("Chunked"), stored: ["a=123"]),
        .answered("chunked in capitals", "9112 7", coding("CHUNKED"), stored: ["a=123"]),
        .answered("chunked with white space round it", "9112 5.1", coding("\t chunked \t"), stored: ["a=123"]),
        .refused("chunked twice in one field", "9112 7.1", coding("chunked, chunked")),
        .refused(
            "chunked twice in two fields", "9112 7.1",
            Requests.post("Transfer-Encoding: chunked", "Transfer-Encoding: chunked", content: five)),
        .refused(
            "chunked behind another coding", "9112 6.1", coding("gzip, chunked"), .oneOf(400, 501)),
        .refused(
            "another coding and chunked in two fields", "9112 6.1",
            Requests.post("Transfer-Encoding: gzip", "Transfer-Encoding: chunked", content: five), .oneOf(400, 501)),
        .refused("chunked before another coding", "9112 6.3", coding("chunked, gzip")),
        .refused("another coding alone", "9112 6.3", coding("gzip")),
        .refused("identity", "9112 7", coding("identity"), .oneOf(400, 501)),
        .refused("identity and chunked", "9112 7", coding("identity, chunked"), .oneOf(400, 501)),
        .refused("chunked, twice, round another coding", "9112 7.1", coding("chunked, gzip, chunked")),
        .refused("a name that ends in chunked", "9112 7", coding("xchunked"), .oneOf(400, 501)),
        .refused("a name that begins with chunked", "9112 7", coding("chunkedx"), .oneOf(400, 501)),
        .refused("a word before chunked", "9112 7", coding("x chunked")),
        .refused("chunked in quotes", "9112 7", coding("\"chunked\"")),
        .refused("chunked in single quotes", "9112 7", coding("'chunked'"), .oneOf(400, 501)),
        .refused("a comma behind chunked", "9110 5.6.1", coding("chunked,")),
        .refused("a comma before chunked", "9110 5.6.1", coding(",chunked")),
        .refused("chunked with a parameter", "9112 7", coding("chunked;q=1")),
        .refused("chunked with a semicolon", "9112 7", coding("chunked;")),
        .refused("chunked with a vertical tab", "9110 5.5", coding("chunked\u{0B}")),
        .refused("chunked behind a control character", "9110 5.5", coding("\u{1}chunked")),
        .refused("chunked with a byte past ASCII", "9112 7", coding("chunke\u{44F}")),
        .refused("an empty coding", "9112 6.1", coding("")),
        .refused(
            "chunked on a folded line", "9112 5.2", Requests.post("Transfer-Encoding:", " chunked", content: five)),
        .refused(
            "a space before the coding's colon", "9112 5.1", Requests.post("Transfer-Encoding : chunked", content: five)
        ),
        .refused(
            "chunked in HTTP/1.0", "9112 6.1",
            Requests.post("Transfer-Encoding: chunked", content: five, version: "HTTP/1.0")),
        .refused(
            "chunked in HTTP/1.0 that wants to go on", "9112 6.1",
            Requests.post("Transfer-Encoding: chunked", "Connection: keep-alive", content: five, version: "HTTP/1.0")),
        .answered(
            "a coding by another name is none", "9110 5.1",
            Requests.post("Transfer_Encoding: chunked", "Content-Length: 5", content: "a=123"), stored: ["a=123"]),
        .answered(
            "what codings the client would take for the answer", "9110 10.1.4", Requests.get("TE: trailers, gzip;q=0.5")
        ),
        ConformanceRow(
            "chunks that GET has", "9110 9.3.1",
            Requests.head("GET /f/contact HTTP/1.1", ["Host: a", "Transfer-Encoding: chunked"]) + five, [405], .either),
        ConformanceRow(
            "chunks that HEAD has", "9110 9.3.2",
            Requests.head("HEAD /f/contact HTTP/1.1", ["Host: a", "Transfer-Encoding: chunked"]) + five,
            [.toHead(405)], .either),
    ]
}
