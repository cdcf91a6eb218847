internal import BoardCRM
internal import Bridge
internal import Configuration
internal import Mapping
internal import Outbox
internal import Trying
internal import Wire

extension SubmissionsCommand {
    static func remap(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments,
            .init(
                options: Selection.options, flags: ["--all", "--yes", "--may-repeat", "--dry-run"], words: 0...10_000,
                wordNames: "ID…"))
        let mayRepeat = arguments.has("--may-repeat")
        let selection = try Selection(
            changing: arguments, standard: mayRepeat ? [.failed, .unmapped, .held] : [.failed, .unmapped])
        let (configuration, loading) = try ConfigurationFolder.keepingStore(arguments)
        return try await withStore(configuration) { store in
            if let form = arguments.value("--form") {
                try await expect(form: form, among: loading.formNames, or: store)
            }
            let wrong = Set(loading.formNames).subtracting(configuration.forms.map(\.name))
            var fitting: [SubmissionSummary] = []
            var (seen, unfit, delivered) = (0, 0, 0)
            try await selection.forEach(in: store) { kept in
                seen += 1
                let remapping = Remapping(kept.submission, configuration, wrong: wrong)
                if seen <= shownDifferences || !selection.named.isEmpty {
                    Terminal.out(remapping.description(of: kept.submission))
                }
                if kept.submission.state == .delivered {
                    delivered += 1
                } else if remapping.deal == nil {
                    unfit += 1
                } else {
                    fitting.append(kept.submission.summary)
                }
            }
            if seen > shownDifferences, selection.named.isEmpty {
                Terminal.out("… and \(seen - shownDifferences) more")
            }
            if delivered > 0 { Terminal.error("\(delivered) left as they are: they are delivered") }
            if unfit > 0 { Terminal.error("\(unfit) left as they are: today's rules do not fit them") }
            if arguments.has("--dry-run") {
                Terminal.error("\(fitting.count) would be sent")
                return .good
            }
            let chosen = Set(try await HeldWord.leaveOut(fitting, of: store, arguments).map(\.id))
            guard !chosen.isEmpty else {
                Terminal.error("nothing to map again")
                return selection.named.isEmpty ? .good : .failed
            }
            // Who names them in a script has seen them, as for `retry`; at a terminal the difference above is asked about.
            if selection.named.isEmpty || Confirmation.isAtTerminal {
                guard try Confirmation.ask("\(chosen.count) will be sent with today's deal.", arguments) else {
                    return .failed
                }
            }
            // Made again, and not kept: a million deals would not fit the memory.
            var waiting: [DealChange] = []
            var changed: [SubmissionID] = []
            func apply() async throws {
                changed += try await store.replaceDeals(waiting, at: .now, by: Person.name)
                waiting = []
            }
            try await selection.forEach(in: store) { kept in
                guard chosen.contains(kept.submission.id),
                    let deal = Remapping(kept.submission, configuration, wrong: wrong).deal
                else { return }
                waiting.append(DealChange(of: kept.submission.summary, to: deal.encoded(), kind: .remapped))
                if waiting.count == changedTogether { try await apply() }
            }
            try await apply()
            for id in changed { Terminal.out(id.description) }
            Terminal.error("\(changed.count) mapped again and made due")
            try await HeldWord.tellOfLook(changed, in: store)
            return tell(selection.named, changed, "left as it is: it does not fit, is held, delivered or under way")
        }
    }

    private static let shownDifferences = 10
}

/// What today's rules make of a stored submission.
struct Remapping {
    /// The deal; nil where the rules do not fit.
    let deal: MappedDeal?
    private let problems: [String]

    /// - Parameter wrong: forms whose files cannot be used as they are.
    init(_ submission: Submission, _ configuration: Configuration, wrong: Set<String> = []) {
        guard let form = configuration.forms.first(where: { $0.name == submission.form }) else {
            let why =
                wrong.contains(submission.form)
                ? "forms/\(submission.form).yaml cannot be used as it is"
                : "there is no form '\(submission.form)' any more"
            (deal, problems) = (nil, [why])
            return
        }
        guard submission.state != .delivered else {
            (deal, problems) = (nil, ["it is delivered"])
            return
        }
        do throws(MappingTrial.Unreadable) {
            switch try StoredMapping.map(
                submission, by: form, limits: configuration.service.limits,
                links: configuration.fileLinks)
            {
            case .mapped(let mapped): (deal, problems) = (mapped, [])
            case .problems(let found): (deal, problems) = (nil, found.map { "\($0.field) \($0.message)" })
            }
        } catch {
            (deal, problems) = (nil, [error.message])
        }
    }

    /// The submission's line, and below it the difference between its deal and this one, or what does not fit.
    func description(of submission: Submission) -> String {
        var lines = [SubmissionText.line(submission.summary)]
        if let deal {
            let old = submission.deal.map { SubmissionText.deal($0) } ?? ""
            let new = SubmissionText.deal(deal.encoded())
            lines += old == new ? ["    (the same deal)"] : LineDifference.lines(old, new).map { "    " + $0 }
        }
        lines += problems.map { "    " + $0 }
        return lines.map(Terminal.visible).joined(separator: "\n")
    }
}
