import BoardCRM
import Sandbox
import Testing
import Wire

/// Sets what was answered against what is stored and what stands on the board.
struct Reckoning {
    /// How many ended in each state.
    private(set) var counts: [String: Int] = [:]

    /// Every answered submission is stored; each delivered one is on the board exactly once, each held one at most once; nothing is
    /// there twice, and nothing is in any other state.
    init(
        _ answered: [Posters.Answered], stored: [JSONValue], board: [SandboxDeal],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var states: [String: String] = [:]
        for submission in stored {
            guard let id = submission["id"]?.string, let state = submission["state"]?.string else { continue }
            states[id] = state
            counts[state, default: 0] += 1
        }
        let deals = Dictionary(grouping: board) { $0.lead?[.email] ?? "" }.mapValues(\.count)
        let lost = answered.filter { states[$0.id] == nil }
        let undelivered = answered.filter { states[$0.id] == "delivered" && deals[$0.email] != 1 }
        let twice = deals.filter { $0.value > 1 }
        let elsewhere = counts.keys.filter { $0 != "delivered" && $0 != "held" }
        #expect(lost.isEmpty, "answered and not stored", sourceLocation: sourceLocation)
        #expect(undelivered.isEmpty, "delivered and not on the board once", sourceLocation: sourceLocation)
        #expect(twice.isEmpty, "on the board more than once", sourceLocation: sourceLocation)
        #expect(elsewhere.isEmpty, "in another state: \(counts)", sourceLocation: sourceLocation)
        #expect(Set(answered.map(\.id)).count == answered.count, "an id came twice", sourceLocation: sourceLocation)
    }
}
