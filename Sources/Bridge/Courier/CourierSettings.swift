public import Outbox

/// How the courier goes about it.
public struct CourierSettings: Sendable {
    /// The tokens; every form belongs to one.
    public var lanes: [CourierLane]
    /// All forms of the configuration. What waits of others, which had a board of their own once, is not sent to another board.
    public var forms: Set<String> = []
    /// When a failed attempt is made again.
    public var policy = RetryPolicy.standard
    /// The most calls under way at once, 1 or more.
    public var inFlight = 8
    /// The most calls a second; nil for any number.
    public var rate: Double?
    /// What becomes of a submission when looking does not tell whether its deal was made.
    public var uncertain = UncertainPolicy.hold
    /// How long a call may take at the most.
    public var callTime = CRMSettings.defaultTotalTime
    /// How long after that a deal may still appear on the board.
    public var settling = CRMSettings.defaultSettling

    /// The defaults, with these tokens.
    public init(lanes: [CourierLane]) { self.lanes = lanes }

    /// From so long after its beginning on, an attempt whose deal is not on the board has surely made none.
    var certainty: Duration { callTime + settling }
    /// For how long a claim is the courier's: room for waiting its turn, the call, and a store that is busy.
    var leaseTime: Duration { callTime * 2 + .seconds(120) }
}
