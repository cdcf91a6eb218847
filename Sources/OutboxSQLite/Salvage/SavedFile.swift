import Outbox

/// What is known of a file that came with a submission, as a damaged store still has it: the file itself lies beside the store, and is in
/// nobody's way.
struct SavedFile {
    let number: Int64
    let key: String?
    let field: String
    let name: String
    let type: String
    let size: Int64
    let digest: [UInt8]

    static let columns = "number, key, field, name, type, size, digest"

    /// A row of ``columns``, by SQLite.
    init(_ row: borrowing Statement) {
        number = row.integer(0)
        key = row.optionalText(1)
        field = row.text(2)
        name = row.text(3)
        type = row.text(4)
        size = row.integer(5)
        digest = row.bytes(6)
    }

    /// A row of any table, without SQLite, in the order of the table's columns; nil where it is none of this one.
    init?(key: Int64?, _ row: RawRecord) {
        guard key == nil, row.values.count == 8, let submission = row.integer(0),
            UInt64(bitPattern: submission) >> 12 & 0xF == 7, let number = row.integer(1), number >= 0,
            let field = row.text(3), let name = row.text(4), let type = row.text(5), let size = row.integer(6),
            let digest = row.blob(7)
        else { return nil }
        self.number = number
        self.key = row.text(2)
        self.field = field
        self.name = name
        self.type = type
        self.size = size
        self.digest = digest
    }
}
