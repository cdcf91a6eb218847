/// What the in-memory store keeps of fetching for one submission.
struct InMemoryFetch: Sendable {
    var dueAt: Timestamp?
    var attemptsBeforeRound = 0
    var triedSince: Timestamp?
    var answer: [UInt8]?
    var ended: [FetchAttempt] = []

    init(dueAt: Timestamp?) { self.dueAt = dueAt }

    var fetched: Fetched { answer.map { .answer($0) } ?? .awaited(at: dueAt) }

    /// Begins a new round of tries; with nil, ends all of it.
    mutating func start(at moment: Timestamp?) {
        dueAt = answer == nil ? moment : nil
        attemptsBeforeRound = ended.count
        triedSince = nil
    }

    mutating func end(_ end: FetchEnd) {
        ended.append(end.attempt)
        triedSince = triedSince ?? end.attempt.startedAt
        answer = end.answer ?? answer
    }
}
