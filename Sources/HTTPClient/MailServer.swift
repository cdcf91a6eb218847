/// A server that takes mail, and how it is spoken to: by TLS from the first byte (`smtps`), or from STARTTLS on, before anything is said
/// (`smtp`). A server of this machine itself, without a user, may be spoken to in the clear.
public struct MailServer: Sendable, Hashable {
    /// `smtps` or `smtp`.
    public let isSecureFromTheStart: Bool
    /// The host in lower case; an IPv6 address stands in brackets.
    public let host: String
    /// 1 to 65535; 465 for `smtps` and 587 for `smtp` unless said.
    public let port: Int

    /// Reads `smtps://host[:port]` or `smtp://host[:port]`; throws what is wrong with it.
    public init(_ text: String) throws(MailServerError) {
        guard let end = text.firstRange(of: "://") else { throw .notAbsolute }
        switch text[..<end.lowerBound].lowercased() {
        case "smtps": isSecureFromTheStart = true
        case "smtp": isSecureFromTheStart = false
        default: throw .unknownScheme
        }
        var authority = text[end.upperBound...]
        if authority.last == "/" { authority.removeLast() }
        guard !authority.contains("@") else { throw .userInformation }
        guard !authority.contains(where: { "/?#".contains($0) }) else { throw .invalidHost }
        // The host's rules are a web address's.
        do throws(EndpointURLError) {
            host = try EndpointURL("https://\(authority)").host
        } catch {
            throw error == .invalidPort ? .invalidPort : .invalidHost
        }
        let digits = authority.dropFirst(host.utf8.count).dropFirst()
        port = Int(digits) ?? (isSecureFromTheStart ? 465 : 587)
    }

    /// Whether the host is this machine for certain.
    public var isLoopback: Bool { Loopback.isNamed(by: host) }

    /// The address as libcurl gets it.
    var url: String { "\(isSecureFromTheStart ? "smtps" : "smtp")://\(host):\(port)" }
}

/// Why a text is no ``MailServer``.
public enum MailServerError: Error, Sendable, Hashable {
    /// It does not begin with a scheme and `://`.
    case notAbsolute
    /// The scheme is neither `smtps` nor `smtp`.
    case unknownScheme
    /// There is a user or a password in it.
    case userInformation
    /// The host is empty or no host, or something follows it.
    case invalidHost
    /// The port is not 1 to 65535.
    case invalidPort
}
