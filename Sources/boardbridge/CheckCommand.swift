internal import Bridge
internal import Configuration
internal import Mapping

extension Command {
    static let check = Command(
        name: "check", summary: "is the configuration sound",
        help: """
            Usage: boardbridge check [--config DIR] [--json]
                   boardbridge check --history N [FORM] [--json]

            Reads boardbridge.yaml, forms/*.yaml and senders/*.yaml, and tells everything that is wrong with them at once, each with
            file, line and column. Ends with status 0 when nothing is, and 78 otherwise.

            \(ConfigurationFolder.optionHelp)
              --json          one JSON object a line for each complaint, for editors and scripts
            \(HistoryCheck.help)

            Example:
              boardbridge check --config config
              boardbridge check --history 500 contact
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments, .init(options: ["--config", "--history"], flags: ["--json"], words: 0...1, wordNames: "[FORM]"))
        let folder = ConfigurationFolder.path(arguments)
        let loading = Configuration.load(directory: folder, environment: ProcessEnvironment.read())
        let history = try arguments.integer("--history", in: 1...100_000, default: 0)
        if history == 0, let word = arguments.words.first { throw UsageError("unexpected '\(word)'") }
        if history > 0, loading.configuration != nil {
            return try await HistoryCheck.run(
                history, loading, form: arguments.words.first, json: arguments.has("--json"))
        }
        if arguments.has("--json") {
            for complaint in loading.complaints { Terminal.out(complaint.json) }
        } else if let configuration = loading.configuration {
            let forms = configuration.forms.map(\.name).joined(separator: ", ")
            Terminal.out("\(folder) is sound; forms: \(forms.isEmpty ? "none" : forms)")
        } else {
            Terminal.error(ConfigurationFolder.describe(loading, folder))
        }
        return loading.configuration == nil ? .wrongConfiguration : .good
    }
}
