/// One post of the ledger's clients: a lead like no other, in one of the three ways that posts come in.
struct LedgerPost {
    /// How its content is written.
    enum Shape: CaseIterable { case form, parts, json }

    let number: Int
    /// What makes it recognisable on the board.
    let email: String
    /// Whether it has an `Idempotency-Key`, and so may be sent again after a connection that broke.
    let isKeyed: Bool
    /// The request, head and content.
    let bytes: [UInt8]

    /// - Parameter filling: how many bytes that no rule takes are added to the content.
    init(_ number: Int, filling: Int = 0) {
        self.number = number
        email = "n\(number)@example.com"
        isKeyed = number.isMultiple(of: 2)
        let padding = String(repeating: "p", count: filling)
        let (target, type, content) =
            switch Shape.allCases[number % 3] {
            case .form:
                (
                    "contact", "application/x-www-form-urlencoded",
                    "name=Lead+\(number)&email=n\(number)%40example.com&padding=\(padding)"
                )
            case .parts:
                ("contact", "multipart/form-data; boundary=ledger", Self.parts(number, email, padding))
            case .json:
                (
                    "webhook", "application/json",
                    #"{"event_id":"e\#(number)","person":{"name":"Lead \#(number)"},"#
                        + #""answers":[{"field":{"ref":"mail"},"email":"\#(email)"}],"padding":"\#(padding)"}"#
                )
            }
        let key = isKeyed ? "Idempotency-Key: ledger-\(number)\r\n" : ""
        bytes = Array(
            """
            POST /f/\(target) HTTP/1.1\r
            Host: localhost\r
            \(key)Content-Type: \(type)\r
            Content-Length: \(content.utf8.count)\r
            \r
            \(content)
            """.utf8)
    }

    private static func parts(_ number: Int, _ email: String, _ padding: String) -> String {
        [("name", "Lead \(number)"), ("email", email), ("padding", padding)]
            .map { "--ledger\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
            .joined() + "--ledger--\r\n"
    }
}
