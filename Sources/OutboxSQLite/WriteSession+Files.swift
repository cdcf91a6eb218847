import Outbox

extension WriteSession {
    static let insertFileSQL = """
        INSERT OR REPLACE INTO files (submission, number, key, field, name, type, size, digest)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """

    /// Keeps what is known of the files that came with a new submission.
    func insert(_ files: [StoredFile], of key: Int64) throws(StoreError) {
        for (number, file) in files.enumerated() {
            try insertFile.bind(1, key)
            try insertFile.bind(2, Int64(number))
            try insertFile.bind(3, text: file.key)
            try insertFile.bind(4, text: file.field)
            try insertFile.bind(5, text: file.name)
            try insertFile.bind(6, text: file.type)
            try insertFile.bind(7, Int64(file.size))
            try insertFile.bind(8, blob: file.digest)
            try insertFile.run()
        }
    }
}
