import Outbox

/// What a salvage has to remember: which submissions it has seen, and which rows of other tables belong to which. A store may hold more than
/// memory should: it stands in a temporary file, which has no name and goes with the process.
final class SalvageScratch {
    private let connection: Connection
    private let see: Statement
    private let keep: Statement
    private let find: Statement

    init() throws(StoreError) {
        let connection = try Connection(path: "", creating: true, patience: .zero)
        // Nobody comes back to it: it is never synced, and never undone.
        try connection.execute(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192; BEGIN;
            CREATE TABLE seen (id INTEGER PRIMARY KEY);
            CREATE TABLE rows (submission INTEGER, number INTEGER, key INTEGER, payload BLOB, PRIMARY KEY (submission, number))
                WITHOUT ROWID;
            """)
        see = try Statement("INSERT OR IGNORE INTO seen (id) VALUES (?1)", on: connection)
        keep = try Statement(
            "INSERT INTO rows (submission, number, key, payload) VALUES (?1, ?2, ?3, ?4)", on: connection)
        find = try Statement("SELECT key, payload FROM rows WHERE submission = ?1 ORDER BY number", on: connection)
        self.connection = connection
    }

    private var count: Int64 = 0

    /// Notes a submission; returns whether it was not seen before.
    func isNew(_ submission: Int64) throws(StoreError) -> Bool {
        try see.bind(1, submission)
        try see.run()
        return connection.changes == 1
    }

    /// Keeps a row that belongs to a submission.
    func keep(_ record: RawRecord, key: Int64?, of submission: Int64) throws(StoreError) {
        count += 1
        try keep.bind(1, submission)
        try keep.bind(2, count)
        try keep.bind(3, key)
        try keep.bind(4, blob: record.payload)
        try withExtendedLifetime(record) { () throws(StoreError) in try keep.run() }
    }

    /// The rows of a submission, in the order in which they were found.
    func rows(of submission: Int64) throws(StoreError) -> [(key: Int64?, record: RawRecord)] {
        try find.bind(1, submission)
        var rows: [(key: Int64?, record: RawRecord)] = []
        while try find.step() {
            if let record = RawRecord(find.bytes(1)) { rows.append((find.optionalInteger(0), record)) }
        }
        return rows
    }
}
