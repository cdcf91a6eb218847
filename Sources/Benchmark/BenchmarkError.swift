/// Why there is no figure.
public enum BenchmarkError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The machine did not give what a measurement needs: what was tried, and the system's reason.
    case system(String, String)
    /// Someone ended it.
    case stopped
    /// An answer was not the one that is right: its status line, and how its content begins.
    case wrongAnswer(String)
    /// More came than was asked for.
    case surplus
    /// The server closed a connection, or it broke.
    case connectionLost
    /// So many requests had no answer after so long.
    case noAnswer(requests: Int, after: Duration)
    /// No answer fell into the time that is counted: it was too short.
    case nothingCounted
    /// What was counted on one side is not what was counted on the other.
    case mismatch(String)

    /// What went wrong, in one line.
    public var description: String {
        switch self {
        case .system(let operation, let reason): "\(operation): \(reason)"
        case .stopped: "stopped before its end"
        case .wrongAnswer(let summary): "a wrong answer: \(summary)"
        case .surplus: "an answer that nobody asked for"
        case .connectionLost: "the service closed a connection"
        case .noAnswer(let requests, let time): "\(Figure.count(requests, "request")) had no answer after \(time)"
        case .nothingCounted: "no answer fell into the time that is counted; a longer --duration is needed"
        case .mismatch(let words): words
        }
    }
}
