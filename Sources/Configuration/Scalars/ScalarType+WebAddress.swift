import Bridge

extension ScalarType where Value == String {
    /// The base of an API, without a slash at its end: `https`, or `http` to this machine, so that no token and no lead
    /// crosses a network in the clear.
    static var apiBase: Self {
        ScalarType(
            "an https:// URL without a query, or an http:// one of this machine", schema: .form("https?://[^?#]+")
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
            "an https:// or http:// URL without a query", schema: .form("https?://[^?#]+")
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
            // What starts with two slashes, or a slash and a backslash, is another host to a browser.
            if text.hasPrefix("/"), !text.hasPrefix("//") {
                do throws(WebAddress.Fault) {
                    let address = try WebAddress("http://localhost" + text)
                    return address.path + address.query + address.fragment
                } catch {
                    throw Mismatch(WebAddress.hint(for: error, text))
                }
            }
            let address = try WebAddress.read(text)
            return address.origin + address.path + address.query + address.fragment
        }
    }

    /// An origin as a browser writes it, or `*`.
    static var origin: Self {
        ScalarType(
            "an origin such as https://www.example.com, or *", schema: .form("[*]|https?://[^/?#]+")
        ) { text throws(Mismatch) in
            if text == "*" { return text }
            let address = try WebAddress.read(text)
            guard address.path.isEmpty, address.query.isEmpty, address.fragment.isEmpty else {
                throw Mismatch("write \(address.origin)")
            }
            return address.origin
        }
    }
}

extension WebAddress {
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
        case .host where text.contains("*"): return "name each host; a pattern is not read"
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
