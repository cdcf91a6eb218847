/// How a log line is written.
public enum LogFormat: String, Sendable, CaseIterable {
    /// One JSON object a line, for machines.
    case json
    /// `key=value`, for people.
    case logfmt
}
