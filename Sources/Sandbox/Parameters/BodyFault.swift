/// Why a call's parameters cannot be read.
enum BodyFault: Error, Sendable {
    case unknownContentType
    /// What is wrong with the bytes.
    case malformed(String)

    var reply: Reply {
        switch self {
        case .unknownContentType: .unknownContentType
        case .malformed(let message): .malformed(message)
        }
    }
}
