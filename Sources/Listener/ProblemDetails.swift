public import Wire

/// A problem's details (RFC 9457) as an answer: what went wrong, in words for the sender's developer.
public enum ProblemDetails {
    /// `application/problem+json` with `title`, `status` and `detail`.
    public static func response(status: Int, detail: String) -> Response {
        response(status: status, detail: detail) { _ in }
    }

    /// The same, with members of the problem's own; `extend` writes them as keys and values.
    public static func response(status: Int, detail: String, extend: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("title")
        writer.string(Response.reason(status).description)
        writer.key("status")
        writer.integer(Int64(status))
        writer.key("detail")
        writer.string(detail)
        extend(&writer)
        writer.endObject()
        var response = Response(status: status, contentType: "application/problem+json", content: writer.bytes)
        response.add("Cache-Control", "no-store")
        return response
    }
}
