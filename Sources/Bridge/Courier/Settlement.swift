internal import BoardCRM
internal import Mapping
internal import Outbox
internal import Wire

/// What an outcome means for a submission: one pure function from what the CRM made of a call to an attempt's record and the
/// submission's next state.
struct Settlement {
    /// The pauses between attempts.
    let policy: RetryPolicy
    /// The board's field that carried the submission's id; nil where none did.
    var reference: String?
    /// Stands for the board that is asked, and that is sent to.
    var board: Int64?
    /// What becomes of a submission when looking does not settle it.
    var uncertain = UncertainPolicy.hold
    /// How long after its beginning an attempt may still make a deal, and of that, how long after its end.
    var certainty = CRMSettings.defaultTotalTime + CRMSettings.defaultSettling
    var settling = CRMSettings.defaultSettling
    /// The names of the form's fields that feed a target, to put the CRM's words into the form's.
    let fieldNames: (TargetPath) -> [String]

    /// How soon after an attempt without an answer its deal is looked for: what the CRM made of it stands there by then, mostly.
    private static let firstLook = Duration.seconds(1)

    /// - Parameters:
    ///   - sentAt: when the call began, which may be a while after the claim: what may have been made is younger than that.
    ///   - random: chance for the pause's jitter, from 0 up to but not including 1.
    func settle(
        _ outcome: CallOutcome, of claim: Claim, sentAt: Timestamp, endedAt: Timestamp, random: Double
    ) -> (attempt: Attempt, transition: Transition) {
        switch outcome {
        case .made(let dealID, let leadID):
            let transition = Transition.delivered(dealID: dealID?.value, leadID: leadID?.value)
            return (attempt(claim, endedAt, .made), transition)
        case .refused(let errors, let message):
            let problems = errors.flatMap(problems)
            let words =
                problems.map { $0.field.isEmpty ? $0.message : "\($0.field): \($0.message)" }
                + (message.map { [$0] } ?? [])
            let reason = "the CRM refused it" + (words.isEmpty ? "" : ": " + words.joined(separator: "; "))
            return (
                attempt(claim, endedAt, .refused, words.joined(separator: "; ")),
                .failed(reason: reason, problems: problems.isEmpty ? nil : ProblemList.json(problems))
            )
        case .accessDenied(let message):
            // Nothing is given up for a token: it is stopped as a whole, and tried with another submission first.
            return (
                attempt(claim, endedAt, .access, message),
                .retry(at: endedAt, reason: "the CRM refused the access token")
            )
        case .misdirected(let reason):
            return (attempt(claim, endedAt, .misdirected, reason), .retry(at: endedAt, reason: reason))
        case .later(let retryAfter, let reason):
            return (attempt(claim, endedAt, .later, reason), again(claim, endedAt, random, retryAfter, reason))
        case .neverSent(let reason):
            return (attempt(claim, endedAt, .neverSent, reason), again(claim, endedAt, random, nil, reason))
        case .uncertain(let reason):
            let uncertainty = Uncertainty(since: sentAt, reference: reference, board: board)
            return (
                attempt(claim, endedAt, .uncertain, reason),
                .look(
                    at: endedAt + min(Self.firstLook, settling), for: uncertainty,
                    reason: "the CRM may have made the deal: \(reason)")
            )
        }
    }

    /// What a look at the board means for a submission.
    ///
    /// - Parameters:
    ///   - isCertain: whether so much time has passed since the attempt that what is not on the board will not come any more.
    func settle(
        _ finding: Finding, of claim: Claim, _ uncertainty: Uncertainty, isCertain: Bool, endedAt: Timestamp,
        random: Double
    ) -> (attempt: Attempt, transition: Transition) {
        switch finding {
        case .found(let dealID, let leadID):
            return (
                attempt(claim, endedAt, .found, uncertainty.sent.map { _ in Self.foundAsItWas }),
                .delivered(dealID: dealID?.value, leadID: leadID?.value)
            )
        case .absent where isCertain && uncertain == .hold && isElsewhere(uncertainty):
            return (attempt(claim, endedAt, .notFound), .held(reason: Self.elsewhere, for: uncertainty))
        case .absent where isCertain:
            return (
                attempt(claim, endedAt, .notFound),
                .retry(at: endedAt, reason: "its deal is not on the board: it is sent again")
            )
        case .absent:
            // By a clock that was set, the time may seem to be over.
            let next = max(uncertainty.since + certainty, endedAt + .seconds(1))
            return (
                attempt(claim, endedAt, .notFound),
                .look(
                    at: min(next, endedAt + certainty), for: uncertainty,
                    reason: "the CRM may have made the deal: it is not on the board yet")
            )
        case .untold(let reason, let failure):
            if let failure, failure.isTokenTrouble {
                let outcome: AttemptOutcome = if case .accessDenied = failure { .access } else { .misdirected }
                return (attempt(claim, endedAt, outcome, reason), .look(at: endedAt, for: uncertainty, reason: reason))
            }
            let retryAfter: Duration? = if case .later(let pause, _)? = failure { pause } else { nil }
            let pause = policy.pause(
                afterAttempt: claim.numberInRound, elapsed: endedAt - claim.triedSince, random: random,
                retryAfter: retryAfter)
            guard let pause else {
                let words = "the CRM may have made the deal, and could not be asked: \(reason)"
                return (attempt(claim, endedAt, .notTold, reason), .held(reason: words, for: uncertainty))
            }
            return (
                attempt(claim, endedAt, .notTold, reason),
                .look(
                    at: endedAt + pause, for: uncertainty,
                    reason: "the CRM may have made the deal, and cannot be asked: \(reason)")
            )
        case .unsettled(let reason):
            return (
                attempt(claim, endedAt, .notTold, reason),
                unsettled(claim, uncertainty, isCertain, endedAt, random, reason)
            )
        }
    }

