internal import BoardCRM
internal import Bridge
internal import Configuration
internal import Mapping
internal import Outbox
internal import Trying
internal import Wire

extension SubmissionsCommand {
    static func edit(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments,
            .init(options: ["--config"], flags: ["--yes", "--may-repeat"], words: 1...1, wordNames: "ID"))
        let id = try id(arguments.words[0])
        let configuration = try ConfigurationFolder.keepingStore(arguments).configuration
        return try await withStore(configuration) { store in
            guard let submission = try await store.submission(id) else { throw Failure("there is no submission \(id)") }
            guard submission.state != .delivered else {
                throw Failure("\(id) is delivered: change the deal on the board")
            }
            guard submission.attemptStartedAt == nil else {
                throw Failure("\(id) is being delivered at this moment: look again when that has ended")
            }
            let allowed = try await HeldWord.leaveOut([submission.summary], of: store, arguments)
            guard !allowed.isEmpty else { return .failed }
            let old = submission.deal.map { SubmissionText.deal($0) } ?? draft(submission, configuration)
            guard let deal = try edited(old, arguments) else {
                Terminal.error("left as it is")
                return .failed
            }
            let new = MappedDeal(deal: deal).encoded()
            for line in LineDifference.lines(old, SubmissionText.deal(new)) { Terminal.out(Terminal.visible(line)) }
            guard try Confirmation.ask("This deal will be sent.", arguments) else { return .failed }
            let change = DealChange(of: submission.summary, to: new, kind: .edited)
            guard try await store.replaceDeals([change], at: .now, by: Person.name) == [id] else {
                throw Failure("\(id) has moved meanwhile, and is left as it is")
            }
            Terminal.error("1 made due")
            try await HeldWord.tellOfLook([id], in: store)
            return .good
        }
    }

    /// For a submission that has no deal: what today's rules can make of it, and what is wrong with the rest, on standard error.
    private static func draft(_ submission: Submission, _ configuration: Configuration) -> String {
        guard let form = configuration.forms.first(where: { $0.name == submission.form }),
            let draft = StoredMapping.draft(
                submission, by: form, limits: configuration.service.limits, links: configuration.fileLinks)
        else { return template }
        if case .problems(let problems)? = try? StoredMapping.map(
            submission, by: form, limits: configuration.service.limits)
        {
            for problem in problems { Terminal.error(Terminal.visible("\(problem.field) \(problem.message)")) }
        }
        let deal = draft.settled()
        var writer = JSONWriter()
        deal.append(to: &writer)
        let text = PrettyJSON.text(writer.bytes)
        if deal.columnID != nil { return text }
        // The first thing to write.
        return text == "{}" ? template : text.replacing("{\n", with: "{\n  \"column_id\": 0,\n", maxReplacements: 1)
    }

    /// Where nothing is known: what every deal needs.
    private static let template = """
        {
          "column_id": 0,
          "lead": {
            "name": ""
          },
          "fields": {
            "title": ""
          }
        }
        """

    /// What the person makes of a deal; nil where nothing was changed or the person gives up.
    private static func edited(_ old: String, _ arguments: Arguments) throws -> Deal? {
        var text = old
        while true {
            text = try Editor.edit(text)
            if text.trimmingEdges == old.trimmingEdges { return nil }
            do {
                return try deal(in: text)
            } catch {
                Terminal.error("this is no deal: \(error)")
                guard Confirmation.isAtTerminal, !arguments.has("--yes"),
                    ["", "y", "yes"].contains(Confirmation.answer(to: "Edit it again? [Y/n] ") ?? "n")
                else { throw Failure("the deal was not changed") }
            }
        }
    }

    private static func deal(in text: String) throws -> Deal {
        let document: JSONDocument
        do {
            document = try JSONDocument.parse(Array(text.utf8))
        } catch {
            throw Failure(error.description)
        }
        let deal: Deal
        do {
            deal = try Deal(json: document.root)
        } catch {
            throw Failure(error.description)
        }
        guard deal.columnID != nil else { throw Failure("column_id: a whole number from 1 is needed") }
        return deal
    }
}

extension Failure: CustomStringConvertible {
    var description: String { message }
}

extension String {
    fileprivate var trimmingEdges: Substring {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        let start = firstIndex { !isSpace($0) } ?? endIndex
        let end = lastIndex { !isSpace($0) }.map(index(after:)) ?? start
        return self[start..<end]
    }
}
