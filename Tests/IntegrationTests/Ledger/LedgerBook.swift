import Synchronization
import TestKit

/// What the ledger's clients wrote down: each success with the id that came with it.
final class LedgerBook: Sendable {
    /// A post that was answered with 200.
    struct Success: Sendable, Hashable {
        let number: Int
        let email: String
        let id: String
    }

    /// What happened so far.
    struct Page: Sendable {
        /// The number of the next post that nobody sent yet.
        var next = 0
        var isFinished = false
        /// Nobody will answer any more.
        var isAbandoned = false
        /// Why a client gave up; nil while none did.
        var failure: TestFailure?
        /// In the order of their answers; one that is a repeat stands there again.
        var successes: [Success] = []
        /// Requests that were sent, with repeats.
        var sent = 0
        /// Posts that were sent again under their key.
        var repeated = 0
        /// Posts that were given up on: sent, and no answer came, or another than 200.
        var givenUp = 0
        /// How often each other status came.
        var refused: [Int: Int] = [:]
    }

    private let state = Mutex(Page())

    /// What is written down by now.
    var page: Page { state.withLock { $0 } }

    /// How many successes are written down by now.
    var successCount: Int { state.withLock { $0.successes.count } }

    /// How many answers of this status other than 200 came.
    func refusals(_ status: Int) -> Int { state.withLock { $0.refused[status, default: 0] } }

    /// No new post begins from here on.
    func finish() { state.withLock { $0.isFinished = true } }

    /// Nothing is sent any more, also of what has no answer yet.
    func abandon() {
        state.withLock { page in
            page.isFinished = true
            page.isAbandoned = true
        }
    }

    /// A client cannot go on: all others stop too, and whoever waits for successes is told.
    func giveUp(_ reason: String) -> TestFailure {
        let failure = TestFailure("the ledger's clients gave up: \(reason)")
        state.withLock { $0.failure = failure }
        abandon()
        return failure
    }

    /// The number of a post that is to be sent now; nil when there are no more.
    func take() -> Int? {
        state.withLock { page in
            guard !page.isFinished else { return nil }
            defer { page.next += 1 }
            return page.next
        }
    }

    func note(sent isAgain: Bool) {
        state.withLock { page in
            page.sent += 1
            if isAgain { page.repeated += 1 }
        }
    }

    func note(_ success: Success) { state.withLock { $0.successes.append(success) } }
    func note(refused status: Int) { state.withLock { $0.refused[status, default: 0] += 1 } }
    func noteGivenUp() { state.withLock { $0.givenUp += 1 } }
}
