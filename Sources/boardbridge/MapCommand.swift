internal import BoardCRM
internal import Bridge
internal import Configuration
internal import Mapping
internal import Wire

extension Command {
    static let map = Command(
        name: "map", summary: "what would be sent to the CRM for a payload",
        help: """
            Usage: boardbridge map FORM [FILE] [--config DIR] [--content-type TYPE] [--json]

            Maps one payload by the rules of forms/FORM.yaml and prints what the CRM would be sent, the token left out. Nothing is
            stored and nothing is sent. Without FILE, or with -, the payload is read from standard input.

            \(ConfigurationFolder.optionHelp)
              --content-type TYPE   what the payload is (default: application/json where it begins with { or [,
                                    application/x-www-form-urlencoded otherwise)
              --json                one JSON object: {"deal": …} or {"problems": [{"field", "message"}]}

            Ends with status 1 when the rules do not fit the payload.

            Examples:
              printf 'full_name=Ada+Lovelace&email=ada@example.com' | boardbridge map contact
              boardbridge map webhook sample.json
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments,
            .init(options: ["--config", "--content-type"], flags: ["--json"], words: 1...2, wordNames: "FORM [FILE]"))
        let configuration = try ConfigurationFolder.load(arguments)
        let name = arguments.words[0]
        guard let form = configuration.forms.first(where: { $0.name == name }) else {
            throw UsageError.unknown("form", name, known: configuration.forms.map(\.name))
        }
        let content = try InputFile.read(arguments.words.count > 1 ? arguments.words[1] : "-")
        let outcome: MappingResult
        do throws(MappingTrial.Unreadable) {
            outcome = try MappingTrial.map(
                content, contentType: arguments.value("--content-type") ?? MappingTrial.guess(content), by: form,
                limits: configuration.service.limits)
        } catch {
            throw Failure(error.message)
        }
        var writer = JSONWriter()
        switch outcome {
        case .mapped(let mapped):
            if arguments.has("--json") {
                writer.beginObject()
                writer.key("deal")
                mapped.settled().append(to: &writer)
                writer.endObject()
                Terminal.out(writer.bytes)
            } else {
                Terminal.out("POST \(configuration.service.crm.url)/offer/create")
                mapped.settled().append(to: &writer)
                for line in PrettyJSON.text(writer.bytes).split(separator: "\n") {
                    Terminal.out(Terminal.visible(String(line)))
                }
            }
            return .good
        case .problems(let problems):
            if arguments.has("--json") {
                writer.beginObject()
                writer.key("problems")
                writer.beginArray()
                for problem in problems {
                    writer.beginObject()
                    writer.key("field")
                    writer.string(problem.field)
                    writer.key("target")
                    writer.string(problem.target.description)
                    writer.key("message")
                    writer.string(problem.message)
                    writer.endObject()
                }
                writer.endArray()
                writer.endObject()
                Terminal.out(writer.bytes)
            } else {
                Terminal.error("the rules of '\(name)' do not fit this payload:")
                for problem in problems {
                    Terminal.error("  \(Terminal.visible(problem.field)) \(problem.message)  (for \(problem.target))")
                }
            }
            return .failed
        }
    }
}
