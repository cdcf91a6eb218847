import Listener

/// Everything in a sandbox that changes, kept under one lock.
struct SandboxState: Sendable {
    /// Someone who waits for something to become true.
    struct Waiter: Sendable {
        let id: Int
        let condition: @Sendable (SandboxState) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    /// A board page that has seen everything and waits for more.
    struct Reader: Sendable {
        let exchange: Exchange
        let mailbox: LoopMailbox
    }

    var ledger: Ledger
    var behaviour = SandboxBehaviour.answer
    /// What happens to the next calls, one each, before `behaviour` is asked.
    var script: [SandboxBehaviour] = []
    var calls = 0
    var callsByMethod: [String: Int] = [:]
    /// How many calls asked for the board's fields.
    var fieldLists = 0
    /// Where the form is that fills the board; the page of an empty board tells it.
    var formURL: String? {
        didSet { formChanges += 1 }
    }
    var formChanges = 0
    var isStopping = false
    var waiters: [Waiter] = []
    var readers: [Reader] = []
    private var nextWaiter = 0

    init(board: SandboxBoard) {
        ledger = Ledger(board: board)
    }

    /// Goes up with everything that the board page shows.
    var version: Int { ledger.version + formChanges }

    /// What happens to a call. One that asks for the board's fields, as a service does by itself at any time, takes no turn of the script.
    mutating func nextBehaviour(for method: SandboxMethod?) -> SandboxBehaviour {
        callsByMethod[method?.rawValue ?? "unknown", default: 0] += 1
        if method == .fieldList {
            fieldLists += 1
            return behaviour
        }
        calls += 1
        return script.isEmpty ? behaviour : script.removeFirst()
    }

    mutating func makeWaiterID() -> Int {
        nextWaiter += 1
        return nextWaiter
    }

    /// Takes out those whose condition holds by now.
    mutating func takeSatisfied() -> [Waiter] {
        guard !waiters.isEmpty else { return [] }
        let satisfied = waiters.filter { $0.condition(self) }
        if !satisfied.isEmpty {
            let ids = Set(satisfied.map(\.id))
            waiters.removeAll { ids.contains($0.id) }
        }
        return satisfied
    }

    mutating func takeReaders() -> [Reader] {
        defer { readers = [] }
        return readers
    }
}
