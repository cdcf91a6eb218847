import Outbox

extension ReadSession {
    static let filesSQL =
        "SELECT key, field, name, type, size, digest FROM files WHERE submission = ?1 ORDER BY number"

    /// The files of a submission, by a statement of ``filesSQL``.
    func files(of submission: Submission, _ statement: borrowing Statement) throws(StoreError) -> [StoredFile] {
        // Only a form's content can hold files.
        guard submission.contentType.prefix(10).lowercased() == "multipart/" else { return [] }
        defer { statement.reset() }
        try statement.bind(1, Int64(bitPattern: submission.id.high))
        var files: [StoredFile] = []
        while try statement.step() { files.append(statement.file()) }
        return files
    }

    /// The file of that key.
    func file(_ key: String) throws(StoreError) -> StoredFile? {
        let statement = try Statement(
            "SELECT key, field, name, type, size, digest FROM files WHERE key = ?1 LIMIT 1", on: connection)
        try statement.bind(1, text: key)
        return try statement.step() ? statement.file() : nil
    }

    /// Those of some keys that a file has.
    func knownFiles(among keys: [String]) throws(StoreError) -> Set<String> {
        let statement = try Statement("SELECT 1 FROM files WHERE key = ?1 LIMIT 1", on: connection)
        var known: Set<String> = []
        for key in keys {
            try statement.bind(1, text: key)
            if try statement.step() { known.insert(key) }
            statement.reset()
        }
        return known
    }

    /// Every file that is kept, each once, for who looks at all of them.
    func allFiles() throws(StoreError) -> [StoredFile] {
        let statement = try Statement(
            """
            SELECT key, field, name, type, size, digest FROM files WHERE key IS NOT NULL GROUP BY key ORDER BY key
            """, on: connection)
        var files: [StoredFile] = []
        while try statement.step() { files.append(statement.file()) }
        return files
    }
}

extension Statement {
    /// The file in the first six columns.
    fileprivate func file() -> StoredFile {
        StoredFile(
            key: optionalText(0), field: text(1), name: text(2), type: text(3), size: Int(integer(4)), digest: bytes(5))
    }
}
