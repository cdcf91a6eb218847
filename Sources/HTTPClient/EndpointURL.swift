/// An address that requests may be sent to: `https`, or plain `http` where the host is this machine itself.
///
/// Only what cannot be read in two ways is taken: an ASCII host name, a dotted IPv4 address or a bracketed IPv6 address; no user or
/// password, no query, no fragment, no blanks or control characters.
public struct EndpointURL: Sendable, Hashable, CustomStringConvertible {
    /// The whole address as libcurl gets it, without a slash at its end.
    public let text: String
    /// The host in lower case; an IPv6 address stands in brackets.
    public let host: String
    /// Whether TLS is used, and so verified.
    public let isSecure: Bool

    /// Reads `https://host[:port][/path]`; throws what is wrong with it.
    public init(_ text: String) throws(EndpointURLError) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .invalidCharacter }
        guard let schemeEnd = text.firstIndex(of: ":"), text[schemeEnd...].hasPrefix("://") else { throw .notAbsolute }
        let scheme = text[..<schemeEnd].lowercased()
        guard scheme == "https" || scheme == "http" else { throw .unknownScheme }
        let rest = text[schemeEnd...].dropFirst(3)
        guard !rest.contains("?"), !rest.contains("#") else { throw .queryOrFragment }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else { throw .userInformation }
        let (host, port) = try EndpointURL.split(authority: authority)
        let path = rest[authority.endIndex...]
        guard path.utf8.allSatisfy(EndpointURL.allowsInPath) else { throw .invalidCharacter }
        guard scheme == "https" || Loopback.isNamed(by: host) else { throw .plainTextToOtherHost }
        self.host = host
        self.isSecure = scheme == "https"
        var trimmed = path
        while trimmed.last == "/" { trimmed.removeLast() }
        self.text = "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(trimmed)"
    }

    /// Reads `https://host[:port][/path][?query]` and keeps path and query to the letter: an address that someone else made, such as a webhook's.
    public init(exactly text: String) throws(EndpointURLError) {
        let queryStart = text.firstIndex(of: "?") ?? text.endIndex
        let query = text[queryStart...]
        guard query.dropFirst().utf8.allSatisfy({ EndpointURL.allowsInPath($0) || $0 == UInt8(ascii: "?") }) else {
            throw query.contains("#") ? .queryOrFragment : .invalidCharacter
        }
        let base = try EndpointURL(String(text[..<queryStart]))
        // What was trimmed comes back.
        let slashes = text[..<queryStart].reversed().prefix { $0 == "/" }.count
        self.init(text: base.text + String(repeating: "/", count: slashes) + query, like: base)
    }

    private init(text: String, like other: EndpointURL) {
        self.text = text
        self.host = other.host
        self.isSecure = other.isSecure
    }

    /// This address with a path of ours added behind a slash, such as `offer/create`; characters that have no place in a path stop the program.
    public func appending(path: StaticString) -> EndpointURL {
        let added = "\(path)"
        precondition(
            added.utf8.allSatisfy(EndpointURL.allowsInPath),
            "a path in the source has a character that no path may have")
        return EndpointURL(text: "\(text)/\(added)", like: self)
    }

    /// The whole address.
    public var description: String { text }

    private static func split(authority: Substring) throws(EndpointURLError) -> (host: String, port: Int?) {
        let host: Substring
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { throw .invalidHost }
            host = authority[...end]
            let inner = host.dropFirst().dropLast()
            guard !inner.isEmpty,
                inner.utf8.allSatisfy({ isHexDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
            else { throw .invalidHost }
        } else {
            host = authority.prefix { $0 != ":" }
            guard !host.isEmpty, host.utf8.count <= 253, host.utf8.allSatisfy(allowsInName), host.first != ".",
                host.first != "-",
                !host.contains("..")
            else { throw .invalidHost }
        }
        let portText = authority[host.endIndex...]
        guard !portText.isEmpty else { return (host.lowercased(), nil) }
        let digits = portText.dropFirst()
        guard portText.first == ":", (1...5).contains(digits.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), (1...65535).contains(port)
        else { throw .invalidPort }
        return (host.lowercased(), port)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    private static func allowsInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// `pchar`, a slash and the percent sign of RFC 3986, section 3.3.
    private static func allowsInPath(_ byte: UInt8) -> Bool {
        if allowsInName(byte) { return true }
        return "/%~!$&'()*+,;=:@".utf8.contains(byte)
    }
}
