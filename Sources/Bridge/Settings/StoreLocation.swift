/// Where submissions are kept.
public enum StoreLocation: Sendable, Hashable {
    /// A SQLite file at this absolute path; its folder must exist.
    case sqlite(path: String)
}
