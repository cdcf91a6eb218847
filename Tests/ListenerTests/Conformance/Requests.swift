/// Requests of the conformance table, each written out as far as it matters to a row.
enum Requests {
    /// `GET /healthz`, with these fields behind Host.
    static func get(_ fields: String...) -> String { head("GET /healthz HTTP/1.1", ["Host: a"] + fields) }

    /// Another request line above one Host.
    static func line(_ line: String) -> String { head(line, ["Host: a"]) }

    /// `GET /healthz` with exactly these fields.
    static func bare(_ fields: String..., version: String = "HTTP/1.1") -> String {
        head("GET /healthz \(version)", fields)
    }

    /// A post to the form, with its type and these fields, and these bytes behind its head.
    static func post(_ fields: String..., content: String = "", version: String = "HTTP/1.1") -> String {
        head(
            "POST /f/contact \(version)", ["Host: a", "Content-Type: application/x-www-form-urlencoded"] + fields)
            + content
    }

    /// A post of chunks as they are written.
    static func chunks(_ content: String) -> String { post("Transfer-Encoding: chunked", content: content) }

    /// A post of sound content with its length.
    static func whole(_ content: String, _ fields: String...) -> String {
        head(
            "POST /f/contact HTTP/1.1",
            [
                "Host: a", "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: \(content.utf8.count)",
            ] + fields) + content
    }

    static func head(_ line: String, _ fields: [String]) -> String {
        ([line] + fields).joined(separator: "\r\n") + "\r\n\r\n"
    }

    static func letters(_ count: Int) -> String { String(repeating: "a", count: count) }
}
