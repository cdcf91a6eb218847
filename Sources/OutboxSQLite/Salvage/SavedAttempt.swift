import Outbox

/// An attempt as a damaged file still has it.
struct SavedAttempt {
    let number: Int64
    let startedAt: Int64
    let endedAt: Int64
    let outcome: Int64
    let detail: String?
    let state: Int64
    let dealID: Int64?
    let leadID: Int64?
    let reason: String?

    static let columns = "number, started_at, ended_at, outcome, detail, state, deal_id, lead_id, reason"

    /// A row of ``columns``, by SQLite.
    init(_ row: borrowing Statement) {
        number = row.integer(0)
        startedAt = row.integer(1)
        endedAt = row.integer(2)
        outcome = row.integer(3)
        detail = row.optionalText(4)
        state = row.integer(5)
        dealID = row.optionalInteger(6)
        leadID = row.optionalInteger(7)
        reason = row.optionalText(8)
    }

    /// A row of any table, without SQLite, in the order of the table's columns; nil where it is none of this one.
    init?(key: Int64?, _ row: RawRecord) {
        guard key == nil, row.values.count == 13, let submission = row.integer(0),
            UInt64(bitPattern: submission) >> 12 & 0xF == 7, let number = row.integer(1), number > 0,
            let startedAt = row.integer(2), let endedAt = row.integer(3), let outcome = row.integer(4),
            AttemptOutcome(code: outcome) != nil, let state = row.integer(6), SubmissionState(code: state) != nil
        else { return nil }
        self.number = number
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        detail = row.text(5)
        self.state = state
        dealID = row.integer(9)
        leadID = row.integer(10)
        reason = row.text(11)
    }
}
