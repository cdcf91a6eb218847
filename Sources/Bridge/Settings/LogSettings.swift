/// How events are told on standard error.
public struct LogSettings: Sendable, Hashable {
    /// How a line is written.
    public enum Format: String, Sendable, CaseIterable {
        /// `logfmt` on a terminal, `json` otherwise.
        case auto
        /// One JSON object a line.
        case json
        /// `key=value` pairs.
        case logfmt
    }

    /// The least important event that is told.
    public enum Level: String, Sendable, CaseIterable {
        /// What a developer wants to see.
        case debug
        /// Each request and each attempt.
        case info
        /// What someone should look at some time.
        case warning
        /// What someone must look at.
        case error
    }

    /// `auto` by default.
    public var format = Format.auto
    /// `info` by default.
    public var level = Level.info

    /// The defaults.
    public init() {}
}
