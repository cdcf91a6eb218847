/// How a try to fetch ended, and where its submission goes.
public struct FetchEnd: Sendable, Hashable {
    /// Where it goes.
    public enum Course: Sendable, Hashable {
        /// It is tried again at that moment.
        case again(at: Timestamp, reason: String)
        /// It is due for delivery, with this deal.
        case deliver(deal: [UInt8])
        /// The rules do not fit it; `problems` is a JSON array of `{"field", "message"}`.
        case unmapped(reason: String, problems: [UInt8])
        /// The form says that it makes no deal.
        case ignored(reason: String)
        /// It is held for a person, with this deal.
        case hold(deal: [UInt8], reason: String)
        /// It is given up, and waits for a person.
        case failed(reason: String)
    }

    /// The try.
    public let attempt: FetchAttempt
    /// Where the submission goes.
    public let course: Course
    /// What was fetched: a JSON object; nil where nothing was.
    public let answer: [UInt8]?

    /// An end of these parts.
    public init(_ attempt: FetchAttempt, _ course: Course, answer: [UInt8]? = nil) {
        self.attempt = attempt
        self.course = course
        self.answer = answer
    }

    /// The state that the submission gets.
    public var state: SubmissionState {
        switch course {
        case .again, .deliver: .pending
        case .unmapped: .unmapped
        case .ignored: .discarded
        case .hold: .held
        case .failed: .failed
        }
    }

    /// The deal that it is delivered with; nil where none was made.
    public var deal: [UInt8]? {
        switch course {
        case .deliver(let deal), .hold(let deal, _): deal
        case .again, .unmapped, .ignored, .failed: nil
        }
    }

    /// Why it is not delivered.
    public var reason: String? {
        switch course {
        case .deliver: nil
        case .again(_, let reason), .unmapped(let reason, _), .ignored(let reason), .hold(_, let reason),
            .failed(let reason):
            reason
        }
    }

    /// When it is tried again; nil where it is not.
    public var nextTry: Timestamp? { if case .again(let moment, _) = course { moment } else { nil } }

    /// What is wrong with which field.
    public var problems: [UInt8]? { if case .unmapped(_, let problems) = course { problems } else { nil } }
}
