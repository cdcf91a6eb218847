internal import Outbox
internal import Spam

/// What is held may have made its deal already: sending it again needs a word of its own, and a plain yes is not it.
enum HeldWord {
    private static let word = "repeat"

    /// Those that may be sent: what may have been made only where `--may-repeat` says so, or the person at the terminal.
    static func leaveOut(
        _ found: [SubmissionSummary], of store: any KeptStore, _ arguments: Arguments
    ) async throws -> [SubmissionSummary] {
        if arguments.has("--may-repeat") { return found }
        var doubtful: Set<SubmissionID> = []
        for summary in found where try await mayHaveBeenMade(summary, store) { doubtful.insert(summary.id) }
        guard !doubtful.isEmpty else { return found }
        let count = doubtful.count
        let warning =
            "\(count) \(count == 1 ? "is" : "are") held, or \(count == 1 ? "was" : "were"): the CRM may have made the deal already. "
            + "Look at the board first."
        if Confirmation.isAtTerminal {
            let answer = Confirmation.answer(to: "\(warning)\nType '\(word)' to send all the same: ")
            if answer == word { return found }
        } else {
            Terminal.error("\(warning) Left as it is without --may-repeat.")
        }
        return found.filter { !doubtful.contains($0.id) }
    }

    /// A deal that was changed may be on the board as it was.
    static func tellOfLook(_ changed: [SubmissionID], in store: any KeptStore) async throws {
        let unknown = Set(try await store.uncertain().map(\.id)).intersection(changed)
        guard !unknown.isEmpty else { return }
        Terminal.error(
            "of \(unknown.count) the CRM may have made the deal as it was before: that is looked for first, and where it is found, "
                + "what you changed is to be changed on the board")
    }

    /// It is held; or it was when it was put aside.
    private static func mayHaveBeenMade(
        _ summary: SubmissionSummary, _ store: any KeptStore
    ) async throws -> Bool {
        if summary.state == .held {
            // What waits for a person because its board's token is gone was never sent, unless its attempts say so.
            let attempts = try await store.attempts(of: summary.id)
            if !attempts.isEmpty, attempts.count == summary.attempts {
                return attempts.contains { [.uncertain, .interrupted].contains($0.outcome) }
            }
            // Nor was what waits because a captcha's server was away.
            guard summary.attempts == 0, let verdict = try await store.verdicts(of: [summary.id])[summary.id] else {
                return true
            }
            return !SpamVerdict(json: verdict.reasons, threshold: .max).reasons.contains { $0.finding == .outage }
        }
        guard summary.state == .discarded else { return false }
        if try await store.interventions(of: summary.id).last?.before.hasPrefix(SubmissionState.held.rawValue) == true {
            return true
        }
        guard summary.attempts > 0 else { return false }
        return try await store.attempts(of: summary.id).contains { [.uncertain, .interrupted].contains($0.outcome) }
    }
}
