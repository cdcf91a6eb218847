/// How a process ended.
public enum ChildEnding: Sendable, Hashable {
    /// By itself, with this status.
    case status(Int32)
    /// By this signal.
    case signal(Int32)
}

/// Where a process writes.
public enum ChildStream: Sendable, Hashable {
    /// Standard output.
    case output
    /// Standard error.
    case errors
}
