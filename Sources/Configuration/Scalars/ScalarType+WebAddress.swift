import Bridge
import Listener

extension ScalarType where Value == String {
    /// The base of an API, without a slash at its end: `https`, or `http` to this machine, so that no token and no lead
    /// crosses a network in the clear.
    static var apiBase: Self {
        ScalarType(
            "an https:// URL without a query, or an http:// one of this machine", schema: .form("https?://[^?#]+"),
            isPublic: true
        ) { text throws(Mismatch) in
            let address = try WebAddress.read(text)
            guard address.query.isEmpty, address.fragment.isEmpty else { throw Mismatch() }
            guard address.scheme == "https" || address.isLoopback else { throw Mismatch("write https") }
            return address.origin + address.path.withoutTrailingSlash
        }
    }

    /// How the outside reaches this service.
    static var publicBase: Self {
        ScalarType(
            "an https:// or http:// URL without a query", schema: .form("https?://[^?#]+"), isPublic: true
        ) { text throws(Mismatch) in
            let address = try WebAddress.read(text)
            guard address.query.isEmpty, address.fragment.isEmpty else { throw Mismatch() }
            return address.origin + address.path.withoutTrailingSlash
        }
    }

    /// Where a browser is sent: an absolute URL, or a path of this host.
    static var redirectTarget: Self {
        ScalarType(
            "an https:// or http:// URL, or a path that starts with '/'", schema: .form("https?://.+|/.*")
        ) { text throws(Mismatch) in
            // The placeholder is the one thing in it that no URL holds.
            let written = text
            let hasPlaceholder = text.utf8.contains(UInt8(ascii: "{"))
            let text = hasPlaceholder ? text.replacing("{id}", with: idStand) : text
            // What starts with two slashes, or a slash and a backslash, is another host to a browser.
            if text.hasPrefix("/"), !text.hasPrefix("//") {
                do throws(WebAddress.Fault) {
                    _ = try WebAddress("http://localhost" + text)
                    return written
                } catch {
                    throw Mismatch(WebAddress.hint(for: error, text))
                }
            }
            let address = try WebAddress.read(text)
            let whole = address.origin + address.path + address.query + address.fragment
            return hasPlaceholder ? whole.replacing(idStand, with: "{id}") : whole
        }
    }

    /// Stands for `{id}` while a URL is read.
    private static var idStand: String { "-submission-id-" }

    /// An origin as a browser writes it, one with `*.` in the place of its first labels, or `*`.
    static var origin: Self {
        ScalarType(
            "an origin such as https://www.example.com or https://*.example.com, or *",
            schema: .form("[*]|https?://[^/?#]+")
        ) { text throws(Mismatch) in
            if text == "*" { return text }
            let (pattern, address) = try WebAddress.readPattern(text)
            guard address.path.isEmpty, address.query.isEmpty, address.fragment.isEmpty else {
                throw Mismatch("write \(pattern)")
            }
            return pattern
        }
    }
}

extension ScalarType where Value == AllowedTarget {
    /// An origin or a pattern of them, for all of its pages, or one page.
    static var allowedTarget: Self {
        ScalarType(
            "an address such as https://www.example.com/thanks, or https://www.example.com for all of its pages",
            schema: .form("https?://[^?#]+")
        ) { text throws(Mismatch) in
            do throws(ScalarType<String>.Mismatch) {
                let (pattern, address) = try WebAddress.readPattern(text)
                guard address.query.isEmpty, address.fragment.isEmpty else {
                    throw ScalarType<String>.Mismatch("write \(pattern)\(address.path); any query is allowed with it")
                }
                return AllowedTarget(OriginPattern(pattern), path: address.path.isEmpty ? nil : address.path)
            } catch {
                throw Mismatch(error.hint)
            }
        }
    }
}

extension WebAddress {
    /// Reads a URL whose host may begin with `*.`, and returns its origin with it.
    fileprivate static func readPattern(
        _ text: String
    ) throws(ScalarType<String>.Mismatch) -> (origin: String, address: WebAddress) {
        guard text.utf8.contains(UInt8(ascii: "*")), let star = text.firstRange(of: "://*.") else {
            let address = try read(text)
            return (address.origin, address)
        }
        let address = try read(text[..<star.lowerBound] + "://" + text[star.upperBound...])
        // All of a country's or of everybody's websites are never meant.
        guard address.host.contains("."), IPAddress(address.host[...]) == nil else {
            throw ScalarType<String>.Mismatch("name at least a domain behind the star, such as https://*.example.com")
        }
        return (address.origin.replacing("://", with: "://*."), address)
    }

    /// Reads a URL, or says what to write instead.
    fileprivate static func read(_ text: String) throws(ScalarType<String>.Mismatch) -> WebAddress {
        do throws(Fault) {
            return try WebAddress(text)
        } catch {
            throw ScalarType<String>.Mismatch(hint(for: error, text))
        }
    }

    /// What to do about a fault.
    fileprivate static func hint(for fault: Fault, _ text: String) -> String? {
        switch fault {
        case .scheme:
            guard text.contains("."), !text.contains(":"), (try? WebAddress("https://" + text)) != nil else {
                return nil
            }
            return "write https://\(text)"
        case .credentials: return "a URL here holds no user name and no password"
        case .host where text.contains("*"): return "a star stands first and for whole labels: https://*.example.com"
        case .host: return "its host is not a name or an address"
        case .port: return "its port is not 1 to 65535"
        case .character: return "write other characters than ASCII's as %XX, and a host in its xn-- form"
        }
    }
}

extension String {
    /// Without the slashes at its end, so that a path can be put after it.
    fileprivate var withoutTrailingSlash: String {
        var text = self
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
