internal import Outbox

extension SubmissionsCommand {
    static func list(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments, .init(options: Selection.options + ["--limit", "--before"], flags: ["--json"]))
        let selection = try Selection(arguments, standard: SubmissionState.needingAPerson, takesAll: true)
        let limit = try arguments.integer("--limit", in: 1...100_000, default: 100)
        var filter = selection.filter
        filter.limit = limit
        filter.before = try arguments.value("--before").map { text throws(UsageError) in try id(text) }
        let (found, counts, rate, stops, verdicts) = try await withStore(arguments) { [filter] store in
            let found =
                if let text = selection.text {
                    try await search(store, filter, text)
                } else {
                    try await store.list(filter)
                }
            let counts = try await store.counts(form: filter.form)
            let pace = try await store.note(DeliveryPace.name).flatMap { DeliveryPace(text: $0) }
            let rate = pace?.rate(of: filter.form, at: .now)
            let stops = try await store.note(DeliveryStops.name).flatMap { DeliveryStops(text: $0) }
            return (found, counts, rate, stops, try await store.verdicts(of: found.map(\.id)))
        }
        if arguments.has("--json") {
            for summary in found { Terminal.out(SubmissionText.json(summary, verdicts[summary.id])) }
            return .good
        }
        for summary in found { Terminal.out(SubmissionText.line(summary, verdicts[summary.id])) }
        if found.isEmpty { Terminal.error("nothing here") }
        if found.count == limit, let last = found.last { Terminal.error("more, perhaps: --before \(last.id)") }
        let total = SubmissionState.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }
        Terminal.error("in all: " + (total.isEmpty ? "nothing yet" : total.joined(separator: ", ")))
        tellWaiting(counts[.pending], rate, stops, of: filter.form)
        return .good
    }

    /// What those that wait wait for, and how long they will: a pace from before a stop tells nothing of that.
    private static func tellWaiting(_ pending: Int, _ rate: Double?, _ stops: DeliveryStops?, of form: String?) {
        guard pending > 0 else { return }
        let now = Timestamp.now
        if let stops, stops.stopsAll(of: form, at: now) {
            Terminal.error("\(pending) wait:")
        } else if let text = DrainEstimate(pending: pending, rate: rate).text(pending: pending) {
            Terminal.error(text)
        }
        for line in stops?.lines(of: form, at: now) ?? [] { Terminal.error(line) }
    }

    /// The newest that hold a text, as many as the filter's limit.
    private static func search(
        _ store: any KeptStore, _ filter: SubmissionFilter, _ text: Sought
    ) async throws -> [SubmissionSummary] {
        var found: [SubmissionSummary] = []
        var page = filter
        while found.count < filter.limit {
            page.limit = min(500, filter.limit - found.count)
            let some = try await store.whole(page, bytes: 8 << 20, holding: [text])
            guard let last = some.last else { break }
            found += some.map(\.submission.summary)
            page.before = last.submission.id
        }
        return found
    }

    static func show(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments, .init(options: ["--config"], flags: ["--json"], words: 1...1, wordNames: "ID"))
        let id = try id(arguments.words[0])
        let kept = try await withStore(arguments) { store -> KeptSubmission? in
            guard let submission = try await store.submission(id) else { return nil }
            return KeptSubmission(
                submission, attempts: try await store.attempts(of: id),
                interventions: try await store.interventions(of: id), verdict: try await store.verdicts(of: [id])[id],
                fetches: try await store.fetchAttempts(of: id))
        }
        guard let kept else { throw Failure("there is no submission \(id)") }
        Terminal.out(arguments.has("--json") ? SubmissionText.json(kept) : SubmissionText.page(kept))
        return .good
    }
}
