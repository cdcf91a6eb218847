/// A submission as the in-memory store keeps it.
struct InMemoryRow: Sendable {
    let received: NewSubmission
    var state: SubmissionState
    var changedAt: Timestamp
    var dueAt: Timestamp?
    var attemptStartedAt: Timestamp?
    var attempts = 0
    var attemptsBeforeRound = 0
    var pendingSince: Timestamp
    var dealID: Int64?
    var leadID: Int64?
    var reason: String?
    var problems: [UInt8]?
    var ended: [Attempt] = []
    /// The deal that a person put in the place of the first one.
    var changedDeal: [UInt8]?
    var interventions: [Intervention] = []

    init(_ submission: NewSubmission) {
        received = submission
        state = submission.state
        changedAt = submission.receivedAt
        dueAt = submission.state == .pending ? submission.receivedAt : nil
        pendingSince = submission.receivedAt
        reason = submission.reason
        problems = submission.problems
    }

    /// Whether a new one, from the same place with the same content, is an echo of it.
    func isSame(as new: NewSubmission, within window: Duration) -> Bool {
        let age = new.receivedAt - received.receivedAt
        return age < window && age > .zero - window && received.form == new.form
            && received.clientAddress == new.clientAddress && received.content == new.content
    }

    /// Marks an attempt as under way; nil where the submission has no deal.
    mutating func claim(at moment: Timestamp) -> Claim? {
        guard let deal = changedDeal ?? received.deal else { return nil }
        dueAt = nil
        attemptStartedAt = moment
        attempts += 1
        return Claim(
            id: received.id, form: received.form, deal: deal, number: attempts,
            numberInRound: attempts - attemptsBeforeRound, pendingSince: pendingSince, receivedAt: received.receivedAt,
            startedAt: moment)
    }

    /// Ends the attempt under way.
    mutating func end(_ attempt: Attempt, then transition: Transition) {
        ended.append(attempt)
        attemptStartedAt = nil
        state = transition.state
        changedAt = attempt.endedAt
        switch transition {
        case .delivered(let dealID, let leadID):
            (self.dealID, self.leadID, reason, problems) = (dealID, leadID, nil, nil)
        case .retry(let moment, let reason): (dueAt, self.reason, problems) = (moment, reason, nil)
        case .held(let reason): (self.reason, problems) = (reason, nil)
        case .failed(let reason, let problems): (self.reason, self.problems) = (reason, problems)
        }
    }

    /// Begins a new round of attempts; false where a person cannot ask for one.
    mutating func retry(at moment: Timestamp) -> Bool {
        guard changedDeal != nil || received.parts.deal != nil, state != .delivered, attemptStartedAt == nil else {
            return false
        }
        state = .pending
        dueAt = moment
        changedAt = moment
        pendingSince = moment
        attemptsBeforeRound = attempts
        reason = nil
        problems = nil
        return true
    }

    var summary: SubmissionSummary {
        SubmissionSummary(
            id: received.id, form: received.form, state: state, receivedAt: received.receivedAt, changedAt: changedAt,
            dueAt: dueAt, attemptStartedAt: attemptStartedAt, attempts: attempts, dealID: dealID, leadID: leadID,
            reason: reason, contentSize: received.parts.content.count)
    }

    var submission: Submission {
        Submission(
            summary: summary, requestID: received.requestID, contentType: received.contentType,
            headers: received.headers, query: received.query, clientAddress: received.clientAddress,
            content: received.content, deal: changedDeal ?? received.deal, problems: problems,
            repeatKey: received.repeatKey, part: received.part)
    }
}
