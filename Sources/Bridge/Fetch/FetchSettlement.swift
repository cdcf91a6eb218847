internal import BoardCRM
internal import Mapping
internal import Outbox

/// What a try to fetch means for its submission: one pure function from what came to an end.
struct FetchSettlement {
    let policy: RetryPolicy
    let task: FetchTask
    let startedAt: Timestamp
    let endedAt: Timestamp
    /// Chance for the pause's jitter, from 0 up to but not including 1.
    let random: Double

    /// What the rules make of the submission with an answer.
    enum Mapped {
        case result(MappingResult)
        case ignored(String)
        case unreadable(String)
    }

    func end(_ finding: FetchFinding, mapping map: ([UInt8]) -> Mapped) -> FetchEnd {
        let attempt = FetchAttempt(
            number: task.attempts + 1, startedAt: startedAt, endedAt: endedAt, outcome: finding.outcome,
            detail: finding.words)
        switch finding {
        case .answer(let answer): return FetchEnd(attempt, course(of: map(answer)), answer: answer)
        case .denied(let words): return failed(attempt, "the token of fetch is not taken: \(words)")
        case .refused(let words): return failed(attempt, "what was announced cannot be fetched: \(words)")
        case .unusable(let words), .notAsked(let words):
            return failed(attempt, "what was announced cannot be fetched: \(words)")
        case .later(let pause, let words): return again(attempt, pause, words)
        case .noAnswer(let words): return again(attempt, nil, words)
        }
    }

    private func course(of mapped: Mapped) -> FetchEnd.Course {
        switch mapped {
        case .result(.mapped(let deal)): .deliver(deal: deal.encoded())
        case .result(.problems(let problems)):
            .unmapped(reason: ProblemList.reason(problems), problems: ProblemList.json(problems))
        case .ignored(let reason): .ignored(reason: reason)
        case .unreadable(let reason): .failed(reason: reason)
        }
    }

    private func failed(_ attempt: FetchAttempt, _ reason: String) -> FetchEnd {
        FetchEnd(attempt, .failed(reason: reason))
    }

    private func again(_ attempt: FetchAttempt, _ least: Duration?, _ words: String) -> FetchEnd {
        let pause = policy.pause(
            afterAttempt: task.numberInRound, elapsed: endedAt - (task.triedSince ?? startedAt), random: random,
            retryAfter: least.map { min($0, RetryAfter.longest) })
        guard let pause else {
            return failed(attempt, "the tries to fetch what was announced ran out; the last one: \(words)")
        }
        return FetchEnd(
            attempt, .again(at: endedAt + pause, reason: "what was announced is not fetched yet: \(words)"))
    }
}
