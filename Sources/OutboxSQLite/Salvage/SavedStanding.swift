import Outbox

/// Where a submission stood in a damaged file.
struct SavedStanding {
    let state: Int64
    let attempts: Int64
    let changedAt: Int64?
    let dealID: Int64?
    let leadID: Int64?
    let reason: String?
    let problems: [UInt8]?
    let deal: [UInt8]?
    let uncertainSince: Int64?
    let reference: String?

    /// - Throws: where there is none, or it cannot be read.
    init(of key: Int64, in source: borrowing Connection) throws(StoreError) {
        let row = try Statement(
            """
            SELECT state, attempts, changed_at, deal_id, lead_id, reason, problems, deal, uncertain_since, reference
            FROM standings WHERE id = ?1
            """, on: source)
        try row.bind(1, key)
        guard try row.step() else { throw StoreError(.notFound, "no standing") }
        state = row.integer(0)
        attempts = row.integer(1)
        changedAt = row.optionalInteger(2)
        dealID = row.optionalInteger(3)
        leadID = row.optionalInteger(4)
        reason = row.optionalText(5)
        problems = row.optionalBytes(6)
        deal = row.optionalBytes(7)
        uncertainSince = row.optionalInteger(8)
        reference = row.optionalText(9)
        row.reset()
    }

    /// A row of any table, without SQLite, in the order of the table's columns; nil where it is none of this one.
    init?(key: Int64?, _ row: RawRecord) {
        guard let key, row.values.count == 19, row.isNull(0), let low = row.integer(1),
            SubmissionID(high: UInt64(bitPattern: key), low: UInt64(bitPattern: low)) != nil,
            let state = row.integer(2), SubmissionState(code: state) != nil, row.text(3) != nil,
            let attempts = row.integer(6)
        else { return nil }
        self.state = state
        self.attempts = attempts
        uncertainSince = row.integer(10)
        changedAt = row.integer(11)
        reference = row.text(13)
        dealID = row.integer(14)
        leadID = row.integer(15)
        reason = row.text(16)
        problems = row.blob(17)
        deal = row.blob(18)
    }
}

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
