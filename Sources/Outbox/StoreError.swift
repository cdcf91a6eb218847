/// Why the store could not do what was asked. Nothing of it is stored unless a later read shows it.
public struct StoreError: Error, Sendable, Hashable {
    /// What kind of trouble it is.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The store was closed before.
        case closed
        /// The disk, or the room given to the store, is full.
        case full
        /// The store cannot be written.
        case readOnly
        /// Reading, writing or syncing failed.
        case inputOutput
        /// Someone else kept the store for too long.
        case busy
        /// The file or its folder cannot be opened or made.
        case cannotOpen
        /// There is no store where a tool looks for one.
        case notFound
        /// Another service has the store.
        case alreadyServed
        /// The file is no store of this program.
        case notAStore
        /// The file is damaged.
        case damaged
        /// A newer program made the store, or an older one whose store only the service may bring up to date.
        case otherVersion
        /// The database would not keep the promise to sync before it answers.
        case notDurable
        /// The attempt is not under way any more, so its end was not recorded.
        case claimLost
        /// The database refused it for a reason that has no name of its own here.
        case refused
    }

    /// What kind of trouble it is.
    public let code: Code
    /// The store's own words: a path, a system's message; never anything of a submission.
    public let detail: String

    /// An error with the store's own words.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}

extension StoreError: CustomStringConvertible {
    /// The store's own words, for a person.
    public var description: String { detail }
}
