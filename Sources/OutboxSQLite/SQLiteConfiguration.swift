public import Outbox

/// Where a SQLite store is and how it is opened.
public struct SQLiteConfiguration: Sendable {
    /// The database file. Its folder must exist; `-wal`, `-shm` and `.lock` files stand beside it.
    public var path: String
    /// What the store is opened for.
    public var role: SQLiteRole
    /// How long a transaction waits for another process's to end; 5 seconds by default.
    public var patience: Duration
    /// The wall clock, asked only when attempts that a dead process left are closed.
    public var clock: @Sendable () -> Timestamp
    /// Told of each synced commit, and how long it took from its beginning, on the store's thread before its changes are answered; it must
    /// not wait.
    public var committed: @Sendable (Duration) -> Void = { _ in }
    /// Told, in words for a person, of what must not go unseen: a damaged file that was put aside. On the store's thread; it must not wait.
    public var alarm: @Sendable (String) -> Void = { _ in }

    /// A store at `path`, for the service unless said otherwise.
    public init(
        path: String, role: SQLiteRole = .service, patience: Duration = .seconds(5),
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now }
    ) {
        self.path = path
        self.role = role
        self.patience = patience
        self.clock = clock
    }
}
