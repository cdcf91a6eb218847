internal import Bridge
internal import Configuration
internal import Mapping

extension Command {
    static let check = Command(
        name: "check", summary: "is the configuration sound",
        help: """
            Usage: boardbridge check [--config DIR] [--json]

            Reads boardbridge.yaml, forms/*.yaml and senders/*.yaml, and tells everything that is wrong with them at once, each with
            file, line and column. Ends with status 0 when nothing is, and 78 otherwise.

            \(ConfigurationFolder.optionHelp)
              --json          one JSON object a line for each complaint, for editors and scripts

            Example:
              boardbridge check --config config
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(options: ["--config"], flags: ["--json"]))
        let folder = ConfigurationFolder.path(arguments)
        let loading = Configuration.load(directory: folder, environment: ProcessEnvironment.read())
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
