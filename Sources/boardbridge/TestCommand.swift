internal import Bridge
internal import Configuration
internal import Trying

extension Command {
    static let test = Command(
        name: "test", summary: "do the forms still make of their cases what they should",
        help: """
            Usage: boardbridge test [FORM] [--update] [--config DIR]

            Maps every case in forms/FORM.cases/ by forms/FORM.yaml and shows what differs from what the case says. Nothing is stored and
            nothing is sent. Ends with status 1 when a case fails, or when there is none.

            A case is a text file, forms/contact.cases/long-message.case:

              What it shows, in words.

              --- post
              ?utm_source=newsletter
              Content-Type: application/x-www-form-urlencoded

              full_name=Ada+Lovelace
              &email=ada@example.com
              --- deal
              { "column_id": 1287, "lead": { "name": "Ada Lovelace", "email": "ada@example.com" } }

            The post has perhaps a query, then header lines and an empty line, then the content; without a Content-Type it is JSON where it
            begins with { or [, else a urlencoded form. Lines of a urlencoded form are put together without a break.

            What comes of it, one for each element where the form says 'each':

              --- deal        what the CRM is sent, as JSON; how that is laid out does not matter
              --- refused     the sender is told what is wrong: a line for each thing, as 'field: message'
              --- unmapped    the same, kept for a person
              --- discarded   why it makes no deal, by ignore_if; 'ignored' is another word for it
              --- duplicate   nothing: it repeats an earlier post of the case

            Before one of them, for a form with `fetch`:

              --- fetched     the JSON that the address answers

              --update        writes what comes of each post into its case, also where the case does not say yet; read it before you keep it
            \(ConfigurationFolder.optionHelp)

            Examples:
              boardbridge test
              boardbridge test contact --update
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments, .init(options: ["--config"], flags: ["--update"], words: 0...1, wordNames: "[FORM]"))
        let folder = ConfigurationFolder.path(arguments)
        let (configuration, _) = try ConfigurationFolder.soundLoading(arguments, trying: arguments.words.first)
        let names = configuration.forms.map(\.name)
        if let form = arguments.words.first, !names.contains(form) {
            throw UsageError.unknown("form", form, known: names)
        }
        var run = CaseRun(updates: arguments.has("--update"))
        for form in configuration.forms where arguments.words.first.map({ $0 == form.name }) ?? true {
            guard let cases = CaseFolder(form: form.name, in: folder) else { continue }
            for name in cases.names { try run.run(name, of: form, in: cases, configuration.service.limits) }
        }
        let lost = CaseFolder.forms(in: folder).filter { !names.contains($0) }
        if arguments.words.isEmpty {
            for form in lost { run.fail("\(folder)/forms/\(form).cases: there is no form '\(form)'") }
        }
        guard run.count > 0 || run.failed > 0 else {
            throw Failure(
                "there is no case; write one, such as \(folder)/forms/\(arguments.words.first ?? names.first ?? "contact").cases/first.case (boardbridge help test)"
            )
        }
        let parts = [
            (run.count - run.failed - run.updated, "passed"), (run.updated, "written"), (run.failed, "failed"),
        ]
        Terminal.error(parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
        return run.failed == 0 ? .good : .failed
    }
}

/// One run of `boardbridge test`.
private struct CaseRun {
    let updates: Bool
    private(set) var count = 0
    private(set) var failed = 0
    private(set) var updated = 0

    init(updates: Bool) { self.updates = updates }

    mutating func run(_ name: String, of form: FormSettings, in cases: CaseFolder, _ limits: LimitSettings) throws {
        count += 1
        let path = cases.file(name)
        let title = "\(form.name)/\(name)"
        let text = String(decoding: try InputFile.read(path), as: UTF8.self)
        do {
            let file = try CaseFile(name: name, file: path, text: text)
            var results: [[CaseFile.Result]] = []
            for step in file.steps { results.append(try step.results(by: form, limits: limits)) }
            if zip(file.steps, results).allSatisfy({ $0.fits($1) }) { return }
            if updates {
                try InitCommand.write(file.text(with: results), to: path, replacing: true)
                Terminal.out("written \(title)")
                updated += 1
                return
            }
            fail("FAILED  \(title)")
            for (step, result) in zip(file.steps, results) where !step.fits(result) {
                for line in step.difference(to: result) { Terminal.out("  " + Terminal.visible(line)) }
            }
        } catch let error as CaseFile.Malformed {
            fail(error.description)
        } catch let error as MappingTrial.Unreadable {
            fail("FAILED  \(title): the post cannot be read: \(Terminal.visible(error.message))")
        }
    }

    mutating func fail(_ message: String) {
        failed += 1
        Terminal.out(message)
    }
}
