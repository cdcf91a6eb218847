/// What a worker would like to take.
public struct ClaimRequest: Sendable, Hashable {
    /// Now, by the wall clock: what is due by then is taken.
    public var moment: Timestamp
    /// How many at most.
    public var limit: Int
    /// How many of them, of each form, from the newest end of what is due: 0 takes the oldest alone. While a long backlog drains, fresh
    /// submissions go along with it.
    public var newest: Int
    /// Whose.
    public var forms: FormSelection
    /// Whose they are then, and for how long.
    public var lease: Lease
    /// The board's field that will carry the submission's id; nil where none does.
    public var reference: String?
    /// Which board they will be sent to, by its number; nil where that is nobody's concern.
    public var board: Int64?

    /// Everything due, of all forms, by one worker whose lease does not end.
    public init(
        moment: Timestamp, limit: Int, newest: Int = 0, forms: FormSelection = .all,
        lease: Lease = Lease(owner: 0, until: Timestamp(milliseconds: .max)), reference: String? = nil,
        board: Int64? = nil
    ) {
        self.moment = moment
        self.limit = limit
        self.newest = newest
        self.forms = forms
        self.lease = lease
        self.reference = reference
        self.board = board
    }
}
