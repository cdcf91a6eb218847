internal import BoardCRM
internal import Mapping
internal import Outbox
internal import Wire

/// What an outcome means for a submission: one pure function from what the CRM made of a call to an attempt's record and the
/// submission's next state.
struct Settlement {
    /// The pauses between attempts.
    let policy: RetryPolicy
    /// The names of the form's fields that feed a target, to put the CRM's words into the form's.
    let fieldNames: (TargetPath) -> [String]

    /// How long a token that the CRM refuses rests before it is tried again, at the least.
    private static let accessPause = Duration.seconds(60)

    /// - Parameters:
    ///   - random: chance for the pause's jitter, from 0 up to but not including 1.
    func settle(
        _ outcome: CallOutcome, of claim: Claim, endedAt: Timestamp, random: Double
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
            // Nothing is given up for a token: a person puts it right, and everything goes on.
            let pause = policy.pause(
                afterAttempt: claim.numberInRound, elapsed: endedAt - claim.pendingSince, random: random)
            let reason = "the CRM refused the access token"
            return (
                attempt(claim, endedAt, .access, message),
                .retry(at: endedAt + max(pause ?? .zero, Self.accessPause), reason: reason)
            )
        case .later(let retryAfter, let reason):
            return (attempt(claim, endedAt, .later, reason), again(claim, endedAt, random, retryAfter, reason))
        case .neverSent(let reason):
            return (attempt(claim, endedAt, .neverSent, reason), again(claim, endedAt, random, nil, reason))
        case .uncertain(let reason):
            let words = "the CRM may have made the deal: \(reason)"
            return (attempt(claim, endedAt, .uncertain, reason), .held(reason: words))
        }
    }

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
            afterAttempt: claim.numberInRound, elapsed: endedAt - claim.pendingSince, random: random,
            retryAfter: retryAfter)
        guard let pause else { return .failed(reason: "the attempts ran out; the last one: \(reason)") }
        return .retry(at: endedAt + pause, reason: reason)
    }

    /// The CRM's complaint in terms of the form: its own field's name where a rule feeds the attribute, the attribute's otherwise.
    private func problems(_ error: AttributeError) -> [Problem] {
        let fields = fieldNames(error.path)
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
