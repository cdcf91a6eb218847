/// Sends a message to one target.
public protocol AlarmSender: Sendable {
    /// Sends it once; nil when the target took it. Ends soon after its task is cancelled.
    func send(_ message: AlarmMessage) async -> AlarmSendingFailure?
}

/// Why a target did not take a message. Holds no address that is a secret, and nothing of the message.
public struct AlarmSendingFailure: Error, Sendable, Hashable {
    /// What happened, for the log.
    public let words: String
    /// Whether trying again is of no use.
    public let isFinal: Bool

    /// A failure.
    public init(_ words: String, isFinal: Bool = false) {
        self.words = words
        self.isFinal = isFinal
    }
}
