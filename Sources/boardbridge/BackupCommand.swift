internal import BoardCRM
internal import Bridge
internal import Configuration
internal import Files
internal import Outbox
internal import OutboxSQLite

extension Command {
    static let backup = Command(
        name: "backup", summary: "copy the store while the service runs",
        help: """
            Usage: boardbridge backup FILE [--config DIR]

            Copies the configured store, as it is at one moment, to FILE. The service goes on meanwhile. FILE has its name only when it
            is whole, checked and on disk; nothing that is there is overwritten. It holds people's data: it is made for your eyes only.
            Files that came with submissions are copied to the folder FILE.files, which belongs to it.

            \(ConfigurationFolder.optionHelp)

            Example:
              boardbridge backup /var/backups/boardbridge-$(date +%F).db
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(options: ["--config"], words: 1...1, wordNames: "FILE"))
        let path = try StoreFile.path(arguments)
        let target = arguments.words[0]
        do {
            let report = try await SQLiteFile.backup(path, to: target, progress: StoreFile.progress("copied"))
            StoreFile.endProgress()
            Terminal.error("\(target): \(StoreFile.contents(report))")
            return try await StoreFile.copyFiles(namedBy: target, from: path, to: target)
        } catch {
            StoreFile.endProgress()
            throw Failure("no backup was made: \(error)")
        }
    }

    static let restore = Command(
        name: "restore", summary: "put a backup in the place of the store",
        help: """
            Usage: boardbridge restore FILE [--config DIR] [--send-pending] [--yes]

            Puts the backup FILE in the place of the configured store. The service must not run. FILE is checked first and stays as it
            is; the store that was there is kept beside the new one, under another name. So are its files; those of the backup are
            copied from FILE.files.

            What waited in the backup may have been delivered after it was made, and would make a second deal. It is held for a
            person, and looked for on the board where the person tries it again, unless:

              --send-pending  nothing was delivered after the backup was made: what waited in it is due at once
              --yes           do not ask
            \(ConfigurationFolder.optionHelp)

            Example:
              systemctl stop boardbridge && boardbridge restore /var/backups/boardbridge-2026-03-01.db
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments,
            .init(options: ["--config"], flags: ["--send-pending", "--yes"], words: 1...1, wordNames: "FILE"))
        let configuration = try ConfigurationFolder.load(arguments)
        let path = StoreFile.path(configuration)
        guard try Confirmation.ask("\(arguments.words[0]) will take the place of \(path).", arguments) else {
            return .failed
        }
        do {
            let restored = try await SQLiteFile.restore(
                arguments.words[0], to: path, sendsPending: arguments.has("--send-pending"),
                reference: configuration.service.crm.reference?.text, at: .now, progress: StoreFile.progress("copied"))
            StoreFile.endProgress()
            Terminal.error("\(path): \(StoreFile.contents(restored.report))")
            if let name = restored.keptAs {
                Terminal.error("the store that was there is kept as \(name)")
                try FileFolders.rename(ofStore: path, to: name)
            }
            let copied = try await StoreFile.copyFiles(namedBy: path, from: arguments.words[0], to: path)
            if restored.held > 0 {
                Terminal.error(
                    "\(restored.held) that waited in the backup are held: `boardbridge submissions retry --state held --may-repeat` looks for each on the board first"
                )
            }
            return copied
        } catch {
            StoreFile.endProgress()
            throw Failure("nothing was restored: \(error)")
        }
    }

    static let verify = Command(
        name: "verify", summary: "is the store, or a backup, sound",
        help: """
            Usage: boardbridge verify [FILE] [--config DIR]

            Looks at every page and index of the configured store, or of FILE, and at whether what came, where it stands and what
            happened to it fit together, and whether each file that came with it is in the folder beside, as it came. The service may
            run. Says what is wrong, and ends with 1 then.

            \(ConfigurationFolder.optionHelp)

            Example:
              boardbridge verify && boardbridge verify /var/backups/boardbridge-2026-03-01.db
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(options: ["--config"], words: 0...1, wordNames: "[FILE]"))
        let path = try arguments.words.first ?? StoreFile.path(arguments)
        var report: SQLiteFile.Report
        let files: [StoredFile]
        do {
            report = try await SQLiteFile.verify(path)
            files = report.problems.isEmpty ? try await SQLiteFile.files(of: path) : []
            let problems = FileFolders.problems(files, in: FileFolders.path(ofStore: path))
            // What was removed while we looked is missing for a reason.
            let known = problems.isEmpty ? [] : Set(try await SQLiteFile.files(of: path).compactMap(\.key))
            report.problems += problems.filter { problem in known.contains { problem.contains($0) } }
        } catch {
            throw Failure("\(error)")
        }
        guard report.problems.isEmpty else {
            Terminal.error("\(path) is not sound:")
            for line in report.problems.flatMap({ $0.split(separator: "\n") }) {
                Terminal.error("  " + Terminal.visible(String(line)))
            }
            return .failed
        }
        let count = files.isEmpty ? "" : ", \(files.count) file\(files.count == 1 ? "" : "s")"
        Terminal.out("\(path): sound, \(StoreFile.contents(report))\(count)")
        return .good
    }
}

/// The configured store's file, and words about one.
enum StoreFile {
    static func path(_ arguments: Arguments) throws -> String {
        path(try ConfigurationFolder.keepingStore(arguments).configuration)
    }

    static func path(_ configuration: Configuration) -> String {
        switch configuration.service.store {
        case .sqlite(let path): path
        }
    }

    /// Copies the files that a store names from the folder of another one.
    static func copyFiles(namedBy store: String, from source: String, to target: String) async throws -> ExitStatus {
        let files = try await SQLiteFile.files(of: store)
        guard !files.isEmpty else { return .good }
        let (copied, missing) = try FileFolders.copy(
            files, from: FileFolders.path(ofStore: source), to: FileFolders.path(ofStore: target))
        Terminal.error("\(FileFolders.path(ofStore: target)): \(copied) file\(copied == 1 ? "" : "s")")
        // What the service removed meanwhile was to be removed.
        let wanted = Set(try await SQLiteFile.files(of: source).compactMap(\.key))
        let lost = missing.filter(wanted.contains)
        for key in lost { Terminal.error("the file \(key) is not in \(FileFolders.path(ofStore: source))") }
        return lost.isEmpty ? .good : .failed
    }

    static func contents(_ report: SQLiteFile.Report) -> String {
        let counts = SubmissionState.allCases.filter { report.counts[$0] > 0 }.map {
            "\(report.counts[$0]) \($0.rawValue)"
        }
        return (counts.isEmpty ? "no submissions" : counts.joined(separator: ", ")) + ", \(report.size >> 10) KiB"
    }

    /// Shows how far a copy has come, on a terminal.
    static func progress(_ done: String) -> SQLiteFile.Progress {
        guard Terminal.isInteractive else { return { _, _ in } }
        return { count, all in Terminal.progress("\(done) \(all == 0 ? 100 : count * 100 / all) %") }
    }

    static func endProgress() { if Terminal.isInteractive { Terminal.progress("") } }
}
