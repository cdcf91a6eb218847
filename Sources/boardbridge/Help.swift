/// The help, made from what the commands say of themselves.
enum Help {
    static var overview: String {
        var text = """
            BoardBridge stands between websites and BoardCRM: each form post becomes a deal with its lead, and none is lost.

            Usage: boardbridge COMMAND [OPTIONS]

            """
        let width = Command.all.map(\.name.count).max() ?? 0
        for command in Command.all {
            text +=
                "\n  \(command.name)\(String(repeating: " ", count: width - command.name.count + 3))\(command.summary)"
        }
        return text + """


            Try it:        boardbridge demo
            Use it:        boardbridge check --config config && boardbridge serve --config config
            More:          boardbridge help COMMAND

            Exit status: 0 good, 1 it failed, 2 wrong usage, 78 wrong configuration.
            """
    }
}

extension Command {
    static let help = Command(
        name: "help", summary: "explain a command",
        help: """
            Usage: boardbridge help [COMMAND]

            Example:
              boardbridge help serve
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(words: 0...2, wordNames: "[COMMAND]"))
        guard let name = arguments.words.first else {
            Terminal.out(Help.overview)
            return .good
        }
        guard let command = Command.named(name) else {
            throw UsageError.unknown("command", name, known: Command.all.map(\.name))
        }
        Terminal.out(command.help)
        return .good
    }
}
