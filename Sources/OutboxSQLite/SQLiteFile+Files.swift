public import Outbox

extension SQLiteFile {
    /// The files that a store's submissions have in the folder beside it, each once.
    public static func files(of path: String) async throws(StoreError) -> [StoredFile] {
        try await onThread { () throws(StoreError) in try ReadSession(try open(path)).allFiles() }
    }
}
