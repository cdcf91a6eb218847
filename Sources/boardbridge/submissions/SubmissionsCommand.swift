internal import Bridge
internal import Configuration
internal import Outbox
internal import OutboxSQLite

extension Command {
    static let submissions = Command(
        name: "submissions", summary: "list, show, retry, remap, edit, release, discard, export, erase what was taken",
        help: """
            Usage: boardbridge submissions list [WHICH] [--limit N] [--before ID] [--json]
                   boardbridge submissions show ID [--json]
                   boardbridge submissions retry ID… | WHICH | --all  [--may-repeat] [--yes]
                   boardbridge submissions remap ID… | WHICH | --all  [--may-repeat] [--dry-run] [--yes]
                   boardbridge submissions edit ID [--may-repeat] [--yes]
                   boardbridge submissions release ID… | WHICH | --all  [--yes]
                   boardbridge submissions discard ID… | WHICH | --all  [--yes]
                   boardbridge submissions export [WHICH] [--format csv|jsonl] [--output FILE]
                   boardbridge submissions erase --email X | --phone X | --id ID  [--dry-run] [--yes]

            WHICH is any of --state STATE,… --form FORM --since TIME --until TIME --text WORDS.

            Works on the configured store, beside a running service too. A submission that is being delivered is not touched.

            list     newest first. --state all shows every state; without --state, what needs a person: held, failed, unmapped.
            show     one submission: where it stands and why, what came, the deal, each attempt, what people did.
            retry    makes them due at once, for a new round of attempts, with their deal as it is; without --state, failed ones.
            remap    makes their deals anew by the form's rules of today, shows the difference, and makes them due; without
                     --state, failed and unmapped ones. At a terminal it asks, also for those named by their ids.
            edit     opens the deal in $VISUAL or $EDITOR, checks what was written, shows the difference, and makes it due. Of one that
                     has no deal it opens what today's rules can make of it, and says what is wrong with the rest.
            release  says of spam that it is none: it is made due, and delivered as everything else is.
            discard  puts them aside; without --state, held, failed and unmapped ones. `retry` brings one back.
            export   all that lets itself through, every state unless --state says less: CSV for a spreadsheet, or JSON Lines.
            erase    removes a person for good, wherever the address, the number or the id is found: content, deal, attempts, notes,
                     and what SQLite keeps of them in its log and its free pages. Backups are files of yours: look there too.

            One that is held may have made its deal already: look at the board. It is sent again only with --may-repeat.
            What is not named by its id is counted, and asked for; without a terminal it needs --yes.

            States: pending, delivered, held, failed, unmapped, spam, discarded.
            TIME: 2026-03-01, 2026-03-01T09:30Z, or so long ago: 90m, 2d.

            \(ConfigurationFolder.optionHelp)
              --json          one JSON object a line

            Examples:
              boardbridge submissions list --state all --form contact --since 2d --json
              boardbridge submissions retry --state failed --form contact
              boardbridge submissions remap --all --dry-run
              boardbridge submissions export --form contact --output contact.csv
              boardbridge submissions erase --email ada@example.com --dry-run
            """
    ) { arguments in
        guard let verb = arguments.first else {
            throw UsageError("expected " + SubmissionsCommand.verbs.map(\.name).joined(separator: ", "))
        }
        guard let command = SubmissionsCommand.verbs.first(where: { $0.name == verb }) else {
            throw UsageError.unknown("word", verb, known: SubmissionsCommand.verbs.map(\.name))
        }
        return try await command.run(Array(arguments.dropFirst()))
    }
}

/// The verbs of `boardbridge submissions`, each in a file of its own.
enum SubmissionsCommand {
    struct Verb: Sendable {
        let name: String
        let run: @Sendable ([String]) async throws -> ExitStatus
    }

    static let verbs = [
        Verb(name: "list", run: list), Verb(name: "show", run: show), Verb(name: "retry", run: retry),
        Verb(name: "remap", run: remap), Verb(name: "edit", run: edit), Verb(name: "release", run: release),
        Verb(name: "discard", run: discard),
        Verb(name: "export", run: export), Verb(name: "erase", run: erase),
    ]

    /// Opens the configured store as a tool, and closes it whatever `body` does.
    static func withStore<Value: Sendable>(
        _ configuration: Configuration, _ body: (any KeptStore) async throws -> Value
    ) async throws -> Value {
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

    static func withStore<Value: Sendable>(
        _ arguments: Arguments, _ body: (any KeptStore) async throws -> Value
    ) async throws -> Value {
        let (configuration, loading) = try ConfigurationFolder.keepingStore(arguments)
        return try await withStore(configuration) { store in
            if let form = arguments.value("--form") {
                try await expect(form: form, among: loading.formNames, or: store)
            }
            return try await body(store)
        }
    }

    /// A form that has a file, or of which something came: one that went away has submissions still.
    static func expect(form: String, among known: [String], or store: any KeptStore) async throws {
        guard !known.contains(form) else { return }
        let counts = try await store.counts(form: form)
        if SubmissionState.allCases.allSatisfy({ counts[$0] == 0 }) {
            throw UsageError.unknown("form", Terminal.visible(form), known: known)
        }
    }

    static func id(_ text: String) throws(UsageError) -> SubmissionID {
        guard let id = SubmissionID(text) else {
            throw UsageError("'\(Terminal.visible(text))' is not a submission's id")
        }
        return id
    }
}
