/// Why a client could not be made.
public enum HTTPClientError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The User-Agent is empty or has a character that no header field may have.
    case invalidUserAgent
    /// A time-out is under a millisecond or over a day, or a limit is not positive.
    case invalidLimit
    /// The file of certificates cannot be read.
    case unreadableCertificateAuthorityFile(String)
    /// libcurl or the thread could not be started.
    case cannotStart

    /// What is wrong, for a person.
    public var description: String {
        switch self {
        case .invalidUserAgent: "the User-Agent is empty or has a character that a header field may not have"
        case .invalidLimit: "time-outs are from 1 ms to 24 h, limits at least 1"
        case .unreadableCertificateAuthorityFile(let path): "the file of certificates cannot be read: \(path)"
        case .cannotStart: "libcurl or its thread could not be started"
        }
    }
}
