import Outbox

/// What a damaged file still has of what was to be fetched for a submission.
struct SavedFetch {
    /// What was fetched: a JSON object; nil where nothing was yet.
    let answer: [UInt8]?

    /// - Throws: where there is nothing, or it cannot be read.
    init(of key: Int64, in source: borrowing Connection) throws(StoreError) {
        let row = try Statement("SELECT answer FROM fetches WHERE id = ?1", on: source)
        try row.bind(1, key)
        guard try row.step() else { throw StoreError(.notFound, "nothing is to be fetched") }
        answer = row.optionalBytes(0)
        row.reset()
    }

    /// A row of any table, without SQLite, in the order of the table's columns; nil where it is none of this one.
    init?(key: Int64?, _ row: RawRecord) {
        guard let key, UInt64(bitPattern: key) >> 12 & 0xF == 7, row.values.count == 6, row.isNull(0),
            row.isNull(1) || row.integer(1) != nil, let attempts = row.integer(2), attempts >= 0,
            let before = row.integer(3), before >= 0, row.isNull(4) || row.integer(4) != nil,
            row.isNull(5) || row.blob(5) != nil
        else { return nil }
        answer = row.blob(5)
    }
}
