internal import Listener
internal import Mapping

/// The small pages that a visitor's browser is shown when the form has no page of its own for it.
///
/// Everything that is not ours is escaped; no inline style or script, so that the strictest content security policy holds.
struct MessagePage: Sendable {
    /// The path under which the outside reaches this service, without a slash at its end: that of `public_url`, empty as a rule.
    let base: String

    init(publicURL: String?) {
        let afterScheme = publicURL?.split(separator: "://", maxSplits: 1).last ?? ""
        base = afterScheme.firstIndex(of: "/").map { String(afterScheme[$0...]) } ?? ""
    }

    func thanks() -> Response {
        page(status: 200, title: "Thank you", body: "<p>Your message has arrived.</p>")
    }

    /// What is wrong, by field, and the way back to where the visitor came from.
    func problems(_ problems: [Problem], back: String?) -> Response {
        var body = "<p>Something in the form needs another look:</p>\n<ul>\n"
        for problem in problems {
            body += "<li><strong>\(Self.escape(problem.field))</strong> \(Self.escape(problem.message))</li>\n"
        }
        body += "</ul>\n" + wayBack(back)
        return page(status: 422, title: "Not sent yet", body: body)
    }

    func failure(status: Int, detail: String, back: String?) -> Response {
        page(status: status, title: "Not sent", body: "<p>\(Self.escape(detail))</p>\n" + wayBack(back))
    }

    static let stylesheet: Response = {
        var response = Response(
            status: 200, contentType: "text/css; charset=utf-8", content: PackageResources.message_css)
        response.add("Cache-Control", "public, max-age=86400")
        response.add("X-Content-Type-Options", "nosniff")
        return response
    }()

    private func wayBack(_ address: String?) -> String {
        guard let address, address.hasPrefix("https://") || address.hasPrefix("http://") else {
            return "<p class=\"quiet\">Your browser's back button keeps what you typed.</p>"
        }
        return """
            <p><a href="\(Self.escape(address))">Back to the form</a></p>
            <p class="quiet">Your browser's back button keeps what you typed.</p>
            """
    }

    private func page(status: Int, title: String, body: String) -> Response {
        var text = String(decoding: PackageResources.message_html, as: UTF8.self)
        for (name, value) in [("{base}", Self.escape(base)), ("{title}", title), ("{body}", body)] {
            text = Self.replace(name, in: text, by: value)
        }
        var response = Response(status: status, contentType: "text/html; charset=utf-8", content: Array(text.utf8))
        response.add("Cache-Control", "no-store")
        response.add(
            "Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'")
        response.add("X-Content-Type-Options", "nosniff")
        response.add("Referrer-Policy", "no-referrer")
        return response
    }

    /// What stands between the placeholders is kept; what a visitor wrote is never searched for another placeholder.
    private static func replace(_ name: String, in text: String, by value: String) -> String {
        text.split(separator: name, omittingEmptySubsequences: false).joined(separator: value)
    }

    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
