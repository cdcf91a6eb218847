internal import Outbox
internal import OutboxSQLite

extension Command {
    static let salvage = Command(
        name: "salvage", summary: "bring over what can be read of a damaged store",
        help: """
            Usage: boardbridge salvage FILE [--config DIR] [--yes]

            Reads what can still be read of a damaged store, such as one that the service put aside, and brings it into the configured
            one, beside a running service. FILE stays as it is; what the store has already is left alone, so that it may be said again.

            What waited or was on its way, or whose end cannot be read, is held for a person: it may have been delivered.

            \(ConfigurationFolder.optionHelp)

            Example:
              boardbridge salvage /var/lib/boardbridge/boardbridge.db.damaged-20260301T093000Z
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments, .init(options: ["--config"], flags: ["--yes"], words: 1...1, wordNames: "FILE"))
        let path = try StoreFile.path(arguments)
        let file = arguments.words[0]
        guard try Confirmation.ask("What can be read of \(file) will be added to \(path).", arguments) else {
            return .failed
        }
        do {
            let salvaged = try await SQLiteFile.salvage(file, into: path, at: .now)
            Terminal.error(
                "\(salvaged.found) read, \(salvaged.added) added, \(salvaged.held) of them held"
                    + (salvaged.isWhole ? "" : "; a part of the file cannot be read"))
            return salvaged.found == 0 && !salvaged.isWhole ? .failed : .good
        } catch {
            throw Failure("nothing was saved: \(error)")
        }
    }
}
