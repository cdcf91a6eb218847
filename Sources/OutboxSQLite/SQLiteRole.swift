/// What a process opens the store for.
public enum SQLiteRole: Sendable, Hashable {
    /// The one service that has the store: it makes and brings up to date the file, and keeps other services out.
    case service
    /// A command beside it, or without it: reads, and makes small changes, in a file that is there already.
    case tool
}
