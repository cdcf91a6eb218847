/// Expect: 100 (Continue) when the content is wanted, 417 for all else (RFC 9110, 10.1.1 and 15.5.18).
enum ExpectRows {
    private static func waits(_ expectation: String = "100-continue", version: String = "HTTP/1.1") -> String {
        Requests.post("Content-Length: 5", "Expect: \(expectation)", version: version)
    }

    static let rows: [ConformanceRow] = [
        ConformanceRow(
            "100 (Continue) before the content", "9110 10.1.1", waits(), [200], .stays, stored: ["a=123"],
            interim: .required, later: "a=123"),
        ConformanceRow(
            "the expectation in mixed case", "9110 10.1.1", waits("100-Continue"), [200], .stays, stored: ["a=123"],
            interim: .required, later: "a=123"),
        ConformanceRow(
            "100 (Continue) before chunks", "9110 10.1.1",
            Requests.post("Transfer-Encoding: chunked", "Expect: 100-continue"), [200], .stays, stored: ["a=123"],
            interim: .required, later: "5\r\na=123\r\n0\r\n\r\n"),
        ConformanceRow(
            "content that did not wait", "9110 10.1.1", waits() + "a=123", [200], .stays, stored: ["a=123"],
            interim: .allowed),
        .answered("an expectation without content", "9110 10.1.1", Requests.get("Expect: 100-continue")),
        .answered(
            "an expectation before no content", "9110 10.1.1", Requests.get("Content-Length: 0", "Expect: 100-continue")
        ),
        .refused("an expectation of something else", "9110 15.5.18", waits("something") + "a=123", 417),
        .refused("an expectation of something else as well", "9110 15.5.18", waits("100-continue, x") + "a=123", 417),
        .refused("an expectation with a value", "9110 15.5.18", waits("100-continue=1") + "a=123", 417),
        .refused("200-ok", "9110 15.5.18", Requests.get("Expect: 200-ok"), 417),
        ConformanceRow(
            "an HTTP/1.0 client's expectation is passed over", "9110 10.1.1",
            waits(version: "HTTP/1.0") + "a=123", [200], .closes, stored: ["a=123"]),
        .refused(
            "too large, so not wanted", "9110 10.1.1", Requests.post("Content-Length: 5000", "Expect: 100-continue"),
            413),
        .refused(
            "of a type that is not read, so not wanted", "9110 10.1.1",
            Requests.head(
                "POST /f/contact HTTP/1.1",
                ["Host: a", "Content-Type: text/xml", "Content-Length: 5", "Expect: 100-continue"]), 415),
        .refused(
            "for nobody, so not wanted", "9110 10.1.1",
            Requests.head(
                "POST /nowhere HTTP/1.1", ["Host: a", "Content-Length: 5", "Expect: 100-continue"]), 404),
    ]
}
