internal import Configuration
internal import Outbox

/// Which submissions a command is about: those named by their ids, or those that a filter lets through.
struct Selection: Sendable {
    static let options = ["--config", "--state", "--form", "--since", "--until", "--text"]

    /// Those named; empty where a filter says which.
    let named: [SubmissionID]
    /// What the filter lets through, without a limit.
    private(set) var filter: SubmissionFilter
    /// Text that they hold, in either case of letters.
    let text: Sought?

    /// What was asked for.
    ///
    /// - Parameters:
    ///   - standard: the states without `--state`; nil for all.
    ///   - takesAll: whether `--state all` means every state.
    init(_ arguments: Arguments, standard: Set<SubmissionState>?, takesAll: Bool = false) throws(UsageError) {
        named = try arguments.words.map { word throws(UsageError) in try SubmissionsCommand.id(word) }
        let states = try Self.states(arguments, takesAll: takesAll, standard: standard)
        let now = Timestamp.now
        filter = SubmissionFilter(
            states: states ?? standard, form: arguments.value("--form"),
            since: try Self.moment(arguments, "--since", now), until: try Self.moment(arguments, "--until", now))
        text = arguments.value("--text").map { .text($0) }
        let isFiltered = Self.options.dropFirst().contains(where: arguments.has)
        if !named.isEmpty, isFiltered || arguments.has("--all") {
            throw UsageError("name submissions by their ids, or say which by a filter, not both")
        }
    }

    /// As above, for a command that changes something: it has to be told which.
    init(changing arguments: Arguments, standard: Set<SubmissionState>) throws(UsageError) {
        try self.init(arguments, standard: standard)
        guard !named.isEmpty || arguments.has("--all") || Self.options.dropFirst().contains(where: arguments.has) else {
            throw UsageError("name submissions by their ids, say which by --state, --form and others, or say --all")
        }
    }

    /// Leaves out what comes after a submission.
    mutating func end(at latest: SubmissionID?) {
        guard let latest else { return }
        let end = latest.timestamp + .milliseconds(1)
        filter.until = min(filter.until ?? end, end)
    }

    /// Each of them, whole, a page at a time, newest first.
    func forEach(
        in store: any KeptStore, _ body: (KeptSubmission) async throws -> Void
    ) async throws {
        guard named.isEmpty else {
            for id in named {
                guard let submission = try await store.submission(id) else {
                    Terminal.error("\(id): there is no such submission")
                    continue
                }
                try await body(
                    KeptSubmission(
                        submission, attempts: try await store.attempts(of: id),
                        interventions: try await store.interventions(of: id),
                        verdict: try await store.verdicts(of: [id])[id],
                        fetches: try await store.fetchAttempts(of: id)))
            }
            return
        }
        var page = filter
        page.limit = Self.pageSize
        while true {
            let found = try await store.whole(page, bytes: Self.pageBytes, holding: text.map { [$0] } ?? [])
            guard let last = found.last else { return }
            for kept in found { try await body(kept) }
            page.before = last.submission.id
        }
    }

    /// The summaries of all of them; without a text to look for, nothing of their content is read.
    func summaries(in store: any KeptStore) async throws -> [SubmissionSummary] {
        var found: [SubmissionSummary] = []
        if named.isEmpty, text == nil {
            var page = filter
            page.limit = Self.pageSize * 10
            while true {
                let some = try await store.list(page)
                guard let last = some.last else { return found }
                found += some
                page.before = last.id
            }
        }
        try await forEach(in: store) { found.append($0.submission.summary) }
        return found
    }

    private static let pageSize = 500
    private static let pageBytes = 8 << 20

    /// `failed and unmapped ones`
    private static func words(_ states: Set<SubmissionState>?) -> String {
        let names = SubmissionState.allCases.filter { states?.contains($0) == true }.map(\.rawValue)
        return names.joined(separator: " and ") + " ones"
    }

    static func states(
        _ arguments: Arguments, takesAll: Bool, standard: Set<SubmissionState>? = nil
    ) throws(UsageError) -> Set<SubmissionState>? {
        let names = arguments.list("--state")
        guard !names.isEmpty else { return nil }
        if names == ["all"] {
            // What is held may have made its deal: it is never sent again by a word that means everything.
            guard takesAll else {
                throw UsageError(
                    "--state all is for list and export; write --all for \(Self.words(standard)), or name the states")
            }
            return Set(SubmissionState.allCases)
        }
        var states: Set<SubmissionState> = []
        for name in names {
            guard let state = SubmissionState(rawValue: name) else {
                throw UsageError.unknown("state", name, known: SubmissionState.allCases.map(\.rawValue) + ["all"])
            }
            states.insert(state)
        }
        return states
    }

    private static func moment(_ arguments: Arguments, _ option: String, _ now: Timestamp) throws(UsageError)
        -> Timestamp?
    {
        guard let text = arguments.value(option) else { return nil }
        if let ago = Duration(configured: text) { return now + (.zero - ago) }
        guard let moment = Timestamp(text) else {
            throw UsageError("\(option) takes a time such as 2026-03-01, 2026-03-01T09:30Z or 2d, not '\(text)'")
        }
        return moment
    }
}
