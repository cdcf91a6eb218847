import Testing

/// One conversation of the conformance table: what is sent, what may be answered, and what becomes of the connection.
struct ConformanceRow: Sendable, CustomTestStringConvertible {
    /// Whether the connection may carry another request.
    enum Ending: Sendable {
        /// It must be closed, and must have said so.
        case closes
        /// It must go on.
        case stays
        /// Both are right, as long as it does what it said.
        case either
    }

    /// What may come before the answers: 100 (Continue).
    enum Interim: Sendable {
        case none, allowed, required
    }

    let name: String
    /// The rule that it tries: an RFC and its section.
    let section: String
    let bytes: [UInt8]
    /// The answers, each exactly once and in this order.
    let answers: [ExpectedAnswer]
    let ending: Ending
    /// The contents that are stored of it, in their order.
    let stored: [String]
    let interim: Interim
    /// Sent when the first answer, or 100, has come.
    let later: [UInt8]
    /// The client ends its side behind ``bytes``: the request is never whole.
    let isCutShort: Bool

    init(
        _ name: String, _ section: String, _ request: String, _ answers: [ExpectedAnswer], _ ending: Ending,
        stored: [String] = [], interim: Interim = .none, later: String = "", isCutShort: Bool = false
    ) {
        self.name = name
        self.section = section
        bytes = Array(request.utf8)
        self.answers = answers
        self.ending = ending
        self.stored = stored
        self.interim = interim
        self.later = Array(later.utf8)
        self.isCutShort = isCutShort
    }

    /// A request that cannot be read: one answer, with a problem's details (RFC 9457), and the end.
    static func refused(
        _ name: String, _ section: String, _ request: String, _ answer: ExpectedAnswer = 400
    ) -> ConformanceRow {
        let problem = ["content-type": "application/problem+json"]
        return ConformanceRow(name, section, request, [ExpectedAnswer(answer.statuses, fields: problem)], .closes)
    }

    /// A request that gets one answer, after which the connection goes on.
    static func answered(
        _ name: String, _ section: String, _ request: String, _ answer: ExpectedAnswer = 200, stored: [String] = []
    ) -> ConformanceRow {
        ConformanceRow(name, section, request, [answer], .stays, stored: stored)
    }

    var testDescription: String { "\(name) (RFC \(section))" }
}
