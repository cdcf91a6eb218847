/// Methods, HEAD and Allow (RFC 9110, 9 and 15.5.6).
enum MethodRows {
    private static let reading = ["allow": "GET, HEAD"]
    private static let posting = ["allow": "POST, OPTIONS"]

    private static func form(_ method: String) -> String { Requests.line("\(method) /f/contact HTTP/1.1") }

    static let rows: [ConformanceRow] = [
        ConformanceRow("HEAD", "9110 9.3.2", Requests.line("HEAD /healthz HTTP/1.1"), [.toHead(200)], .stays),
        ConformanceRow(
            "HEAD of what is not there", "9110 9.3.2", Requests.line("HEAD /nowhere HTTP/1.1"), [.toHead(404)], .stays),
        ConformanceRow(
            "HEAD of a form", "9110 9.3.2", form("HEAD"),
            [ExpectedAnswer([405], fields: posting, isToHead: true)], .stays),
        ConformanceRow(
            "HEAD that closes", "9110 9.3.2",
            Requests.head("HEAD /healthz HTTP/1.1", ["Host: a", "Connection: close"]), [.toHead(200)], .closes),
        ConformanceRow(
            "HEAD in HTTP/1.0", "9110 9.3.2", Requests.head("HEAD /healthz HTTP/1.0", []), [.toHead(200)], .closes),
        ConformanceRow(
            "HEAD with a bad field", "9110 9.3.2", Requests.head("HEAD /healthz HTTP/1.1", ["Host: a", "X : 1"]),
            [.toHead(400)], .closes),
        ConformanceRow(
            "HEAD without a Host", "9110 9.3.2", Requests.head("HEAD /healthz HTTP/1.1", []), [.toHead(400)], .closes),
        ConformanceRow(
            "HEAD with a bare LF", "9110 9.3.2", "HEAD /healthz HTTP/1.1\nHost: a\r\n\r\n", [.toHead(400)], .closes),
        ConformanceRow(
            "HEAD behind an empty line, with a bad field", "9110 9.3.2",
            "\r\n" + Requests.head("HEAD /healthz HTTP/1.1", ["Host: a", "X : 1"]), [.toHead(400)], .closes),
        ConformanceRow(
            "HEAD of a version we do not speak", "9110 9.3.2", Requests.line("HEAD /healthz HTTP/2.0"),
            [.toHead(505)], .closes),
        ConformanceRow(
            "HEAD with too large a head", "9110 9.3.2",
            Requests.head("HEAD /healthz HTTP/1.1", ["Host: a", "X: " + Requests.letters(40_000)]), [.toHead(431)],
            .closes),
        .answered("GET of a form", "9110 15.5.6", form("GET"), .with(405, posting)),
        .answered("DELETE of a form", "9110 15.5.6", form("DELETE"), .with(405, posting)),
        .answered("PUT of a form", "9110 15.5.6", form("PUT"), .with(405, posting)),
        .answered("PATCH of a form", "9110 15.5.6", form("PATCH"), .with(405, posting)),
        .answered("TRACE of a form", "9110 9.3.8", form("TRACE"), .oneOf(405, 501)),
        .answered(
            "TRACE with what must not be echoed", "9110 9.3.8",
            Requests.head("TRACE /healthz HTTP/1.1", ["Host: a", "Cookie: x"]), .oneOf(405, 501)),
        .answered("an unknown method", "9110 9.1", form("M-SEARCH"), .oneOf(405, 501)),
        .answered("a method in lower case is another one", "9110 9.1", form("post"), .oneOf(405, 501)),
        .answered("a method that begins with one we know", "9110 9.1", form("POSTS"), .oneOf(405, 501)),
        .answered("a method of every kind of character", "9110 9.1", form("!#$%&'*+-.^_`|~9aZ"), .oneOf(405, 501)),
        .answered(
            "POST where there is only reading", "9110 15.5.6", Requests.line("POST /healthz HTTP/1.1"),
            .with(405, reading)),
        .answered(
            "POST, with content, where there is only reading", "9110 15.5.6",
            Requests.head("POST /healthz HTTP/1.1", ["Host: a", "Content-Length: 5"]) + "a=123", .with(405, reading)),
        .answered(
            "DELETE where there is only reading", "9110 15.5.6", Requests.line("DELETE /healthz HTTP/1.1"),
            .with(405, reading)),
        .answered(
            "POST to no form", "9110 15.5.5",
            Requests.head("POST /f/none HTTP/1.1", ["Host: a", "Content-Length: 5"]) + "a=123", 404),
        .answered("OPTIONS of a form", "9110 9.3.7", form("OPTIONS"), .with(204, posting)),
        .answered(
            "OPTIONS where there is only reading", "9110 9.3.7", Requests.line("OPTIONS /healthz HTTP/1.1"),
            ExpectedAnswer([200, 204, 405], fields: reading)),
    ]
}
