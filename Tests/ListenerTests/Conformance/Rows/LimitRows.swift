/// What is too long or too much, each with its answer (RFC 9110, 15.5.14 and 15.5.15; RFC 6585, 5).
enum LimitRows {
    private static func path(_ count: Int) -> String {
        Requests.line("GET /" + Requests.letters(count - 1) + " HTTP/1.1")
    }

    private static func fields(_ count: Int) -> String {
        Requests.head("GET /healthz HTTP/1.1", ["Host: a"] + Array(repeating: "X: y", count: count - 1))
    }

    static let rows: [ConformanceRow] = [
        .answered("a target as long as may be", "9110 15.5.15", path(8192), 404),
        .refused("a target one byte longer", "9110 15.5.15", path(8193), 414),
        .refused(
            "a query that is too long", "9110 15.5.15",
            Requests.line("GET /healthz?" + Requests.letters(8192) + " HTTP/1.1"), 414),
        .refused("a request line without an end", "9112 3", "GET /" + Requests.letters(40_000), .oneOf(400, 414)),
        .refused("a method without an end", "9112 3", Requests.letters(40_000), .oneOf(400, 414, 431, 501)),
        .answered("as many fields as may be", "6585 5", fields(100)),
        .refused("one field more", "6585 5", fields(101), 431),
        .refused("a field value that is too long", "6585 5", Requests.get("X: " + Requests.letters(33_000)), 431),
        .refused("a field name that is too long", "6585 5", Requests.get(Requests.letters(33_000) + ": 1"), 431),
        .refused("a field without an end", "6585 5", "GET /healthz HTTP/1.1\r\nX: " + Requests.letters(70_000), 431),
        .refused(
            "fields that are too long together", "6585 5",
            Requests.head(
                "GET /healthz HTTP/1.1", ["Host: a"] + Array(repeating: "X: " + Requests.letters(400), count: 90)),
            431),
        .answered(
            "content as long as may be", "9110 15.5.14", Requests.whole(Requests.letters(ConformanceSite.contentLimit)),
            stored: [Requests.letters(ConformanceSite.contentLimit)]),
        ConformanceRow(
            "content one byte longer", "9110 15.5.14",
            Requests.whole(Requests.letters(ConformanceSite.contentLimit + 1)),
            [413], .either),
        ConformanceRow(
            "413 before the content is read", "9110 15.5.14", Requests.post("Content-Length: 2049"), [413], .either,
            later: Requests.letters(2049)),
        .refused("a length of a terabyte", "9110 15.5.14", Requests.post("Content-Length: 1099511627776"), 413),
        .refused(
            "the largest length that can be read", "9110 15.5.14", Requests.post("Content-Length: 999999999999999999"),
            413),
    ]
}
