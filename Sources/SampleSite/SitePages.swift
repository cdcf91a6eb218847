import Listener
import Synchronization

/// The pages of the website, and of the landing page that stands on one of its own, with the addresses in them.
final class SitePages: Sendable {
    /// Where the pages lead to.
    struct Links: Sendable {
        /// The bridge, without `/f/contact`.
        var intake: String
        /// The page where deals appear.
        var board: String
        /// The website's first page.
        var site = "/"
        /// The landing page.
        var landing = "/"
    }

    /// Which of the two websites is asked.
    enum Website { case shop, landing }

    private let rendered: Mutex<(links: Links, shop: [String: Response], landing: [String: Response])>

    init(_ links: Links) {
        rendered = Mutex((links, Self.shop(links), Self.landing(links)))
    }

    /// Changing them changes the pages.
    var links: Links {
        get { rendered.withLock { $0.links } }
        set {
            let pages = (newValue, Self.shop(newValue), Self.landing(newValue))
            rendered.withLock { $0 = pages }
        }
    }

    /// The page or file at a path; nil if there is none.
    func response(at path: String, of website: Website) -> Response? {
        rendered.withLock { website == .shop ? $0.shop[path] : $0.landing[path] }
    }

    private static func shop(_ links: Links) -> [String: Response] {
        [
            "/": page(PackageResources.index_html, links, isScripted: false),
            "/callback": page(PackageResources.callback_html, links),
            "/quote": page(PackageResources.quote_html, links),
            "/apply": page(PackageResources.apply_html, links),
            "/thanks": page(PackageResources.thanks_html, links, isScripted: false),
            "/site.css": file(PackageResources.site_css, "text/css; charset=utf-8"),
            "/steps.js": file(PackageResources.steps_js, "text/javascript; charset=utf-8"),
            "/icon.svg": file(PackageResources.icon_svg, "image/svg+xml"),
        ]
    }

    private static func landing(_ links: Links) -> [String: Response] {
        [
            "/": page(PackageResources.offer_html, links),
            "/offer.css": file(PackageResources.offer_css, "text/css; charset=utf-8"),
            "/icon.svg": file(PackageResources.icon_svg, "image/svg+xml"),
        ]
    }

    private static func file(_ content: [UInt8], _ type: StaticString) -> Response {
        finished(Response(status: 200, contentType: type, content: content), policy: "default-src 'none'")
    }

    private static func page(_ file: [UInt8], _ links: Links, isScripted: Bool = true) -> Response {
        var base = links.intake
        while base.hasSuffix("/") { base.removeLast() }
        var text = String(decoding: file, as: UTF8.self)
        for (name, part) in [("top", PackageResources.top_html), ("bottom", PackageResources.bottom_html)] {
            text = text.replacing("{{\(name)}}", with: String(decoding: part, as: UTF8.self))
        }
        for (name, address) in [
            ("intake", base), ("board", links.board), ("site", links.site), ("landing", links.landing),
        ] {
            text = text.replacing("{{\(name)}}", with: escaped(address))
        }
        // As strict as it can be: nothing inline, and of other websites only the bridge. Browsers hold the redirect after a post to
        // form-action too, and that one leads back here.
        let bridge = origin(of: base)
        let script = isScripted ? "script-src 'self' \(bridge); connect-src \(bridge); " : ""
        return finished(
            Response(status: 200, contentType: "text/html; charset=utf-8", content: Array(text.utf8)),
            policy: "default-src 'none'; style-src 'self'; img-src 'self'; \(script)base-uri 'none'; "
                + "frame-ancestors 'none'; form-action 'self' \(bridge)")
    }

    private static func finished(_ response: Response, policy: String) -> Response {
        var response = response
        response.add("Content-Security-Policy", policy)
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
