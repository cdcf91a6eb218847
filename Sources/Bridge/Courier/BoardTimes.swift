internal import BoardCRM
internal import Outbox

/// Keeps what is learnt of the boards' time in the store: after a restart, deals that may be there are then looked for in minutes, and not in
/// the thirty hours that all zones make.
struct BoardTimes {
    private var kept: [Traffic.LaneID: BoardTime?] = [:]

    /// Tells a lane's board what was kept, once, and keeps what is new: each half hour at the most, unless the board's clock was set.
    mutating func look(at entry: LaneEntry, in store: any SubmissionStore) async throws(StoreError) {
        let clock = entry.lane.board.clock
        let known: BoardTime?
        if let kept = kept[entry.id] {
            known = kept
        } else {
            known = try await store.note(entry.timeName).flatMap { BoardTime(text: $0) }
            kept[entry.id] = .some(known)
        }
        if let known { clock.recall(known) }
        guard let lesson = clock.lesson, lesson != known, known.map({ lesson.isNews(after: $0) }) ?? true else {
            return
        }
        try await store.keep(lesson.text, as: entry.timeName)
        kept[entry.id] = .some(lesson)
    }
}

extension BoardTime {
    fileprivate func isNews(after known: BoardTime) -> Bool {
        BoardTime.mayChange(between: known.learntAt, and: learntAt) || abs(offset - known.offset) > 2 + vagueness
    }
}
