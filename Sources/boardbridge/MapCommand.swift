internal import BoardCRM
internal import Bridge
internal import Configuration
internal import Mapping
internal import Outbox
internal import OutboxSQLite
internal import Telemetry
internal import Trying
internal import Wire

extension Command {
    static let map = Command(
        name: "map", summary: "what would be sent to the CRM for a post, and why",
        help: """
            Usage: boardbridge map FORM [FILE | ID] [--explain] [--json] [--config DIR]
                   boardbridge map FORM -d NAME=VALUE … | -F NAME=VALUE …

            Maps one post by the rules of forms/FORM.yaml and prints the request that the CRM would be sent, in the configured format,
            the token left out. Nothing is stored and nothing is sent. The post is a file, standard input (without FILE, or with -), what
            curl's options say, or a submission of the store by its id, with the headers and the address that were kept of it.

              --explain             for each target its rule, where its value came from, each step, and what was left over
              --json                one JSON object: {"deal": …} or {"problems": [{"field", "target", "message"}]};
                                    with --explain "rules" and "left_over" beside it
            \(PostArguments.help)
            \(ConfigurationFolder.optionHelp)

            Ends with status 1 when the rules do not fit the post.

            Examples:
              boardbridge map contact -d 'full_name=Ada Lovelace' -d email=ada@example.com
              boardbridge map webhook sample.json --explain
              boardbridge map contact 01990000-0000-7000-8000-000000000000
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments,
            .init(
                options: ["--config"] + PostArguments.options, joined: PostArguments.joined,
                flags: ["--json", "--explain"], words: 1...2, wordNames: "FORM [FILE | ID]"))
        let (configuration, loading) = try ConfigurationFolder.soundLoading(arguments)
        let name = arguments.words[0]
        guard let form = configuration.forms.first(where: { $0.name == name }) else {
            throw UsageError.unknown("form", name, known: configuration.forms.map(\.name))
        }
        let post = try await MapCommand.post(arguments, configuration)
        let limits = configuration.service.limits
        if let status = try MapCommand.showSeveral(post, form, configuration, asJSON: arguments.has("--json")) {
            return status
        }
        let outcome: MappingResult
        var explanation: Explanation?
        do throws(MappingTrial.Unreadable) {
            let (payload, context) = try MappingTrial.read(post, for: form, limits: limits)
            outcome = form.mapping.map(payload, context: context)
            if !arguments.has("--json") || arguments.has("--explain") {
                explanation = form.definition?.explain(payload, context: context)
            }
        } catch {
            throw Failure(Terminal.visible(error.message))
        }
        if arguments.has("--json") {
            Terminal.out(MapText.json(outcome, explanation))
        } else {
            if let explanation, arguments.has("--explain") {
                let text = ExplanationText(files: loading.files, visible: Terminal.visible)
                Terminal.out(text.text(explanation) + "\n")
            }
            switch outcome {
            case .mapped(let mapped): Terminal.out(MapText.request(mapped, configuration.service.crm))
            case .problems(let problems): Terminal.error(MapText.lines(problems, form: name))
            }
        }
        if !arguments.has("--json"), !arguments.has("--explain"), let note = explanation.flatMap(MapText.note) {
            Terminal.error(note)
        }
        if case .problems = outcome { return .failed }
        return .good
    }
}

/// Finds the post that `boardbridge map` is asked about.
enum MapCommand {
    /// Shows what comes of a post that is several submissions or makes no deal; nil for any other.
    static func showSeveral(
        _ post: MappingTrial.Post, _ form: FormSettings, _ configuration: Configuration, asJSON: Bool
    ) throws -> ExitStatus? {
        let outcomes: [MappingTrial.Outcome]
        do throws(MappingTrial.Unreadable) {
            outcomes = try MappingTrial.outcomes(of: post, by: form, limits: configuration.service.limits)
        } catch {
            throw Failure(Terminal.visible(error.message))
        }
        if !form.mapping.hasEach, case .mapped? = outcomes.first { return nil }
        var status = ExitStatus.good
        for (index, outcome) in outcomes.enumerated() {
            if !asJSON, outcomes.count > 1 { Terminal.out("--- \(index + 1) of \(outcomes.count)") }
            switch outcome {
            case .ignored(let reason): Terminal.out(asJSON ? MapText.json(ignored: reason) : Terminal.visible(reason))
            case .mapped(let result):
                if case .problems = result { status = .failed }
                if asJSON {
                    Terminal.out(MapText.json(result, nil))
                } else {
                    switch result {
                    case .mapped(let mapped): Terminal.out(MapText.request(mapped, configuration.service.crm))
                    case .problems(let problems): Terminal.error(MapText.lines(problems, form: form.name))
                    }
                }
            }
        }
        return status
    }

    static func post(_ arguments: Arguments, _ configuration: Configuration) async throws -> MappingTrial.Post {
        let file = arguments.words.count > 1 ? arguments.words[1] : nil
        if let file, let id = SubmissionID(file) {
            return try await stored(id, form: arguments.words[0], configuration)
        }
        var post = try PostArguments(arguments, file: file).post
        post.facts = [
            .id: "01990000-0000-7000-8000-000000000000", .ip: "192.0.2.1",
            .receivedAt: CivilTime(millisecondsSince1970: WallClock.milliseconds()).description,
        ]
        return post
    }

    private static func stored(
        _ id: SubmissionID, form: String, _ configuration: Configuration
    ) async throws -> MappingTrial.Post {
        let store = try await Service.openStore(configuration.service.store, as: .tool)
        let found: Submission?
        do {
            found = try await store.submission(id)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
        guard let found else { throw Failure("there is no submission \(id)") }
        if found.form != form { Terminal.error("note: this submission came to the form '\(found.form)'") }
        return MappingTrial.Post(found)
    }
}
