public import Listener

/// Why a sandbox does not start, or what a test waited for did not happen.
public enum SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The access token is empty, which would let everybody in.
    case emptyAccessToken
    /// Only TCP addresses have a URL.
    case needsTCP
    /// The address cannot be listened on.
    case listening(SystemError)
    /// The time to wait was over; how many deals and API calls there were by then.
    case timedOut(deals: Int, calls: Int)

    /// What went wrong, in one line.
    public var description: String {
        switch self {
        case .emptyAccessToken: "the sandbox's access token is empty"
        case .needsTCP: "the sandbox needs a TCP address"
        case .listening(let error): error.description
        case .timedOut(let deals, let calls): "waited in vain: there are \(deals) deals from \(calls) calls"
        }
    }
}
