internal import Bridge
internal import Configuration
internal import Mapping
internal import Trying

extension Command {
    static let snippet = Command(
        name: "snippet", summary: "print what a website's owner pastes: HTML, React, Vue, curl",
        help: """
            Usage: boardbridge snippet FORM [--as html|script|react|vue|curl] [--config DIR]

            Prints a form for a website, made from the rules of FORM: the names that they read, what is required, types, choices, lengths.
            Its address is `public_url` of boardbridge.yaml. Without --as, all of them, each under its title.

              --as KIND       html, which needs nothing else; script, the same with /embed.js; a react or a vue component, with the
                              script too; or a curl line that makes a deal. Of a form that a service posts to: how that is
                              connected, and a line that posts as it does
            \(ConfigurationFolder.optionHelp)

            Examples:
              boardbridge snippet contact --as html
              boardbridge snippet contact --as curl | sh
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments, .init(options: ["--as", "--config"], words: 1...1, wordNames: "FORM"))
        let kind = try arguments.value("--as").map { word in
            guard let kind = Snippet.Kind(rawValue: word) else {
                throw UsageError.unknown("kind", word, known: Snippet.Kind.allCases.map(\.rawValue))
            }
            return kind
        }
        let name = arguments.words[0]
        let configuration = try ConfigurationFolder.soundLoading(arguments, trying: name).configuration
        guard let form = configuration.forms.first(where: { $0.name == name }) else {
            throw UsageError.unknown("form", name, known: configuration.forms.map(\.name))
        }
        let base = configuration.service.publicURL
        if base == nil {
            Terminal.error(
                "public_url is not said in boardbridge.yaml: replace https://leads.example.com by your service's address"
            )
        }
        let snippet = Snippet(of: form, base: base ?? "https://leads.example.com")
        if let kind {
            if kind != .curl, snippet.connection != nil {
                Terminal.error("note: a service posts to this form, which has no use for a page's code")
            }
            Terminal.out(snippet.text(kind))
            return .good
        }
        if let connection = snippet.connection {
            Terminal.out("\(connection)\n\n# \(Snippet.title(.curl))  (--as curl)\n\n\(snippet.text(.curl))\n")
            return .good
        }
        for kind in Snippet.Kind.allCases {
            Terminal.out("# \(Snippet.title(kind))  (--as \(kind.rawValue))\n\n\(snippet.text(kind))\n")
        }
        return .good
    }
}
