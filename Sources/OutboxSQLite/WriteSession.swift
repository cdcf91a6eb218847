import CSQLite
import Outbox

/// The connection that writes, with its statements: from an opening to the next failure. Used by one thread only.
@safe
final class WriteSession {
    let connection: Connection
    let insert: Statement
    let insertTogether: Statement
    let keyOfRepeat: Statement
    let lowOfKey: Statement
    let addToTally: Statement
    let claim: Statement
    let endAttempt: Statement
    let findAttempt: Statement
    let retry: Statement
    let nextDue: Statement
    let schemaVersion: Int64
    var tally = Tally()

    /// How many pages the log has since the last commit: SQLite writes it.
    private let pagesOfLog: UnsafeMutablePointer<Int32>
    private let files: FileIdentity
    private let path: String
    private let begin: Statement
    private let commit: Statement

    init(_ opening: Opening) throws(StoreError) {
        let connection = try opening.writing()
        begin = try Statement("BEGIN IMMEDIATE", on: connection)
        commit = try Statement("COMMIT", on: connection)
        insert = try Statement(Self.insertSQL, on: connection)
        insertTogether = try Statement(Self.insertTogetherSQL, on: connection)
        keyOfRepeat = try Statement("SELECT id, id_low FROM submissions WHERE repeat_key = ?1", on: connection)
        lowOfKey = try Statement("SELECT id_low FROM submissions WHERE id = ?1", on: connection)
        addToTally = try Statement(Self.addToTallySQL, on: connection)
        claim = try Statement(Self.claimSQL, on: connection)
        endAttempt = try Statement(Self.endAttemptSQL, on: connection)
        findAttempt = try Statement(Self.findAttemptSQL, on: connection)
        retry = try Statement(Self.retrySQL, on: connection)
        nextDue = try Statement(Self.nextDueSQL, on: connection)
        schemaVersion = opening.schema.version
        // SQLite makes the log's file with the first transaction.
        try begin.run()
        try connection.execute("ROLLBACK")
        files = FileIdentity(ofStore: opening.configuration.path)
        path = opening.configuration.path
        unsafe pagesOfLog = .allocate(capacity: 1)
        unsafe pagesOfLog.initialize(to: 0)
        unsafe bb_sqlite_watch_log(connection.handle, pagesOfLog)
        self.connection = connection
    }

    deinit {
        // The connection outlives this by a moment, and commits nothing any more.
        unsafe bb_sqlite_watch_log(connection.handle, nil)
        unsafe pagesOfLog.deallocate()
    }

    /// How many pages the log had at the last commit.
    var logPages: Int { unsafe Int(pagesOfLog.pointee) }

    /// Begins the one transaction for all that waits.
    func beginTransaction() throws(StoreError) {
        tally.clear()
        try begin.run()
    }

    /// Commits and syncs it. Nothing may be answered before this returns.
    func commitTransaction() throws(StoreError) {
        for entry in tally.entries {
            try addToTally.bind(1, text: entry.form)
            try addToTally.bind(2, entry.state.code)
            try addToTally.bind(3, entry.count)
            try addToTally.run()
        }
        try files.check()
        try commit.run()
    }

    /// Gives up the open transaction, if there is one.
    func rollBack() {
        // Closing the connection would do it too; an error here changes nothing.
        if connection.isInTransaction { try? connection.execute("ROLLBACK") }
    }

    /// When the next row is due.
    func readNextDue() throws(StoreError) -> Timestamp? {
        defer { nextDue.reset() }
        guard try nextDue.step(), let milliseconds = nextDue.optionalInteger(0) else { return nil }
        return Timestamp(milliseconds: milliseconds)
    }

    /// Writes a page, though with the value it had: shows that the disk takes and syncs a commit.
    func touch() throws(StoreError) {
        try files.check()
        try FreeSpace.check(beside: path)
        try connection.execute("PRAGMA user_version = \(schemaVersion)")
    }

    private static let addToTallySQL = """
        INSERT INTO tally (form, state, count) VALUES (?1, ?2, ?3)
        ON CONFLICT (form, state) DO UPDATE SET count = count + excluded.count
        """

    static let nextDueSQL = """
        SELECT due_at FROM submissions WHERE state = \(SubmissionState.pending.code) AND due_at IS NOT NULL
        ORDER BY due_at LIMIT 1
        """
}
