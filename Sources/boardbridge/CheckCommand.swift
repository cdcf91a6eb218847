internal import Bridge
internal import Configuration
internal import Mapping

extension Command {
    static let check = Command(
        name: "check", summary: "is the configuration sound",
        help: """
            Usage: boardbridge check [--config DIR] [--json]

            Reads boardbridge.yaml, forms/*.yaml and senders/*.yaml, and tells everything that is wrong with them at once, each with
            file, line and column. Ends with status 0 when nothing is, and 78 otherwise. A warning is about what can be used and is
            most likely not meant; it does not change the status.

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
            for complaint in (loading.complaints + loading.warnings).inOrder { Terminal.out(complaint.json) }
        } else if let configuration = loading.configuration {
            if !loading.warnings.isEmpty { Terminal.error(ConfigurationFolder.lines(loading.warnings, of: loading)) }
            Terminal.out(soundness(of: configuration, in: folder, warnings: loading.warnings))
        } else {
            Terminal.error(ConfigurationFolder.describe(loading, folder))
        }
        return loading.configuration == nil ? .wrongConfiguration : .good
    }

    private static func soundness(
        of configuration: Configuration, in folder: String, warnings: [Complaint]
    ) -> String {
        let forms = configuration.forms.map { $0.enabled ? $0.name : "\($0.name) (not enabled)" }
        var text = "\(folder) is sound"
        if !warnings.isEmpty { text += ", with \(ComplaintText.count(warnings))" }
        return text + "; forms: " + forms.joined(separator: ", ")
    }
}
