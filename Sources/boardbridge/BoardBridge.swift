internal import Glibc

/// The program: finds the command, runs it off the main thread, and leaves the main thread to the signals.
@main
enum BoardBridge {
    static func main() {
        StandardStreams.open()
        Signals.block()
        let arguments = Array(CommandLine.arguments.dropFirst())
        // A detached task runs on the pool: what runs on the main actor pays a thread switch at every call.
        Task.detached {
            let status = await run(arguments)
            exit(status.rawValue)
        }
        Signals.deliver()
    }

    static func run(_ arguments: [String]) async -> ExitStatus {
        var arguments = arguments[...]
        guard let name = arguments.popFirst() else {
            Terminal.error(Help.overview)
            return .wrongUsage
        }
        do {
            switch name {
            case "-h", "--help": return try await Command.help.run([])
            case "-v", "-V", "--version": return try await Command.version.run([])
            default: break
            }
            guard let command = Command.named(name) else {
                throw UsageError.unknown("command", name, known: Command.all.map(\.name))
            }
            if arguments.contains(where: { $0 == "-h" || $0 == "--help" }) {
                Terminal.out(command.help)
                return .good
            }
            return try await command.run(Array(arguments))
        } catch let error as UsageError {
            Terminal.error(
                "boardbridge: \(Terminal.visible(error.message))\nTry 'boardbridge help\(Command.named(name).map { " \($0.name)" } ?? "")'."
            )
            return .wrongUsage
        } catch let error as Failure {
            Terminal.error("boardbridge: \(error.message)")
            return error.status
        } catch {
            Terminal.error("boardbridge: \(error)")
            return .failed
        }
    }
}

/// Why a command could not do what it was asked, in words for the person who asked.
struct Failure: Error {
    let message: String
    var status = ExitStatus.failed

    init(_ message: String, status: ExitStatus = .failed) {
        self.message = message
        self.status = status
    }
}
