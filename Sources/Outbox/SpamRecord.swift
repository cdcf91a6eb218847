/// What the spam checks made of a submission, as it is kept beside it. The store does not look inside.
public final class SpamRecord: Sendable {
    /// How much speaks for spam; 0 where nothing does.
    public let score: Int
    /// What was found, as a JSON array of `{"check", "found", "score", "detail"}`.
    public let reasons: [UInt8]
    /// The captcha's token that its server has still to be asked about; nil where nothing is open.
    public let question: [UInt8]?
    /// The key that the submission takes when the question is answered and it is no spam: until then another may have it. nil where it has
    /// none, or nothing is open.
    public let key: RepeatKey?
    /// Which checks looked at it, as ``NewSubmission/spamChecks`` has them.
    public let checks: UInt16

    /// A record of these parts.
    public init(
        score: Int, reasons: [UInt8], question: [UInt8]? = nil, key: RepeatKey? = nil, checks: UInt16 = 0
    ) {
        self.checks = checks
        self.score = score
        self.reasons = reasons
        self.question = question
        self.key = question == nil ? nil : key
    }

    /// The same with nothing open.
    public var settled: SpamRecord { SpamRecord(score: score, reasons: reasons, checks: checks) }

    /// The same of a submission that these checks looked at.
    public func of(checks: UInt16) -> SpamRecord {
        SpamRecord(score: score, reasons: reasons, question: question, key: key, checks: checks)
    }

    /// What is known of a submission that these checks looked at and found nothing in; nil where none did.
    public static func nothing(by checks: UInt16) -> SpamRecord? {
        checks == 0 ? nil : SpamRecord(score: 0, reasons: Array("[]".utf8), checks: checks)
    }
}

extension SpamRecord: Hashable {
    /// Whether both say the same.
    public static func == (left: SpamRecord, right: SpamRecord) -> Bool {
        left.score == right.score && left.reasons == right.reasons && left.question == right.question
            && left.key == right.key && left.checks == right.checks
    }

    /// Hashes what both have to have in common.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(score)
        hasher.combine(reasons)
    }
}

/// A submission that waits for the verdict of a captcha's server: it is pending, and not due.
public struct SpamQuestion: Sendable, Hashable, Identifiable {
    /// The submission.
    public let id: SubmissionID
    /// The form that took it.
    public let form: String
    /// When it arrived.
    public let receivedAt: Timestamp
    /// What was found so far, with the captcha's token.
    public let record: SpamRecord

    /// A question of these parts.
    public init(id: SubmissionID, form: String, receivedAt: Timestamp, record: SpamRecord) {
        self.id = id
        self.form = form
        self.receivedAt = receivedAt
        self.record = record
    }
}

/// The answer to a ``SpamQuestion``, and where its submission goes.
public struct SpamDecision: Sendable, Hashable {
    /// Where it goes.
    public enum Course: Sendable, Hashable {
        /// It is due at once.
        case deliver
        /// It is spam, for this reason.
        case spam(reason: String)
        /// It is held for a person, for this reason.
        case hold(reason: String)
    }

    /// Where it goes.
    public let course: Course
    /// What was found, with nothing open.
    public let record: SpamRecord

    /// A decision of these parts.
    public init(_ course: Course, _ record: SpamRecord) {
        self.course = course
        self.record = record.settled
    }

    /// The state that the submission gets, unless another has its key by now: then it is discarded, as its repeat.
    public var state: SubmissionState {
        switch course {
        case .deliver: .pending
        case .spam: .spam
        case .hold: .held
        }
    }

    /// Why it is not delivered.
    public var reason: String? {
        switch course {
        case .deliver: nil
        case .spam(let reason), .hold(let reason): reason
        }
    }
}
