/// What content is taken, and what it says of itself (RFC 9110, 8.3, 8.4 and 15.5.16; RFC 7578).
enum ContentRows {
    private static let refusedCoding = ExpectedAnswer([415], fields: ["accept-encoding": "identity"])

    private static func coded(_ fields: String...) -> String {
        Requests.head(
            "POST /f/contact HTTP/1.1",
            ["Host: a", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 5"] + fields) + "a=123"
    }

    private static func typed(_ fields: String..., content: String = "a=123") -> String {
        Requests.head("POST /f/contact HTTP/1.1", ["Host: a", "Content-Length: \(content.utf8.count)"] + fields)
            + content
    }

    private static let part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n"

    static let rows: [ConformanceRow] = [
        .answered("gzip", "9110 15.5.16", coded("Content-Encoding: gzip"), refusedCoding),
        .answered("br", "9110 15.5.16", coded("Content-Encoding: br"), refusedCoding),
        .answered("deflate with a capital", "9110 15.5.16", coded("content-encoding: Deflate"), refusedCoding),
        .answered("two codings", "9110 15.5.16", coded("Content-Encoding: gzip, br"), refusedCoding),
        .answered("identity and a coding", "9110 15.5.16", coded("Content-Encoding: identity, gzip"), refusedCoding),
        .answered(
            "identity and a coding in two fields", "9110 15.5.16",
            coded("Content-Encoding: identity", "Content-Encoding: gzip"), refusedCoding),
        .answered("a coding that nobody knows", "9110 15.5.16", coded("Content-Encoding: x"), refusedCoding),
        .answered("identity alone", "9110 8.4.1", coded("Content-Encoding: Identity"), stored: ["a=123"]),
        .answered("no type", "9110 15.5.16", typed(), 415),
        .answered("a type that is not read", "9110 15.5.16", typed("Content-Type: text/xml"), 415),
        .answered("a type that is none", "9110 8.3", typed("Content-Type: nonsense"), .oneOf(400, 415)),
        .answered("an empty type", "9110 8.3", typed("Content-Type:"), .oneOf(400, 415)),
        .answered(
            "a type in capitals, with a parameter", "9110 8.3.1",
            typed("Content-Type: APPLICATION/X-WWW-FORM-URLENCODED; Charset=\"UTF-8\""), stored: ["a=123"]),
        ConformanceRow(
            "two types", "9110 8.3",
            typed("Content-Type: application/x-www-form-urlencoded", "Content-Type: application/json"),
            [.oneOf(400, 415)], .either),
        ConformanceRow(
            "two types in one field", "9110 8.3", typed("Content-Type: application/json, text/plain"),
            [.oneOf(400, 415)], .either),
        .answered(
            "parts", "7578 4.1", typed("Content-Type: multipart/form-data; boundary=x", content: part), stored: [part]),
        .answered(
            "parts with a boundary in quotes", "2046 5.1.1",
            typed("Content-Type: multipart/form-data; boundary=\"x\"", content: part), stored: [part]),
        .answered(
            "parts without a boundary", "7578 4.1", typed("Content-Type: multipart/form-data", content: part), 400),
        .answered(
            "parts that do not end", "7578 4.1",
            typed("Content-Type: multipart/form-data; boundary=x", content: String(part.dropLast(4))), 400),
        .answered(
            "JSON", "8259 2", typed("Content-Type: application/json", content: "{\"a\":1}"), stored: ["{\"a\":1}"]),
        .answered("JSON that is none", "8259 2", typed("Content-Type: application/json"), 400),
        .answered(
            "two JSON values", "8259 2", typed("Content-Type: application/json", content: "{\"a\":1}{\"a\":2}"), 400),
        ConformanceRow(
            "a browser's page for a post that is refused", "9110 12.5.1",
            coded("Content-Encoding: gzip", "Accept: text/html"), [refusedCoding], .stays),
    ]
}
