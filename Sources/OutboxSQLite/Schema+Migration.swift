import Outbox

extension Schema {
    /// Makes an empty file a store, brings an older one up to date, and refuses what is neither.
    /// - Parameter role: only the service changes the schema.
    func prepare(_ connection: borrowing Connection, path: String, role: SQLiteRole) throws(StoreError) {
        let found = try Self.version(of: connection, path: path)
        if found == version { return }
        guard found < version else {
            throw StoreError(
                .otherVersion,
                "the store \(path) is of version \(found), made by a newer program; this one knows up to \(version)")
        }
        guard role == .service else {
            throw StoreError(
                .otherVersion,
                "the store \(path) is of version \(found), this program's is \(version): start the service once")
        }
        // Both can only be chosen before the first table. A submission takes about 1 KB: pages of 8 KiB halve the
        // writes of a commit of 64 against 4 KiB. Free pages can go back to the disk in small steps.
        if found == 0 { try connection.execute("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL") }
        try connection.execute("PRAGMA synchronous = FULL; BEGIN IMMEDIATE")
        for step in steps[Int(found)...] { try connection.execute(step) }
        try connection.execute(
            "PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = \(version); COMMIT")
    }

    /// The version of a store, 0 for an empty file.
    static func version(of connection: borrowing Connection, path: String) throws(StoreError) -> Int64 {
        let mark: Int64
        do {
            mark = try connection.integer("PRAGMA application_id") ?? 0
        } catch {
            guard error.code == .damaged else { throw error }
            throw StoreError(.damaged, "the file \(path) is no SQLite database, or is damaged")
        }
        if mark == applicationID { return try connection.integer("PRAGMA user_version") ?? 0 }
        guard mark == 0, try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 else {
            throw StoreError(.notAStore, "the file \(path) is a database of another program")
        }
        return 0
    }
}
