internal import Bridge
internal import Configuration
internal import Outbox
internal import OutboxSQLite
internal import Trying

/// `boardbridge check --history N [FORM]`: what today's files would make of the last submissions that are stored.
struct HistoryCheck {
    static let help = """
          --history N     map the last N submissions of each form (or of FORM) by these files, and show what would change against
                          what was made of them when they came; what visitors wrote is masked. Nothing is stored or sent. Posts
                          that were refused are not in the store. A cookie or a header that was not kept is not there any more.
        """

    let count: Int
    let form: String?
    let isJSON: Bool

    /// What `check` takes, with what the history does.
    static func grammar(options: [String], flags: [String]) -> Arguments.Grammar {
        .init(options: options + ["--history"], flags: flags, words: 0...1, wordNames: "[FORM]")
    }

    /// nil where no history is asked for.
    init?(_ arguments: Arguments) throws(UsageError) {
        count = try arguments.integer("--history", in: 1...100_000, default: 0)
        form = arguments.words.first
        isJSON = arguments.has("--json")
        if count == 0 {
            if let form { throw UsageError("unexpected '\(form)'") }
            return nil
        }
        if arguments.has("--live") { throw UsageError("--live and --history are asked one at a time") }
    }

    func run(_ configuration: Configuration, _ files: [String: [UInt8]]) async throws -> ExitStatus {
        let names = configuration.forms.map(\.name)
        if let form, !names.contains(form) { throw UsageError.unknown("form", form, known: names) }
        let store = try await Service.openStore(configuration.service.store, as: .tool)
        do {
            var isFirst = true
            for form in configuration.forms where self.form.map({ $0 == form.name }) ?? true {
                let text = String(decoding: files["forms/\(form.name).yaml"] ?? [], as: UTF8.self)
                var history = History(
                    of: form, text: text, limits: configuration.service.limits,
                    links: configuration.fileLinks)
                for summary in try await store.list(SubmissionFilter(form: form.name, limit: count)) {
                    // One at a time: a history of 500 may hold 500 MiB.
                    if let submission = try await store.submission(summary.id) { history.add(submission) }
                }
                if !isJSON, !isFirst { Terminal.out("") }
                isFirst = false
                Terminal.out(isJSON ? history.json : history.text(visible: Terminal.visible))
            }
            await store.close()
        } catch {
            await store.close()
            throw error
        }
        return .good
    }
}
