import Listener
import Synchronization

/// The website's pages, with the addresses in them.
final class SitePages: Sendable {
    private struct Rendered: Sendable {
        var intakeURL: String
        let home: Response
        let thanks: Response
    }

    private let boardURL: String
    private let rendered: Mutex<Rendered>

    init(intakeURL: String, boardURL: String) {
        self.boardURL = boardURL
        rendered = Mutex(Self.render(intakeURL: intakeURL, boardURL: boardURL))
    }

    var intakeURL: String {
        get { rendered.withLock { $0.intakeURL } }
        set {
            let pages = Self.render(intakeURL: newValue, boardURL: boardURL)
            rendered.withLock { $0 = pages }
        }
    }

    /// The page or file at a path; nil if there is none.
    func response(at path: String) -> Response? {
        switch path {
        case "/": rendered.withLock { $0.home }
        case "/thanks": rendered.withLock { $0.thanks }
        case "/site.css": Self.style
        case "/icon.svg": Self.icon
        default: nil
        }
    }

    private static let style = finished(
        Response(status: 200, contentType: "text/css; charset=utf-8", content: PackageResources.site_css),
        formAction: "'none'")
    private static let icon = finished(
        Response(status: 200, contentType: "image/svg+xml", content: PackageResources.icon_svg), formAction: "'none'")

    private static func render(intakeURL: String, boardURL: String) -> Rendered {
        var base = intakeURL
        while base.hasSuffix("/") { base.removeLast() }
        // Browsers hold the redirect after the post to form-action too, and that one leads back here.
        let formAction = "'self' \(origin(of: base))"
        func page(_ file: [UInt8]) -> Response {
            let text = String(decoding: file, as: UTF8.self)
                .replacing("{{intake}}", with: escaped(base))
                .replacing("{{board}}", with: escaped(boardURL))
            let response = Response(status: 200, contentType: "text/html; charset=utf-8", content: Array(text.utf8))
            return finished(response, formAction: formAction)
        }
        return Rendered(
            intakeURL: intakeURL, home: page(PackageResources.index_html), thanks: page(PackageResources.thanks_html))
    }

    private static func finished(_ response: Response, formAction: String) -> Response {
        var response = response
        response.add(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action "
                + formAction)
        response.add("Cache-Control", "no-cache")
        response.add("X-Content-Type-Options", "nosniff")
        // With no-referrer or same-origin a browser would post the form with `Origin: null`, which no form allows.
        response.add("Referrer-Policy", "strict-origin-when-cross-origin")
        return response
    }

    /// Scheme, host and port of a URL; only characters that end no directive.
    private static func origin(of url: String) -> String {
        guard let colon = url.firstRange(of: "://") else { return "" }
        let authority = url[colon.upperBound...].prefix { $0 != "/" }
        let origin = url[..<colon.upperBound] + authority
        return origin.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x2C && $0 != 0x3B } ? String(origin) : ""
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
