internal import BoardCRM
internal import Bridge
internal import Configuration
internal import HTTPClient
internal import Mapping

extension Command {
    static let check = Command(
        name: "check", summary: "is the configuration sound, and does it fit the board",
        help: """
            Usage: boardbridge check [--live] [--config DIR] [--json]
                   boardbridge check --history N [FORM] [--config DIR] [--json]

            Reads boardbridge.yaml, forms/*.yaml and senders/*.yaml, and tells everything that is wrong with them at once, each with
            file, line and column. A warning is about what can be used and is most likely not meant.

            With --live it also asks the board, by the configured token: does the CRM take the token, does the board have each alias, do
            type and length fit, is what the board demands set, is nothing protected. What cannot be known is said to be. Nothing is
            changed on the board.

            \(ConfigurationFolder.optionHelp)
              --live          ask the board too
            \(HistoryCheck.help)
              --json          one JSON object a line for each complaint, for editors and scripts

            Ends with status 0 when nothing is wrong, warnings or not, with 78 when something is, and with 1 when the board could not be
            asked.

            Examples:
              boardbridge check --config config
              boardbridge check --live --json
              boardbridge check --history 500 contact
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments, HistoryCheck.grammar(options: ["--config"], flags: ["--json", "--live"]))
        let history = try HistoryCheck(arguments)
        let folder = ConfigurationFolder.path(arguments)
        let loading = Configuration.load(directory: folder, environment: ProcessEnvironment.read())
        let report = CheckReport(folder: folder, loading: loading, isJSON: arguments.has("--json"))
        guard let configuration = loading.configuration else {
            report.tellWrong()
            return .wrongConfiguration
        }
        if let history { return try await history.run(configuration, loading.files) }
        guard arguments.has("--live") else {
            report.tellSound(configuration, loading.warnings, is: "is sound")
            return .good
        }
        return report.tell(try await inquiries(configuration), of: configuration)
    }

    /// Asks each board once: that of the service, and those of forms that have their own.
    private static func inquiries(_ configuration: Configuration) async throws -> [BoardInquiry] {
        let crm = configuration.service.crm
        let http = try HTTPClient(configuration: Service.httpConfiguration(crm))
        var inquiries: [BoardInquiry] = []
        for board in BoardForms.all(crm, configuration.forms) {
            inquiries.append(board.inquiry(await BoardClient.fieldList(board.crm, http: http)))
        }
        await http.close()
        return inquiries
    }
}

/// How `boardbridge check` tells what it found.
private struct CheckReport {
    let folder: String
    let loading: Configuration.Loading
    let isJSON: Bool

    func tellWrong() {
        if isJSON {
            tellJSON((loading.complaints + loading.warnings).inOrder)
        } else {
            Terminal.error(ConfigurationFolder.describe(loading, folder))
        }
    }

    func tellSound(_ configuration: Configuration, _ complaints: [Complaint], is sound: String) {
        if isJSON { return tellJSON(complaints) }
        if !complaints.isEmpty {
            Terminal.error(ConfigurationFolder.lines(Self.oncePerUnknown(complaints), of: loading))
        }
        let forms = configuration.forms.map { $0.enabled ? $0.name : "\($0.name) (not enabled)" }
        let count = complaints.isEmpty ? "" : ", with \(ComplaintText.count(complaints))"
        Terminal.out("\(folder) \(sound)\(count); forms: \(forms.joined(separator: ", "))")
    }

    /// Tells what the boards said, beside the warnings of the files.
    func tell(_ inquiries: [BoardInquiry], of configuration: Configuration) -> ExitStatus {
        let found = Set(inquiries.flatMap(\.complaints)).inOrder
        let complaints = (loading.warnings + found).inOrder
        let isWrong = found.contains { $0.severity == .error }
        let failure = inquiries.lazy.compactMap(\.failure).first
        if isWrong || failure != nil {
            let url = configuration.service.crm.url
            tell(
                complaints,
                failure.map { "is sound, but the board at \(url) cannot be asked: \($0)" }
                    ?? "does not fit the board:")
        } else {
            let counts = inquiries.map { String($0.fieldCount) }
            let boards = counts.count == 1 ? "the board, which has" : "its \(counts.count) boards, which have"
            tellSound(
                configuration, complaints, is: "is sound and fits \(boards) \(counts.joined(separator: " and ")) fields"
            )
            if !isJSON {
                for inquiry in inquiries where !inquiry.aliases.isEmpty {
                    Terminal.out("a board's fields: \(inquiry.aliases.map(Terminal.visible).joined(separator: ", "))")
                }
            }
        }
        return isWrong ? .wrongConfiguration : failure == nil ? .good : .failed
    }

    private func tell(_ complaints: [Complaint], _ title: String) {
        if isJSON { return tellJSON(complaints) }
        Terminal.error("\(folder) \(title)")
        Terminal.error(ConfigurationFolder.lines(Self.oncePerUnknown(complaints), of: loading))
    }

    /// What is not known of many rules for the same reason is said once for a person, with how many more it is.
    private static func oncePerUnknown(_ complaints: [Complaint]) -> [Complaint] {
        var counts: [String: Int] = [:]
        for complaint in complaints where complaint.severity == .unknown { counts[complaint.message, default: 0] += 1 }
        var told: Set<String> = []
        return complaints.compactMap { complaint in
            guard complaint.severity == .unknown, let count = counts[complaint.message], count > 1 else {
                return complaint
            }
            guard told.insert(complaint.message).inserted else { return nil }
            return Complaint("\(complaint.message) (and \(count - 1) more)", at: complaint.place, .unknown)
        }
    }

    private func tellJSON(_ complaints: [Complaint]) {
        for complaint in complaints { Terminal.out(complaint.json) }
    }
}
