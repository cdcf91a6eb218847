/// What comes of setting the clients' book against the store and the board.
struct LedgerVerdict: CustomStringConvertible {
    /// A submission as the store tells of it.
    struct Stored {
        let id: String
        let state: String
        let dealID: Int64?
    }

    /// A deal on the board.
    struct Deal {
        let id: Int64
        let email: String
    }

    /// Posts that were answered with 200.
    let answered: Int
    /// Submissions in the store: those, and some whose answer the kill took away.
    let stored: Int
    /// How many ended in each state.
    let states: [String: Int]
    /// Deals on the board.
    let deals: Int
    /// Successes that are not in the store, and submissions that are called delivered while their deal is not on the board.
    let lost: [String]
    /// Leads with two deals, and posts that were stored as two under one key.
    let twice: [String]
    /// Submissions that are neither delivered nor held.
    let elsewhere: [String]
    /// Deals more than submissions that could have made them.
    let unaccounted: Int

    var delivered: Int { states["delivered", default: 0] }
    var held: Int { states["held", default: 0] }

    /// Whether all promises were kept.
    var isGood: Bool { lost.isEmpty && twice.isEmpty && elsewhere.isEmpty && unaccounted == 0 }

    init(_ successes: [LedgerBook.Success], stored: [Stored], board: [Deal]) {
        answered = Set(successes.map(\.number)).count
        self.stored = stored.count
        deals = board.count
        var states: [String: String] = [:]
        for submission in stored { states[submission.id] = submission.state }
        self.states = Dictionary(grouping: stored, by: \.state).mapValues(\.count)

        let standing = Set(board.map(\.id))
        let made = Dictionary(grouping: board, by: \.email).mapValues(\.count)
        var claimed: Set<Int64> = []
        var byLead: [Stored] = []
        var lost = successes.filter { states[$0.id] == nil }.map { "\($0.email), answered and not stored" }
        for success in successes where states[success.id] == "delivered" && made[success.email] == nil {
            lost.append("\(success.email), delivered and not on the board")
        }
        for submission in stored where submission.state == "delivered" {
            // Each has a deal of its own, also where no client knows of it.
            guard let deal = submission.dealID else {
                byLead.append(submission)
                continue
            }
            if standing.contains(deal), claimed.insert(deal).inserted { continue }
            lost.append("\(submission.id), delivered without a deal of its own")
        }
        // One that was found by its lead knows no deal; there has to be one for it all the same.
        let spare = standing.subtracting(claimed).count
        for submission in byLead.dropFirst(spare) {
            lost.append("\(submission.id), delivered without a deal of its own")
        }
        self.lost = lost

        let ids = Dictionary(grouping: successes, by: \.number).mapValues { Set($0.map(\.id)).count }
        twice =
            made.filter { $0.value > 1 }.map { "\($0.key), \($0.value) deals" }
            + ids.filter { $0.value > 1 }.map { "post \($0.key), \($0.value) submissions" }
        elsewhere = stored.filter { $0.state != "delivered" && $0.state != "held" }.map { "\($0.id), \($0.state)" }
        // One that is held may have made its deal, and no other may without being called delivered.
        unaccounted = max(0, board.count - claimed.count - byLead.count - self.states["held", default: 0])
    }

    /// The figures in a line, and the first of what is wrong.
    var description: String {
        let others = states.filter { $0.key != "delivered" && $0.key != "held" }
        let figures =
            "posts answered 200: \(answered), stored: \(stored), delivered: \(delivered), held: \(held), "
            + "in another state: \(others.values.reduce(0, +)), made twice: \(twice.count), lost: \(lost.count), "
            + "deals: \(deals), unaccounted for: \(unaccounted)"
        return ([figures] + (lost.prefix(5) + twice.prefix(5) + elsewhere.prefix(5))).joined(separator: "\n  ")
    }
}
