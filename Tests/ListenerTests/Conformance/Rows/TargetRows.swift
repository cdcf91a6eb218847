/// The request target's four forms (RFC 9112, 3.2) and its characters (RFC 3986, 2 and 3).
enum TargetRows {
    private static let serverWide = ["allow": "GET, HEAD, POST, OPTIONS"]

    static let rows: [ConformanceRow] = [
        .answered("origin-form with a query", "9112 3.2.1", Requests.line("GET /healthz?a=/?b HTTP/1.1")),
        .answered("origin-form with an empty query", "9112 3.2.1", Requests.line("GET /healthz? HTTP/1.1")),
        .answered("a path that nobody has", "9112 3.2.1", Requests.line("GET /nowhere HTTP/1.1"), 404),
        .answered("the root", "9112 3.2.1", Requests.line("GET / HTTP/1.1"), 404),
        .answered("a path of two slashes", "9112 3.2.1", Requests.line("GET //healthz HTTP/1.1"), 404),
        .answered("a path that climbs", "9112 3.2.1", Requests.line("GET /f/../healthz HTTP/1.1"), 404),
        ConformanceRow(
            "a percent sign with nothing behind it", "3986 2.1", Requests.line("GET /% HTTP/1.1"), [.oneOf(400, 404)],
            .either),
        .refused("a path without a slash", "9112 3.2", Requests.line("GET healthz HTTP/1.1")),
        .refused("a fragment", "9112 3.2", Requests.line("GET /healthz#top HTTP/1.1")),
        .refused("an umlaut in the path", "9112 3.2", Requests.line("GET /größe HTTP/1.1")),
        .refused("NUL in the path", "9112 3.2", Requests.line("GET /healthz\u{0} HTTP/1.1")),
        .refused("DEL in the path", "9112 3.2", Requests.line("GET /healthz\u{7F} HTTP/1.1")),
        .refused("a bare CR in the path", "9112 2.2", Requests.line("GET /health\rz HTTP/1.1")),
        .refused("a control character in the query", "9112 3.2", Requests.line("GET /healthz?\u{1} HTTP/1.1")),
        .answered("absolute-form with the same Host", "9112 3.2.2", Requests.line("GET http://a/healthz HTTP/1.1")),
        .answered(
            "absolute-form with another Host, which is passed over", "9112 3.2.2",
            Requests.line("GET http://b.example/healthz HTTP/1.1")),
        .answered("absolute-form with a port", "9112 3.2.2", Requests.line("GET http://a:80/healthz?x HTTP/1.1")),
        .answered("absolute-form in capitals", "9110 4.2.3", Requests.line("GET HTTP://A/healthz HTTP/1.1")),
        .answered("absolute-form of https", "9112 3.2.2", Requests.line("GET https://a/healthz HTTP/1.1")),
        .answered(
            "absolute-form without a path means the root", "9110 4.2.3", Requests.line("GET http://a HTTP/1.1"), 404),
        .answered(
            "absolute-form with a query and no path", "9110 4.2.3", Requests.line("GET http://a?/healthz HTTP/1.1"), 404
        ),
        .refused("absolute-form without a Host field", "9112 3.2", "GET http://a/healthz HTTP/1.1\r\n\r\n"),
        .refused(
            "absolute-form with a Host that is none", "9112 3.2",
            "GET http://a/healthz HTTP/1.1\r\nHost: a@b\r\n\r\n"),
        .refused(
            "absolute-form with two Host fields", "9112 3.2",
            "GET http://a/healthz HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        .refused("absolute-form with user information", "9110 4.2.4", Requests.line("GET http://u@a/healthz HTTP/1.1")),
        .refused("absolute-form with a bad port", "9110 4.2.1", Requests.line("GET http://a:b/healthz HTTP/1.1")),
        .refused("absolute-form without a host", "9110 4.2.1", Requests.line("GET http:///healthz HTTP/1.1")),
        .refused("absolute-form with one slash", "9112 3.2.2", Requests.line("GET http:/healthz HTTP/1.1")),
        .refused("absolute-form of another scheme", "9110 7.4", Requests.line("GET ftp://a/healthz HTTP/1.1")),
        ConformanceRow(
            "asterisk-form with OPTIONS", "9110 9.3.7", Requests.line("OPTIONS * HTTP/1.1"),
            [ExpectedAnswer([200, 204], fields: serverWide)], .stays),
        ConformanceRow(
            "asterisk-form with OPTIONS and content", "9110 9.3.7",
            Requests.head("OPTIONS * HTTP/1.1", ["Host: a", "Content-Length: 5"]) + "a=123",
            [ExpectedAnswer([200, 204], fields: serverWide)], .stays),
        .refused("asterisk-form with GET", "9112 3.2.4", Requests.line("GET * HTTP/1.1")),
        .refused("asterisk-form with POST", "9112 3.2.4", Requests.line("POST * HTTP/1.1")),
        .refused("asterisk-form with a query", "9112 3.2.4", Requests.line("OPTIONS *?a HTTP/1.1")),
        .refused("two asterisks", "9112 3.2.4", Requests.line("OPTIONS ** HTTP/1.1")),
        .refused(
            "authority-form with CONNECT", "9110 9.3.6", Requests.line("CONNECT a.example:443 HTTP/1.1"),
            .oneOf(405, 501)),
        .refused(
            "authority-form with CONNECT to an IPv6 address", "9110 9.3.6",
            Requests.line("CONNECT [::1]:443 HTTP/1.1"), .oneOf(405, 501)),
        .refused(
            "CONNECT with content, which a proxy would take for the tunnel's", "9110 9.3.6",
            Requests.head("CONNECT a.example:443 HTTP/1.1", ["Host: a", "Content-Length: 5"]) + "a=123",
            .oneOf(405, 501)),
        .refused("CONNECT without a port", "9112 3.2.3", Requests.line("CONNECT a.example HTTP/1.1")),
        .refused("CONNECT with an empty port", "9110 9.3.6", Requests.line("CONNECT a.example: HTTP/1.1")),
        .refused("CONNECT with a port out of range", "9110 9.3.6", Requests.line("CONNECT a.example:65536 HTTP/1.1")),
        .refused("CONNECT with user information", "9112 3.2.3", Requests.line("CONNECT u@a.example:443 HTTP/1.1")),
        .refused("CONNECT with a path", "9112 3.2.3", Requests.line("CONNECT /healthz HTTP/1.1")),
        .refused("CONNECT with an absolute-form", "9112 3.2.3", Requests.line("CONNECT http://a:80/ HTTP/1.1")),
        .refused("authority-form with GET", "9112 3.2.3", Requests.line("GET a.example:80 HTTP/1.1")),
        .refused("authority-form with OPTIONS", "9112 3.2.3", Requests.line("OPTIONS a.example:80 HTTP/1.1")),
    ]
}
