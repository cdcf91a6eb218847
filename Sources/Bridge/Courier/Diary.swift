/// What ended and is not on record yet, gathered for a moment: a commit costs the same for one as for fifty, and nobody waits for it. A value
/// that is told of what comes, and says what to do.
struct Diary: Sendable {
    /// What is to be done.
    enum Step: Sendable {
        case nothing
        /// These go to the store; then ``stored()``.
        case store([Ended])
        /// After ``Diary/pause``, ``waited()``.
        case wait
    }

    private var waiting: [Ended] = []
    private var isStoring = false
    private var isWaiting = false

    /// How long what ended may wait for more.
    static let pause = Duration.milliseconds(10)
    /// So many go at once.
    private static let enough = 128

    /// Takes what ended.
    /// - Parameter isLast: nothing else is under way that it could wait for.
    mutating func add(_ ended: [Ended], isLast: Bool) -> Step {
        waiting += ended
        return isLast || waiting.count >= Self.enough ? storeAll() : next()
    }

    /// The store is asked for something else: what waits goes along, in the same commit.
    mutating func goAlong() -> Step { storeAll() }

    /// The pause is over.
    mutating func waited() -> Step {
        isWaiting = false
        return storeAll()
    }

    /// What was given to the store is on record, or is seen to otherwise.
    mutating func stored() -> Step {
        isStoring = false
        return waiting.count >= Self.enough ? storeAll() : next()
    }

    private mutating func next() -> Step {
        guard !waiting.isEmpty, !isStoring, !isWaiting else { return .nothing }
        isWaiting = true
        return .wait
    }

    private mutating func storeAll() -> Step {
        // One after the other: what ends meanwhile goes together.
        guard !waiting.isEmpty, !isStoring else { return .nothing }
        isStoring = true
        defer { waiting = [] }
        return .store(waiting)
    }
}
