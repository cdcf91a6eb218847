/// Several requests on one connection: each answered once, in their order (RFC 9112, 9.3.2).
enum PipelineRows {
    private static let missing = Requests.line("GET /nowhere HTTP/1.1")

    private static func row(
        _ name: String, _ requests: [String], _ answers: [ExpectedAnswer], _ ending: ConformanceRow.Ending = .stays,
        stored: [String] = []
    ) -> ConformanceRow {
        ConformanceRow(name, "9112 9.3.2", requests.joined(), answers, ending, stored: stored)
    }

    static let rows: [ConformanceRow] = [
        row(
            "GET, GET, POST, GET", [Requests.get(), missing, Requests.whole("a=1"), Requests.get()],
            [200, 404, 200, 200], stored: ["a=1"]),
        row(
            "three posts", [Requests.whole("a=1"), Requests.whole("b=22"), Requests.whole("c=333")], [200, 200, 200],
            stored: ["a=1", "b=22", "c=333"]),
        row(
            "chunks between lengths",
            [Requests.whole("a=1"), Requests.chunks("3\r\nb=2\r\n0\r\nX: 1\r\n\r\n"), Requests.whole("c=3")],
            [200, 200, 200], stored: ["a=1", "b=2", "c=3"]),
        row(
            "a post whose content is a request", [Requests.whole(Requests.get()), missing], [200, 404],
            stored: [Requests.get()]),
        row(
            "HEAD before GET", [Requests.line("HEAD /healthz HTTP/1.1"), missing], [.toHead(200), 404]),
        row(
            "a refusal that reads the content away, before GET",
            [
                Requests.head("PUT /f/contact HTTP/1.1", ["Host: a", "Content-Length: \(Requests.get().utf8.count)"])
                    + Requests.get(), missing,
            ],
            [405, 404]),
        row("an empty line between two requests", [Requests.get(), "\r\n", missing], [200, 404]),
        row("a post with a line end too many", [Requests.whole("a=1"), "\r\n", missing], [200, 404], stored: ["a=1"]),
        row("close in the middle", [Requests.get(), Requests.get("Connection: close"), missing], [200, 200], .closes),
        row("a fault in the middle", [Requests.get(), Requests.get("X : 1"), missing], [200, 400], .closes),
        row(
            "a fault behind a post", [Requests.whole("a=1"), Requests.bare()], [200, 400], .closes, stored: ["a=1"]),
        row(
            "HTTP/1.0 behind HTTP/1.1", [Requests.get(), Requests.bare(version: "HTTP/1.0"), missing], [200, 200],
            .closes),
        row(
            "content longer than its length says", [Requests.post("Content-Length: 5", content: "a=123x y z\r\n\r\n")],
            [200, 400], .closes, stored: ["a=123"]),
        row(
            "content shorter than its length says",
            [Requests.post("Content-Length: 25", content: "a=123"), Requests.get()], [200, 400], .closes,
            stored: ["a=123GET /healthz HTTP/1."]),
        row(
            "forty requests", Array(repeating: Requests.get(), count: 40), Array(repeating: 200, count: 40)),
    ]
}
