public import BoardCRM

/// What the courier asks of a board; ``BoardClient`` is the real one.
public protocol Board: Sendable {
    /// Makes a deal with its lead, and sends nothing once the deadline has come.
    func createDeal(_ deal: Deal, notAfter deadline: ContinuousClock.Instant?) async -> CallOutcome
    /// One page of the leads, from 1.
    func leads(page: Int, limit: Int) async -> Result<LeadPage, CallFailure>
    /// The deals made between two moments of the board's clock.
    func exportDeals(from start: DateTime, to end: DateTime) async -> Result<ExportedTable, CallFailure>
    /// The lead of a deal; nil where it has none.
    func lead(of deal: Identifier) async -> Result<Identifier?, CallFailure>
    /// What is known of the board's time.
    var clock: BoardClock { get }
}

extension BoardClient: Board {}
