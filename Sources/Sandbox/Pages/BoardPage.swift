import Listener
import Wire

/// The board page: its files, and the data that its script asks for.
enum BoardPage {
    /// Nothing but our own files runs, and nobody frames the page.
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'"

    /// A file of the page; nil if there is none at this path.
    static func file(at path: String) -> Response? {
        var response: Response
        switch path {
        case "/": response = .init(status: 200, contentType: "text/html; charset=utf-8", content: page)
        case "/board.css": response = .init(status: 200, contentType: "text/css; charset=utf-8", content: style)
        case "/board.js": response = .init(status: 200, contentType: "text/javascript; charset=utf-8", content: script)
        case "/icon.svg": response = .init(status: 200, contentType: "image/svg+xml", content: icon)
        default: return nil
        }
        response.add("Content-Security-Policy", policy)
        response.add("Cache-Control", "no-cache")
        addCommonFields(to: &response)
        return response
    }

    /// JSON that is a person's data: never kept by a cache.
    static func data(_ content: [UInt8]) -> Response {
        var response = Response(status: 200, contentType: "application/json", content: content)
        response.add("Cache-Control", "no-store")
        addCommonFields(to: &response)
        return response
    }

    private static func addCommonFields(to response: inout Response) {
        response.add("X-Content-Type-Options", "nosniff")
        response.add("Referrer-Policy", "no-referrer")
        response.add("Cross-Origin-Resource-Policy", "same-origin")
    }

    // Each is a constant of some thousand bytes: taken once.
    private static let page = PackageResources.board_html
    private static let style = PackageResources.board_css
    private static let script = PackageResources.board_js
    private static let icon = PackageResources.icon_svg
}
