internal import Outbox

/// What came of a claim, on its way to the store.
struct Ended: Sendable {
    let job: Job
    let attempt: Attempt
    let transition: Transition
    /// How long it took.
    let duration: Duration

    init(_ job: Job, _ settled: (attempt: Attempt, transition: Transition), after duration: Duration) {
        self.job = job
        self.duration = duration
        (attempt, transition) = settled
    }

    /// A claim whose stored deal cannot be read: nothing was sent.
    static func unreadable(_ job: Job) -> Ended {
        let attempt = Attempt(
            number: job.claim.number, startedAt: job.claim.startedAt, endedAt: .now, outcome: .neverSent)
        return Ended(job, (attempt, .failed(reason: "the stored deal cannot be read")), after: .zero)
    }
}
