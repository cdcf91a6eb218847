/// An attempt that may have made the deal: it has to be settled, by looking, before anything is sent again.
public struct Uncertainty: Sendable, Hashable {
    /// When the attempt began.
    public let since: Timestamp
    /// The board's field that carried the submission's id in that attempt; nil where none did.
    public let reference: String?
    /// Which board it was sent to, by a number that stands for its address and token; nil where that is not known, or a person wants it
    /// sent whatever that was.
    public var board: Int64?
    /// The deal that was sent, encoded, where a person has put another one in its place since.
    public var sent: [UInt8]?

    /// An attempt that began at this moment.
    public init(since: Timestamp, reference: String? = nil, board: Int64? = nil, sent: [UInt8]? = nil) {
        self.since = since
        self.reference = reference
        self.board = board
        self.sent = sent
    }
}
