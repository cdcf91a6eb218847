import Listener
import Bridge

/// An `http` or `https` URL in parts (RFC 3986), already in ASCII.
struct WebAddress {
    /// Why a text is no such URL. No case repeats the text.
    enum Fault: Error {
        case scheme
        case credentials
        case host
        case port
        case character
    }

    /// Lower case.
    let scheme: String
    /// Lower case, an IPv6 address with its brackets.
    let host: String
    /// nil for the scheme's own.
    let port: Int?
    /// From the first `/`, empty when there is none.
    let path: String
    /// With its `?`.
    let query: String
    /// With its `#`.
    let fragment: String

    /// `https://www.example.com`, as a browser writes an origin (RFC 6454 6.2).
    var origin: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }

    /// Whether the host is this machine by its own words.
    var isLoopback: Bool {
        if host == "localhost" { return true }
        let bare = host.hasPrefix("[") ? host.dropFirst().dropLast() : host[...]
        guard let address = IPAddress(bare) else { return false }
        return TrustedProxies.loopback.contains(address)
    }

    /// Reads an absolute URL.
    init(_ text: String) throws(Fault) {
        // All of it is ASCII, and bytes are read many times faster than characters.
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !Self.isExcluded($0) }) else { throw .character }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text.utf8[colon...].starts(with: "://".utf8)
        else { throw .scheme }
        scheme = text[..<colon].lowercased()
        guard scheme == "http" || scheme == "https" else { throw .scheme }
        let rest = text[text.utf8.index(colon, offsetBy: 3)...]
        let end = rest.utf8.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
        (host, port) = try Self.authority(rest[..<end], scheme: scheme)
        let tail = rest[end...]
        let hash = tail.utf8.firstIndex(of: UInt8(ascii: "#")) ?? tail.endIndex
        let mark = tail[..<hash].utf8.firstIndex(of: UInt8(ascii: "?")) ?? hash
        path = String(tail[..<mark])
        query = String(tail[mark..<hash])
        fragment = String(tail[hash...])
    }

    /// Printable characters that no URL holds unescaped (RFC 3986 2).
    private static func isExcluded(_ byte: UInt8) -> Bool { "\"<>\\^`{|}".utf8.contains(byte) }

    private static func authority(_ text: Substring, scheme: String) throws(Fault) -> (host: String, port: Int?) {
        guard !text.utf8.contains(UInt8(ascii: "@")) else { throw .credentials }
        var host = text
        var port: Int?
        let hostEnd = text.hasPrefix("[") ? text.firstIndex(of: "]") ?? text.startIndex : text.startIndex
        if let colon = text[hostEnd...].utf8.lastIndex(of: UInt8(ascii: ":")) {
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy(\.isDecimalDigit), let number = Int(digits), (1...65_535).contains(number)
            else {
                throw .port
            }
            host = text[..<colon]
            port = number == (scheme == "https" ? 443 : 80) ? nil : number
        }
        if host.hasPrefix("[") {
            guard host.hasSuffix("]"), IPAddress(host.dropFirst().dropLast())?.isIPv4 == false else { throw .host }
        } else {
            guard isName(host) else { throw .host }
        }
        return (host.lowercased(), port)
    }

    /// Letters, digits, hyphens and underscores in labels of 1 to 63, 253 in all (RFC 1123 2.1).
    private static func isName(_ host: Substring) -> Bool {
        let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard host.utf8.count <= 253 else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.count)
                && label.allSatisfy { byte in
                    byte.isDecimalDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                }
        }
    }
}
