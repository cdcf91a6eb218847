/// A submission as the in-memory store keeps it.
struct InMemoryRow: Sendable {
    let received: NewSubmission
    var state: SubmissionState
    var changedAt: Timestamp
    var dueAt: Timestamp?
    var attemptStartedAt: Timestamp?
    var attempts = 0
    var attemptsBeforeRound = 0
    var triedSince: Timestamp?
    var lease: Lease?
    var uncertainty: Uncertainty?
    /// The board's field that carries the id in the attempt under way.
    var reference: String?
    /// The board that it is sent to.
    var board: Int64?
    var dealID: Int64?
    var leadID: Int64?
    var reason: String?
    var problems: [UInt8]?
    var ended: [Attempt] = []
    /// The deal that a person put in the place of the first one.
    var changedDeal: [UInt8]?
    var interventions: [Intervention] = []
    /// What the spam checks found.
    var verdict: SpamRecord?
    /// How many repeats of it came.
    var repeats = 0
    /// What is fetched for it; nil where all of it came.
    var fetch: InMemoryFetch?

    init(_ submission: NewSubmission) {
        received = submission
        state = submission.state
        changedAt = submission.receivedAt
        let checks = submission.spamChecks
        verdict = submission.verdict?.of(checks: checks) ?? SpamRecord.nothing(by: checks)
        dueAt = submission.isDueAtOnce ? submission.receivedAt : nil
        if submission.awaitsFetch {
            fetch = InMemoryFetch(dueAt: submission.state == .pending ? submission.receivedAt : nil)
        }
        reason = submission.reason
        problems = submission.problems
    }

    /// Whether a new one, from the same place with the same content, is an echo of it.
    func isSame(as new: NewSubmission, within window: Duration) -> Bool {
        let age = new.receivedAt - received.receivedAt
        return age < window && age > .zero - window && received.form == new.form
            && received.clientAddress == new.clientAddress && received.query == new.query
            && received.content == new.content
    }

    /// Marks an attempt as under way; nil where the submission has no deal.
    mutating func claim(_ request: ClaimRequest) -> Claim? {
        guard let deal = changedDeal ?? received.deal else { return nil }
        dueAt = nil
        attemptStartedAt = request.moment
        attempts += 1
        lease = request.lease
        let triedSince = triedSince ?? request.moment
        self.triedSince = triedSince
        if uncertainty == nil { (reference, board) = (request.reference, request.board) }
        return Claim(
            id: received.id, form: received.form, deal: deal, number: attempts,
            numberInRound: attempts - attemptsBeforeRound, triedSince: triedSince, receivedAt: received.receivedAt,
            startedAt: request.moment, lease: request.lease, uncertainty: uncertainty)
    }

    /// Takes a claim back as if it had not been.
    mutating func giveBack(_ claim: Claim, at moment: Timestamp) {
        guard received.id == claim.id, attemptStartedAt == claim.startedAt, attempts == claim.number else { return }
        // A first attempt goes back to its place in the order of arrival.
        dueAt = min(claim.number == 1 ? received.receivedAt : changedAt, moment)
        attemptStartedAt = nil
        lease = nil
        attempts -= 1
        if attempts == attemptsBeforeRound { triedSince = nil }
    }

    /// Ends an attempt that someone left behind.
    mutating func interrupt(at moment: Timestamp) {
        guard let startedAt = attemptStartedAt else { return }
        let attempt = Attempt(
            number: attempts, startedAt: startedAt, endedAt: moment, outcome: .interrupted, detail: Attempt.leftBehind)
        let uncertainty = uncertainty ?? Uncertainty(since: startedAt, reference: reference, board: board)
        end(attempt, then: .look(at: moment, for: uncertainty, reason: Attempt.leftBehindReason))
    }

    /// What is not known of it.
    var uncertain: UncertainSubmission? {
        guard let uncertainty, [.pending, .held].contains(state), let deal = changedDeal ?? received.deal else {
            return nil
        }
        return UncertainSubmission(id: received.id, deal: uncertainty.sent ?? deal, uncertainty: uncertainty)
    }

    /// Ends the attempt under way.
    mutating func end(_ attempt: Attempt, then transition: Transition) {
        ended.append(attempt)
        attemptStartedAt = nil
        lease = nil
        state = transition.state
        changedAt = attempt.endedAt
        if !attempt.outcome.countsInRound { attemptsBeforeRound += 1 }
        if attempt.outcome.restartsRound { (attemptsBeforeRound, triedSince) = (attempts, nil) }
        uncertainty = transition.uncertainty
        reason = nil
        problems = nil
        switch transition {
        case .delivered(let dealID, let leadID): (self.dealID, self.leadID) = (dealID, leadID)
        case .retry(let moment, let reason), .look(let moment, _, let reason): (dueAt, self.reason) = (moment, reason)
        case .held(let reason, _): self.reason = reason
        case .failed(let reason, let problems): (self.reason, self.problems) = (reason, problems)
        }
    }

    /// Puts another deal in the place of its own; what was sent of it stays known until it is settled what became of that.
    mutating func replaceDeal(by deal: [UInt8]) {
        if let uncertainty, uncertainty.sent == nil { self.uncertainty?.sent = changedDeal ?? received.deal }
        changedDeal = deal
    }

    /// Begins a new round of attempts; false where a person cannot ask for one.
    mutating func retry(at moment: Timestamp) -> Bool {
        guard state != .delivered, attemptStartedAt == nil else { return false }
        let hasDeal = changedDeal != nil || received.parts.deal != nil
        guard hasDeal || fetch.map({ $0.answer == nil }) ?? false else { return false }
        fetch?.start(at: hasDeal ? nil : moment)
        // Whoever has one sent that is held has been told where it may be.
        if state == .held { uncertainty?.board = nil }
        state = .pending
        dueAt = hasDeal ? moment : nil
        changedAt = moment
        triedSince = nil
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
        var submission = Submission(
            summary: summary, requestID: received.requestID, contentType: received.contentType,
            headers: received.headers, query: received.query, clientAddress: received.clientAddress,
            content: received.content, deal: changedDeal ?? received.deal, problems: problems,
            repeatKey: received.repeatKey, part: received.part, fetched: fetch?.fetched ?? .nothing,
            files: received.files ?? [])
        submission.repeats = repeats
        return submission
    }
}