    /// What the form's owner wants with a deal that may be there or not.
    private func unsettled(
        _ claim: Claim, _ uncertainty: Uncertainty, _ isCertain: Bool, _ endedAt: Timestamp, _ random: Double,
        _ reason: String
    ) -> Transition {
        let held = Transition.held(reason: "the CRM may have made the deal: \(reason)", for: uncertainty)
        switch uncertain {
        case .hold: return held
        case .retry:
            guard isCertain else {
                return .look(
                    at: min(max(uncertainty.since + certainty, endedAt), endedAt + certainty), for: uncertainty,
                    reason: "the CRM may have made the deal: \(reason)")
            }
            let pause = policy.pause(
                afterAttempt: claim.numberInRound, elapsed: endedAt - claim.triedSince, random: random)
            guard let pause else { return held }
            return .retry(at: endedAt + pause, reason: "it is sent again, though its deal may be there: \(reason)")
        }
    }

    /// Whether the deal was sent to another board than the one that is asked: that it is not there tells nothing.
    private func isElsewhere(_ uncertainty: Uncertainty) -> Bool {
        guard let sentTo = uncertainty.board, let board else { return false }
        return sentTo != board
    }

    private static let elsewhere =
        "the CRM may have made the deal: it was sent by another token than today's, and is not on the board of today's"
    private static let foundAsItWas =
        "as it was sent, before it was changed: what was changed is to be changed on the board"

    private func attempt(_ claim: Claim, _ endedAt: Timestamp, _ outcome: AttemptOutcome, _ detail: String? = nil)
        -> Attempt
    {
        Attempt(
            number: claim.number, startedAt: claim.startedAt, endedAt: endedAt, outcome: outcome,
            detail: detail.flatMap { $0.isEmpty ? nil : $0 })
    }

    private func again(
        _ claim: Claim, _ endedAt: Timestamp, _ random: Double, _ retryAfter: Duration?, _ reason: String
    ) -> Transition {
        let pause = policy.pause(
            afterAttempt: claim.numberInRound, elapsed: endedAt - claim.triedSince, random: random,
            retryAfter: retryAfter)
        guard let pause else { return .failed(reason: "the attempts ran out; the last one: \(reason)") }
        return .retry(at: endedAt + pause, reason: reason)
    }

    /// The CRM's complaint in terms of the form: its own field's name where a rule feeds the attribute, the attribute's otherwise.
    private func problems(_ error: AttributeError) -> [Problem] {
        let fields = fieldNames(error.path)
        if let reference, error.path.steps == ["fields", reference] {
            let words =
                "\(error.message) (crm.reference sends the submission's id there: it has to be a text field of the board)"
            return [Problem(field: error.path.description, target: error.path, message: words)]
        }
        // What the board does not have is the rules' mistake, and no visitor's.
        if error.path.steps.first == "fields", error.path.steps.count == 2, error.message.saysNotFound {
            let rule = fields.isEmpty ? "" : "; its rule takes \(fields.joined(separator: ", "))"
            let words = "\(error.message) (the board has no such field\(rule))"
            return [Problem(field: error.path.description, target: error.path, message: words)]
        }
        let field = fields.first ?? error.path.description
        return [Problem(field: field, target: error.path, message: error.message)]
    }
}

extension String {
    /// Whether the CRM says by it that there is no such thing.
    fileprivate var saysNotFound: Bool {
        let words = lowercased()
        return ["not found", "not exist", "unknown", "no such"].contains { words.contains($0) }
    }
}

extension CallFailure {
    /// Whether it is the token's or the address's trouble, which a person puts right.
    fileprivate var isTokenTrouble: Bool {
        switch self {
        case .accessDenied, .misdirected: true
        default: false
        }
    }
}
