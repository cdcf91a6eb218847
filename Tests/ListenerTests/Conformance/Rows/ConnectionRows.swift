/// How long a connection lasts (RFC 9112, 9.3 and 9.6; RFC 9110, 7.6.1).
enum ConnectionRows {
    private static func closes(_ name: String, _ request: String) -> ConformanceRow {
        ConformanceRow(name, "9112 9.6", request, [200], .closes)
    }

    static let rows: [ConformanceRow] = [
        closes("close", Requests.get("Connection: close")),
        closes("close with a capital", Requests.get("Connection: Close")),
        closes("close, first of a list", Requests.get("Connection: close, x")),
        closes("close, last of a list", Requests.get("Connection: x , close")),
        closes("close, in a list without spaces", Requests.get("Connection: x,close,y")),
        closes("close in a field of its own", Requests.get("Connection: x", "Connection: close")),
        closes("close beside keep-alive", Requests.get("Connection: keep-alive, close")),
        closes("keep-alive beside close", Requests.get("Connection: close", "Connection: keep-alive")),
        closes("close behind an empty element", Requests.get("Connection: , close")),
        ConformanceRow(
            "close with a post", "9112 9.6", Requests.whole("a=123", "Connection: close"), [200], .closes,
            stored: ["a=123"]),
        .answered("keep-alive says nothing new", "9112 9.3", Requests.get("Connection: keep-alive")),
        .answered("a word that begins with close", "9110 7.6.1", Requests.get("Connection: closed, enclose")),
        .answered("an empty list", "9110 5.6.1", Requests.get("Connection:")),
        .answered("an upgrade that is not taken up", "9110 7.8", Requests.get("Connection: Upgrade", "Upgrade: h2c")),
        .answered(
            "a hop's own fields are named", "9110 7.6.1", Requests.get("Connection: X-Mine, Host", "X-Mine: 1")),
        .refused("close in quotes", "9110 7.6.1", Requests.get("Connection: \"close\"")),
        .refused("an option that is no token", "9110 7.6.1", Requests.get("Connection: clo\u{E9}se")),
        ConformanceRow("HTTP/1.0", "9112 9.3", Requests.bare("Host: a", version: "HTTP/1.0"), [200], .closes),
        ConformanceRow(
            "HTTP/1.0 with keep-alive", "9112 9.3",
            Requests.bare("Host: a", "Connection: keep-alive", version: "HTTP/1.0"),
            [.with(200, ["connection": "keep-alive"])], .stays),
        ConformanceRow(
            "HTTP/1.0 with Keep-Alive in a list", "9112 9.3",
            Requests.bare("Host: a", "Connection: x, Keep-Alive", version: "HTTP/1.0"),
            [.with(200, ["connection": "keep-alive"])], .stays),
        ConformanceRow(
            "HTTP/1.0 with keep-alive and close", "9112 9.3",
            Requests.bare("Connection: keep-alive, close", version: "HTTP/1.0"), [200], .closes),
        ConformanceRow(
            "HTTP/1.0 with a word like keep-alive", "9112 9.3",
            Requests.bare("Connection: keep-alives", version: "HTTP/1.0"), [200], .closes),
        ConformanceRow(
            "a post by HTTP/1.0", "9112 9.3", Requests.post("Content-Length: 5", content: "a=123", version: "HTTP/1.0"),
            [200], .closes, stored: ["a=123"]),
        ConformanceRow(
            "a post by HTTP/1.0 with keep-alive", "9112 9.3",
            Requests.post("Content-Length: 5", "Connection: keep-alive", content: "a=123", version: "HTTP/1.0"),
            [.with(200, ["connection": "keep-alive"])], .stays, stored: ["a=123"]),
        ConformanceRow(
            "an error to HTTP/1.0", "9112 9.3", Requests.head("GET /nowhere HTTP/1.0", []), [404], .closes),
    ]
}
