internal import Bridge
internal import Configuration
internal import Mapping
internal import Outbox
internal import OutboxSQLite
internal import Wire

extension Command {
    static let submissions = Command(
        name: "submissions", summary: "list, show and retry what was taken",
        help: """
            Usage: boardbridge submissions list [--state STATE,…] [--form FORM] [--limit N] [--before ID] [--json]
                   boardbridge submissions show ID [--json]
                   boardbridge submissions retry ID…
                   boardbridge submissions retry --state STATE,… [--form FORM]

            Works on the configured store, beside a running service too.

            list     newest first. --state all shows every state; without --state, what needs a person: held, failed, unmapped.
            show     one submission: where it stands and why, what came, the deal as mapped, each attempt.
            retry    makes submissions due at once, for a new round of attempts, with the deal as it was mapped. One that is held may
                     have made its deal already: it is looked for on the board first. One that is unmapped has no deal to send.

            States: pending, delivered, held, failed, unmapped, spam, discarded.

            \(ConfigurationFolder.optionHelp)
              --json          one JSON object a line

            Examples:
              boardbridge submissions list
              boardbridge submissions list --state all --form contact --limit 10 --json
              boardbridge submissions retry --state failed --form contact
            """
    ) { arguments in
        guard let verb = arguments.first else { throw UsageError("expected list, show or retry") }
        let rest = Array(arguments.dropFirst())
        switch verb {
        case "list": return try await SubmissionsCommand.list(rest)
        case "show": return try await SubmissionsCommand.show(rest)
        case "retry": return try await SubmissionsCommand.retry(rest)
        default: throw UsageError.unknown("word", verb, known: ["list", "show", "retry"])
        }
    }
}

/// The three verbs of `boardbridge submissions`.
enum SubmissionsCommand {
    private static let filters = ["--config", "--state", "--form"]

    static func list(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, .init(options: filters + ["--limit", "--before"], flags: ["--json"]))
        let filter = SubmissionFilter(
            states: try states(arguments) ?? SubmissionState.needingAPerson, form: arguments.value("--form"),
            limit: try arguments.integer("--limit", in: 1...100_000, default: 100), before: try before(arguments))
        let (found, counts, delivered) = try await withStore(arguments) { store in
            let counts = try await store.counts(form: filter.form)
            let sample = SubmissionFilter(states: [.delivered], form: filter.form, limit: DrainEstimate.sampleSize)
            let delivered = counts[.pending] > 0 ? try await store.list(sample) : []
            return (try await store.list(filter), counts, delivered)
        }
        if arguments.has("--json") {
            for summary in found { Terminal.out(SubmissionText.json(summary)) }
            return .good
        }
        for summary in found { Terminal.out(SubmissionText.line(summary)) }
        if found.isEmpty { Terminal.error("nothing here") }
        let total = SubmissionState.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }
        Terminal.error("in all: " + (total.isEmpty ? "nothing yet" : total.joined(separator: ", ")))
        let estimate = DrainEstimate(pending: counts[.pending], delivered: delivered, now: .now)
        if let text = estimate.text(pending: counts[.pending]) { Terminal.error(text) }
        return .good
    }

    static func show(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments, .init(options: ["--config"], flags: ["--json"], words: 1...1, wordNames: "ID"))
        let id = try id(arguments.words[0])
        let (submission, attempts) = try await withStore(arguments) { store in
            (try await store.submission(id), try await store.attempts(of: id))
        }
        guard let submission else { throw Failure("there is no submission \(id)") }
        Terminal.out(
            arguments.has("--json")
                ? SubmissionText.json(submission, attempts) : SubmissionText.page(submission, attempts))
        return .good
    }

    static func retry(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, .init(options: filters, words: 0...10_000, wordNames: "ID…"))
        let named = try arguments.words.map { word throws(UsageError) in try id(word) }
        let states = try states(arguments, allowsAll: false)
        guard named.isEmpty != (states == nil) else { throw UsageError("name submissions, or say --state") }
        let form = arguments.value("--form")
        let changed = try await withStore(arguments) { store in
            var ids = named
            if let states {
                ids = try await store.list(SubmissionFilter(states: states, form: form, limit: 100_000)).map(\.id)
            }
            return (asked: ids, applied: try await store.retry(ids, at: .now))
        }
        for id in changed.applied { Terminal.out(id.description) }
        let missed = Set(changed.asked).subtracting(changed.applied)
        for id in missed where !named.isEmpty {
            Terminal.error("\(id): nothing to retry: it is not there, delivered, under way, or unmapped")
        }
        Terminal.error("\(changed.applied.count) made due")
        return missed.isEmpty || named.isEmpty ? .good : .failed
    }

    private static func withStore<Value: Sendable>(
        _ arguments: Arguments, _ body: (any SubmissionStore) async throws -> Value
    ) async throws -> Value {
        let configuration = try ConfigurationFolder.load(arguments)
        let store = try await Service.openStore(configuration.service.store, as: .tool)
        do {
            let value = try await body(store)
            await store.close()
            return value
        } catch {
            await store.close()
            throw error
        }
    }

    private static func states(_ arguments: Arguments, allowsAll: Bool = true) throws(UsageError) -> Set<
        SubmissionState
    >? {
        let names = arguments.list("--state")
        guard !names.isEmpty else { return nil }
        if names == ["all"] {
            // What is held may have made its deal: it is never sent again by a word that means everything.
            guard allowsAll else { throw UsageError("name the states to retry; 'held' only after a look at the board") }
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

    private static func before(_ arguments: Arguments) throws(UsageError) -> SubmissionID? {
        guard let text = arguments.value("--before") else { return nil }
        return try id(text)
    }

    private static func id(_ text: String) throws(UsageError) -> SubmissionID {
        guard let id = SubmissionID(text) else {
            throw UsageError("'\(Terminal.visible(text))' is not a submission's id")
        }
        return id
    }
}
