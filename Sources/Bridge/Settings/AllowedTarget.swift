/// An address that a post itself may name as the one to go on to: all pages of an origin or of its subdomains, or one page.
public struct AllowedTarget: Sendable, Hashable {
    /// The scheme, host and port.
    public let origin: OriginPattern
    /// The page's path; nil for any.
    public let path: String?

    /// Pages of an origin, or the one page at a path.
    public init(_ origin: OriginPattern, path: String? = nil) {
        self.origin = origin
        self.path = path
    }

    /// Whether an address is allowed. It has to be an absolute `http` or `https` one of plain characters, which every browser reads as it
    /// is read here; its query and its fragment are free.
    public func allows(_ address: String) -> Bool {
        let bytes = Array(address.utf8)
        guard bytes.count <= Self.longest, bytes.allSatisfy(Self.isPlain),
            let slashes = address.firstRange(of: "://")
        else { return false }
        let scheme = address[..<slashes.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { return false }
        let rest = address[slashes.upperBound...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        var host = rest[..<end].lowercased()
        let port = scheme == "https" ? ":443" : ":80"
        if host.hasSuffix(port) { host.removeLast(port.count) }
        // No user, no password: what stands before an @ is not where a browser goes.
        guard !host.isEmpty, !host.contains("@"), origin.matches(Array("\(scheme)://\(host)".utf8)[...]) else {
            return false
        }
        guard let path else { return true }
        let written = rest[end...].prefix { $0 != "?" && $0 != "#" }
        return written == path || (written.isEmpty && path == "/")
    }

    private static let longest = 2048
    private static let excluded = Set("\"<>\\^`{|}".utf8)

    /// What stands in a URL as it is (RFC 3986, 2); what browsers mend, such as a backslash, does not.
    private static func isPlain(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && !excluded.contains(byte) }
}
