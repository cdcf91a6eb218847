public import Outbox

extension SQLiteFile {
    /// What was saved from a damaged file.
    public struct Salvaged: Sendable, Hashable {
        /// How many submissions could be read.
        public var found = 0
        /// How many of them were brought into the store: the others were there already.
        public var added = 0
        /// How many of those are held: nobody knows whether they were delivered.
        public var held = 0
        /// Whether all that the file had was read.
        public var isWhole = true
    }

    /// Brings what can still be read of a damaged store into another one, beside a running service: what came, where it stood, and its
    /// attempts. What was on its way to the CRM, or where it stood cannot be read, is held for a person; where the person tries it again,
    /// it is looked for on the board first.
    ///
    /// - Parameters:
    ///   - path: the store that takes it.
    ///   - reference: the board's field that carries the submission's id in each deal; nil where none does.
    public static func salvage(
        _ damaged: String, into path: String, reference: String? = nil, at moment: Timestamp
    ) async throws(StoreError) -> Salvaged {
        try await onThread { () throws(StoreError) in
            guard DamagedFile.isThere(damaged) else { throw StoreError(.notFound, "there is no file \(damaged)") }
            let target = try Opening(configuration: SQLiteConfiguration(path: path, role: .tool)).writing()
            return try Salvage(of: damaged, into: target, reference, at: moment).run()
        }
    }
}
