/// Why a message was not taken. Holds nothing of the message and no password.
public struct MailFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, in libcurl's words, with the server's number where it said one.
    public let description: String
    /// Whether the server said no for good (a reply of 500 or more), so that the same again is of no use.
    public let isFinal: Bool

    /// A failure.
    public init(_ description: String, isFinal: Bool = false) {
        self.description = description
        self.isFinal = isFinal
    }
}
