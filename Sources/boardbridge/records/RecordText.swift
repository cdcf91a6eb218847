internal import Outbox
internal import Wire

/// How recorded posts are shown: a line or a page for a person, JSON for a script.
enum RecordText {
    /// `1  2026-03-01T09:30:00.250Z  422  webhook  application/json, 512 bytes  email is required`
    static func line(_ number: Int, _ post: RecordedPost) -> String {
        "\(number)  \(post.receivedAt)  \(post.status)  \(post.form)  \(size(post))  " + Terminal.visible(post.reason)
    }

    /// Without anything that was written in it.
    static func plainLine(_ post: RecordedPost) -> String {
        "\(post.receivedAt)  recorded   \(post.form)  \(Terminal.visible(post.requestID))"
    }

    private static func size(_ post: RecordedPost) -> String {
        let type = post.contentType.isEmpty ? "no type" : Terminal.visible(post.contentType)
        return "\(type), \(post.contentSize) bytes\(post.isCut ? ", cut" : "")"
    }

    static func page(_ post: RecordedPost) -> String {
        var page = """
            form      \(post.form)
            received  \(post.receivedAt), request \(Terminal.visible(post.requestID))
            answered  \(post.status): \(Terminal.visible(post.reason))

            headers:
            """
        for (name, value) in headers(of: post) { page += "\n  \(Terminal.visible(name)): \(Terminal.visible(value))" }
        if !post.query.isEmpty {
            page += "\n\nquery:\n  " + Terminal.visible(String(decoding: post.query, as: UTF8.self))
        }
        let isJSON = (try? MediaType.parse(post.contentType))?.isJSON ?? false
        return page
            + SubmissionText.section(
                "content, \(size(post))", isJSON ? post.content.compactJSON : post.content, isJSON: isJSON)
    }

    static func json(_ post: RecordedPost) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        for (key, value) in [
            ("form", post.form), ("received_at", post.receivedAt.description), ("request_id", post.requestID),
            ("reason", post.reason), ("content_type", post.contentType),
            ("query", String(decoding: post.query, as: UTF8.self)),
            ("content", String(decoding: post.content, as: UTF8.self)),
        ] {
            writer.key(key)
            writer.string(value)
        }
        writer.key("status")
        writer.integer(post.status)
        writer.key("content_size")
        writer.integer(post.contentSize)
        writer.key("headers")
        writer.raw(post.headers)
        writer.endObject()
        return writer.text
    }

    static func headers(of post: RecordedPost) -> [(name: String, value: String)] {
        guard let root = try? JSONDocument.parse(post.headers).root else { return [] }
        return root.elements.map { ($0[0]?.string ?? "", $0[1]?.string ?? "") }
    }
}
