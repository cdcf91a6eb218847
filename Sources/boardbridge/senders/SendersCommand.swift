extension Command {
    static let senders = Command(
        name: "senders", summary: "what is known of the services that post, and a try in their place",
        help: """
            Usage: boardbridge senders list [--json] [--config DIR]
                   boardbridge senders show SENDER [--config DIR]
                   boardbridge senders try FORM [FILE] [--secret TEXT | --secret-file FILE] [--to URL] [--config DIR]
                   boardbridge senders try FORM -d NAME=VALUE … | -F NAME=VALUE …

            list    every sender, how it proves itself, and what a form has to say
            show    a sender's preset as its file has it, each fact with its source
            try     signs a post as the form's sender would, by the form's own secret, and posts it to the running service: the whole
                    road, before the sender is there. Tells how it was answered. FORM may be a sender's name where one form has it.

              --to URL             where the service is reached (default: the first address under `listen`)
              --body FILE          the same as FILE
              --secret TEXT        signs by this secret in place of the form's: is it the one that the running form has? It stands for
                                   variables of the configuration too that are not set here
              --secret-file FILE   the same, by what is in a file, so that it stands in no shell's history
              --private-key FILE   for senders that sign by a pair of keys (wix, ed25519): yours, in PEM, whose public key the form has
                                   meanwhile. What is posted is a token where wix does so: FILE has its claims as JSON
              --json               one JSON object a line
            \(PostArguments.help)
            \(ConfigurationFolder.optionHelp)

            Without a configuration, list and show tell of the program's own senders. `try` ends with status 1 when it is not answered with 2xx.

            Examples:
              boardbridge senders show typeform
              boardbridge senders try typeform sample.json
              boardbridge senders try typeform --secret s3cret --body sample.json
              boardbridge senders try contact --to https://leads.example.com -d name=Ada
            """
    ) { arguments in
        var rest = arguments[...]
        guard let word = rest.popFirst() else { throw UsageError("expected list, show or try") }
        guard let verb = SendersCommand.verbs.first(where: { $0.name == word }) else {
            throw UsageError.unknown("verb", word, known: SendersCommand.verbs.map(\.name))
        }
        return try await verb.run(Array(rest))
    }
}

/// The verbs of `boardbridge senders`, each in a file of its own.
enum SendersCommand {
    struct Verb: Sendable {
        let name: String
        let run: @Sendable ([String]) async throws -> ExitStatus
    }

    static let verbs = [Verb(name: "list", run: list), Verb(name: "show", run: show), Verb(name: "try", run: trial)]
}
