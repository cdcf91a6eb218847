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
            Usage: boardbridge map FORM [FILE | ID] [--explain] [--json] [--fetched FILE] [--config DIR]
                   boardbridge map FORM -d NAME=VALUE … | -F NAME=VALUE …

            Maps one post by the rules of forms/FORM.yaml and prints the request that the CRM would be sent, in the configured format,
            the token left out. Nothing is stored and nothing is sent. The post is a file, standard input (without FILE, or with -), what
            curl's options say, or a submission of the store by its id, with the headers and the address that were kept of it.

              --explain             for each target its rule, where its value came from, each step, and what was left over
              --json                one JSON object: {"deal": …} or {"problems": [{"field", "target", "message"}]} or
                                    {"ignored": "why"}; with --explain "rules" and "left_over" beside it; where the form says
                                    `each`, one for each element of the list
              --fetched FILE        for a form with `fetch`: the JSON that the address answers, which is asked by nobody here
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
                options: ["--config", "--fetched"] + PostArguments.options, joined: PostArguments.joined,
                flags: ["--json", "--explain"], words: 1...2, wordNames: "FORM [FILE | ID]"))
        let name = arguments.words[0]
        let (configuration, loading) = try ConfigurationFolder.soundLoading(arguments, trying: name)
        guard let form = configuration.forms.first(where: { $0.name == name }) else {
            throw UsageError.unknown("form", name, known: configuration.forms.map(\.name))
        }
        var post = try await MapCommand.post(arguments, configuration)
        if let file = arguments.value("--fetched") { post.fetched = try MapCommand.fetched(file, for: form) }
        let limits = configuration.service.limits
        let outcomes: [MappingTrial.Outcome]
        var explanations: [Explanation] = []
        do throws(MappingTrial.Unreadable) {
            outcomes = try MappingTrial.outcomes(of: post, by: form, limits: limits)
            let shown = outcomes.count == 1 && !arguments.has("--json") || arguments.has("--explain")
            if shown { explanations = try MapCommand.explanations(of: post, by: form, limits) }
        } catch {
            throw Failure(Terminal.visible(error.message))
        }
        let view = MapView(form: name, crm: configuration.service.crm, files: loading.files, arguments)
        if post.fetched == nil { MapCommand.noteFetch(of: post, by: form, limits) }
        MapSpam.note(post, by: form, limits, explains: arguments.has("--explain"))
        if case .kept(let element?) = post.extent { view.say("element \(element + 1) of its post") }
        for (index, outcome) in outcomes.enumerated() {
            if outcomes.count > 1 { view.say("\(index + 1) of \(outcomes.count)") }
            view.show(outcome, explanations.count == outcomes.count ? explanations[index] : nil)
        }
        let isUnfit = outcomes.contains { if case .mapped(.problems) = $0 { true } else { false } }
        return isUnfit ? .failed : .good
    }
}

/// Finds the post that `boardbridge map` is asked about.
enum MapCommand {
    /// What the rules make of each of its submissions, rule by rule.
    static func explanations(
        of post: MappingTrial.Post, by form: FormSettings, _ limits: LimitSettings
    ) throws(MappingTrial.Unreadable) -> [Explanation] {
        let (payload, context) = try MappingTrial.read(post, for: form, limits: limits)
        guard let definition = form.definition,
            case .parts(let parts) = try MappingTrial.parts(of: payload, post, by: form)
        else { return [] }
        return parts.map { definition.explain($0, context: context) }
    }

    /// What `--fetched` names: a JSON object.
    static func fetched(_ file: String, for form: FormSettings) throws -> [UInt8] {
        guard form.mapping.fetch != nil else { throw UsageError("--fetched: the form \(form.name) fetches nothing") }
        let content = try InputFile.read(file)
        guard let document = try? JSONDocument.parse(content), document.kind(of: 0) == .object else {
            throw Failure("\(Terminal.visible(file)) is no JSON object")
        }
        return content
    }

    /// Says what would be asked for first.
    static func noteFetch(of post: MappingTrial.Post, by form: FormSettings, _ limits: LimitSettings) {
        guard let fetch = form.mapping.fetch,
            let (payload, context) = try? MappingTrial.read(post, for: form, limits: limits),
            case .parts(let parts)? = try? MappingTrial.parts(of: payload, post, by: form)
        else { return }
        for part in parts where form.mapping.reasonToIgnore(part, context: context, isFetched: false) == nil {
            switch fetch.address(of: part, context: context) {
            case .address(let address): Terminal.error("note: first this is fetched: \(Terminal.visible(address))")
            case .refused(let why): Terminal.error("note: nothing could be fetched: \(Terminal.visible(why))")
            }
        }
        Terminal.error("note: nobody asks for it here; --fetched FILE gives the answer, which stands under `fetched`")
    }

    static func post(_ arguments: Arguments, _ configuration: Configuration) async throws -> MappingTrial.Post {
        let file = arguments.words.count > 1 ? arguments.words[1] : nil
        if let file, let id = SubmissionID(file) {
            return try await stored(id, form: arguments.words[0], configuration)
        }
        if let file, !InputFile.isThere(file), file.count < 36, file.allSatisfy({ $0.isHexDigit || $0 == "-" }),
            file != "-"
        {
            throw Failure(
                "there is no file \(file); a submission's id has 36 characters, as `boardbridge submissions list` shows it"
            )
        }
        var post = try PostArguments(arguments, file: file).post
        post.publicURL = configuration.service.publicURL
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
        return MappingTrial.Post(found, links: configuration.fileLinks)
    }
}
