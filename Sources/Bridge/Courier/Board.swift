public import BoardCRM

/// What the courier asks of a board; ``BoardClient`` is the real one.
public protocol Board: Sendable {
    /// Makes a deal with its lead, and sends nothing once the deadline has come.
    func createDeal(_ deal: Deal, notAfter deadline: ContinuousClock.Instant?) async -> CallOutcome
    /// Makes deals as ``createDeal(_:notAfter:)`` does, many at a time.
    /// - Parameter ended: told of each order's end, in batches, on a thread that all calls wait for: it must not wait.
    func dealLine(ended: @escaping @Sendable ([DealEnd]) -> Void) -> any DealLine
    /// One page of the leads, from 1.
    func leads(page: Int, limit: Int) async -> Result<LeadPage, CallFailure>
    /// The deals made between two moments of the board's clock.
    func exportDeals(from start: DateTime, to end: DateTime) async -> Result<ExportedTable, CallFailure>
    /// The lead of a deal; nil where it has none.
    func lead(of deal: Identifier) async -> Result<Identifier?, CallFailure>
    /// What is known of the board's time.
    var clock: BoardClock { get }
}

/// What makes deals by batches.
public protocol DealLine: Sendable {
    /// Sends the orders, each once, and returns at once.
    func create(_ orders: [DealOrder])
}

extension BoardLine: DealLine {}

extension BoardClient: Board {
    /// A ``BoardLine``.
    public func dealLine(ended: @escaping @Sendable ([DealEnd]) -> Void) -> any DealLine { line(ended: ended) }
}

extension Board {
    /// A task for each deal.
    public func dealLine(ended: @escaping @Sendable ([DealEnd]) -> Void) -> any DealLine {
        TaskLine(board: self, ended: ended)
    }
}

private struct TaskLine: DealLine {
    let board: any Board
    let ended: @Sendable ([DealEnd]) -> Void

    func create(_ orders: [DealOrder]) {
        for order in orders {
            Task {
                let began = ContinuousClock.now
                let outcome: CallOutcome =
                    if let deal = order.deal.deal {
                        await board.createDeal(deal, notAfter: order.deadline)
                    } else {
                        .neverSent(reason: "the deal cannot be read")
                    }
                ended([DealEnd(number: order.number, outcome: outcome, taken: began.duration(to: .now))])
            }
        }
    }
}
