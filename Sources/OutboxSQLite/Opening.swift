import Dispatch
import Outbox

/// How each connection of a store is opened.
struct Opening: Sendable {
    var configuration: SQLiteConfiguration
    var schema = Schema.current
    var log = Checkpointing.standard
    /// How much one step of tidying does.
    var tidying = Tidying()
    /// How long the writer waits for work before it gives new submissions their standing.
    var restBeforeSorting = DispatchTimeInterval.milliseconds(50)
    var hooks = Hooks()

    /// A connection that writes, to a file that is a store of this version and syncs each commit before it is answered.
    func writing() throws(StoreError) -> Connection {
        let isService = configuration.role == .service
        let connection = try connect(creating: isService)
        try schema.prepare(connection, path: configuration.path, role: configuration.role)
        try connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY")
        // What is removed is gone, and not only out of sight. It costs writes only where rows are removed.
        try connection.execute("PRAGMA secure_delete = ON")
        try log.apply(to: connection, of: configuration.role)
        for sql in hooks.whenOpened { try connection.execute(sql) }
        try checkDurable(connection)
        return connection
    }

    /// A connection that only reads.
    func reading() throws(StoreError) -> Connection {
        let connection = try connect(creating: false)
        try connection.execute("PRAGMA query_only = ON")
        return connection
    }

    /// A connection that brings the log into the database, and syncs both as it does.
    func checkpointing() throws(StoreError) -> Connection {
        let connection = try connect(creating: false)
        try connection.execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = 0")
        return connection
    }

    private func connect(creating: Bool) throws(StoreError) -> Connection {
        do {
            return try Connection(path: configuration.path, creating: creating, patience: configuration.patience)
        } catch {
            guard configuration.role == .tool, error.code == .cannotOpen else { throw error }
            throw StoreError(
                .notFound,
                "there is no store to open at \(configuration.path), or it is not this user's to read: tools run as the service's user"
            )
        }
    }

    /// With WAL, NORMAL answers before the disk has the row: only what is read back is believed.
    private func checkDurable(_ connection: borrowing Connection) throws(StoreError) {
        let journal = try connection.text("PRAGMA journal_mode") ?? "unknown"
        let synchronous = try connection.integer("PRAGMA synchronous") ?? -1
        guard journal == "wal", synchronous >= 2 else {
            throw StoreError(
                .notDurable,
                "the store \(configuration.path) would answer before the disk has the data: "
                    + "journal_mode is \(journal), synchronous is \(synchronous); wal and 2 (FULL) are needed")
        }
    }
}
