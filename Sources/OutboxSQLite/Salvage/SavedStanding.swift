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
    let board: Int64?
    let sought: [UInt8]?

    /// - Throws: where there is none, or it cannot be read.
    init(of key: Int64, in source: borrowing Connection) throws(StoreError) {
        let row = try Statement(
            """
            SELECT state, attempts, changed_at, deal_id, lead_id, reason, problems, deal, uncertain_since, reference, board,
                sought
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
        board = row.optionalInteger(10)
        sought = row.optionalBytes(11)
        row.reset()
    }

    /// A row of any table, without SQLite, in the order of the table's columns; nil where it is none of this one.
    init?(key: Int64?, _ row: RawRecord) {
        guard let key, row.values.count == 21, row.isNull(0), let low = row.integer(1),
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
        board = row.integer(19)
        sought = row.blob(20)
    }
}
