import Listener
import Outbox
import Telemetry

/// What the log says of a form's posts when they are stored.
struct StoredLines {
    private let form: LogStretch
    /// The line of nearly all.
    let pending: LogPattern

    private static let requestID = LogKey("request_id")
    private static let stored = LogStretch(.event(LogEvent(.info, "submission stored")), .word(requestID))
    private static let repeated = LogStretch(.event(LogEvent(.info, "submission repeated")), .word(requestID))
    private static let ignored = LogStretch(.event(LogEvent(.info, "submission ignored")), .word(requestID))

    init(of name: String) {
        form = LogStretch(.endOfWord, .field(LogField("form", name)), .word(LogKey("id")))
        pending = Self.line(Self.stored, form, .pending)
    }

    /// The line of a post in this state, with a request's id and a submission's to come, and how many milliseconds it took.
    func line(_ state: SubmissionState, isRepeat: Bool) -> LogPattern {
        if state == .pending, !isRepeat { return pending }
        return Self.line(isRepeat ? Self.repeated : state == .discarded ? Self.ignored : Self.stored, form, state)
    }

    private static func line(_ event: LogStretch, _ form: LogStretch, _ state: SubmissionState) -> LogPattern {
        LogPattern(
            .info, event, word: RequestID.count, form, word: SubmissionID.textCount,
            LogStretch(.endOfWord, .field(LogField("state", state.rawValue)), .number(LogKey("ms"))))
    }
}
