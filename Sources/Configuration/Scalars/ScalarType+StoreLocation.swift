import Bridge

extension ScalarType where Value == StoreLocation {
    /// `sqlite:PATH`; a relative path starts at `folder`.
    static func storeLocation(folder: String) -> Self {
        ScalarType("sqlite:PATH", schema: .form("sqlite:.+"), isPublic: true) { text throws(Mismatch) in
            if text.hasPrefix("sqlite:") {
                let path = String(text.dropFirst(7))
                // SQLite would take these for a database in memory.
                guard !path.isEmpty, !path.utf8.contains(0), !path.hasPrefix(":") else {
                    throw Mismatch("write sqlite:/var/lib/boardbridge/boardbridge.db")
                }
                return .sqlite(path: path.resolved(in: folder))
            }
            if text.hasPrefix("postgresql:") || text.hasPrefix("postgres:") {
                throw Mismatch(saying: "PostgreSQL is not supported in this version; write sqlite:PATH")
            }
            throw Mismatch(text.hasPrefix("/") ? "write sqlite:\(text)" : nil)
        }
    }
}
