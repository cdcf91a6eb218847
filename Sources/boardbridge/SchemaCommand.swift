internal import Configuration

extension Command {
    static let schema = Command(
        name: "schema", summary: "print the JSON Schema of configuration files, for editors",
        help: """
            Usage: boardbridge schema [service|form|sender|language]

            Prints the JSON Schema (draft 7) of boardbridge.yaml, of forms/NAME.yaml, senders/NAME.yaml or languages/TAG.yaml, by which an editor
            completes keys and marks mistakes. Without a word, the service's. What only the program can know, such as whether a path can be,
            is told by `boardbridge check`. They come with the program, in config/schema/.

            An editor with a YAML language server finds it by a file's first line:
              # yaml-language-server: $schema=../schema/form.json

            Example:
              boardbridge schema form > schema/form.json
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(words: 0...1, wordNames: "[service|form|sender|language]"))
        let word = arguments.words.first ?? ConfigurationSchema.service.rawValue
        guard let schema = ConfigurationSchema(rawValue: word) else {
            throw UsageError.unknown("file", word, known: ConfigurationSchema.allCases.map(\.rawValue))
        }
        Terminal.out(String(schema.text.dropLast()))
        return .good
    }
}
