import CSQLite
import Outbox

/// The connection that writes, with its statements: from an opening to the next failure. Used by one thread only.
@safe
final class WriteSession {
    let connection: Connection
    let insert: Statement
    let insertsTogether: [InsertTogether]
    let insertStanding: Statement
    let findRepeat: Statement
    let keepRepeat: Statement
    let countRepeat: Statement
    let lowOfKey: Statement
    let sameRow: Statement
    let sameDeal: Statement
    let sort: Statement
    let lastToSort: Statement
    let unsorted: Statement
    let setWatermark: Statement
    let makeStanding: Statement
    let pendingForms: Statement
    let dueOfForm: Statement
    let newestOfForm: Statement
    let nextDueOfForm: Statement
    let claim: Statement
    let claimed: Statement
    let giveBack: Statement
    let findClaim: Statement
    let endAttempt: Statement
    let findAttempt: Statement
    let retry: Statement
    let retryFetch: Statement
    let insertVerdict: Statement
    let insertFile: Statement
    let schemaVersion: Int64
    /// How far the standings have come; committed or in the open transaction.
    var sorted: Sorted
    /// The newest submissions by what they hold; nil until one is asked for.
    var echoes: Echoes?
    /// The form whose submission was claimed last: the next claim begins with the one after it.
    var lastServedForm = ""

    /// How far the tidying has come; nil between two walks.
    var sweep: Sweep?

    /// How many pages the log has since the last commit: SQLite writes it.
    private let pagesOfLog: UnsafeMutablePointer<Int32>
    private let files: FileIdentity
    private let path: String
    /// In bytes.
    private let pageSize: Int
    private let begin: Statement
    private let commit: Statement

    init(_ opening: Opening) throws(StoreError) {
        let connection = try opening.writing()
        begin = try Statement("BEGIN IMMEDIATE", on: connection)
        commit = try Statement("COMMIT", on: connection)
        insert = try Statement(Self.insertSQL, on: connection)
        var insertsTogether: [InsertTogether] = []
        for count in Self.rowsTogether { insertsTogether.append(try InsertTogether(rows: count, on: connection)) }
        self.insertsTogether = insertsTogether
        insertStanding = try Statement(Self.insertStandingSQL, on: connection)
        findRepeat = try Statement("SELECT id, id_low, until FROM repeats WHERE key = ?1", on: connection)
        keepRepeat = try Statement(Self.keepRepeatSQL, on: connection)
        countRepeat = try Statement(Self.countRepeatSQL, on: connection)
        lowOfKey = try Statement("SELECT id_low FROM submissions WHERE id = ?1", on: connection)
        sameDeal = try Statement("SELECT 1 FROM submissions WHERE id = ?1 AND deal = ?2", on: connection)
        sameRow = try Statement(Self.sameRowSQL, on: connection)
        sort = try Statement(Self.sortSQL, on: connection)
        lastToSort = try Statement(Self.lastToSortSQL, on: connection)
        unsorted = try Statement(Self.unsortedSQL, on: connection)
        setWatermark = try Statement("UPDATE sorting SET watermark = ?1", on: connection)
        makeStanding = try Statement(Self.makeStandingSQL, on: connection)
        pendingForms = try Statement(Self.formsSQL(.pending), on: connection)
        dueOfForm = try Statement(Self.dueOfFormSQL, on: connection)
        newestOfForm = try Statement(Self.newestOfFormSQL, on: connection)
        nextDueOfForm = try Statement(Self.nextDueOfFormSQL, on: connection)
        claim = try Statement(Self.claimSQL, on: connection)
        claimed = try Statement(Self.claimedSQL, on: connection)
        giveBack = try Statement(Self.giveBackSQL, on: connection)
        findClaim = try Statement(Self.findClaimSQL, on: connection)
        endAttempt = try Statement(Self.endAttemptSQL, on: connection)
        findAttempt = try Statement(Self.findAttemptSQL, on: connection)
        retry = try Statement(Self.retrySQL, on: connection)
        retryFetch = try Statement(Self.retryFetchSQL, on: connection)
        insertFile = try Statement(Self.insertFileSQL, on: connection)
        insertVerdict = try Statement(Self.insertVerdictSQL, on: connection)
        schemaVersion = opening.schema.version
        // SQLite makes the log's file with the first transaction.
        try begin.run()
        try connection.execute("ROLLBACK")
        files = FileIdentity(ofStore: opening.configuration.path)
        path = opening.configuration.path
        pageSize = Int(try connection.integer("PRAGMA page_size") ?? 0)
        unsafe pagesOfLog = .allocate(capacity: 1)
        unsafe pagesOfLog.initialize(to: 0)
        unsafe bb_sqlite_watch_log(connection.handle, pagesOfLog)
        sorted = try Sorted(connection)
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
        try begin.run()
    }

    /// Commits and syncs it. Nothing may be answered before this returns.
    func commitTransaction() throws(StoreError) {
        try files.check(logHolds: logPages, of: pageSize, connection)
        try commit.run()
    }

    /// Whether the file that this works on has lost its name.
    var isFileRemoved: Bool { !files.isDatabaseThere }

    /// Whether the log that this works on has its name still.
    var isLogThere: Bool { files.isLogThere }

    /// Gives up the open transaction, if there is one.
    func rollBack() {
        // Closing the connection would do it too; an error here changes nothing.
        if connection.isInTransaction { try? connection.execute("ROLLBACK") }
    }

    /// Writes a page, though with the value it had: shows that the disk takes and syncs a commit.
    func touch() throws(StoreError) {
        try files.check()
        try FreeSpace.check(beside: path)
        try connection.execute("PRAGMA user_version = \(schemaVersion)")
    }
}
