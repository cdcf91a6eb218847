/// How much an event matters.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
    /// For whoever mends the bridge itself.
    case debug
    /// What happened, as planned.
    case info
    /// What someone should look at soon.
    case warning
    /// What needs someone now.
    case error

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .warning: 2
        case .error: 3
        }
    }

    /// Orders levels by urgency.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
