internal import Glibc

/// Asks the person at the terminal before something is done to many submissions.
enum Confirmation {
    /// Whether to go on: `--yes` says so, or a person does. Without a terminal to ask at, `--yes` is needed.
    static func ask(_ question: String, _ arguments: Arguments) throws -> Bool {
        if arguments.has("--yes") { return true }
        guard isAtTerminal else {
            throw UsageError("\(question) There is no terminal to ask at: say --yes")
        }
        return answer(to: question + " [y/N] ").map { ["y", "yes"].contains($0.lowercased()) } ?? false
    }

    /// Whether somebody can be asked.
    static var isAtTerminal: Bool { isatty(0) == 1 && isatty(2) == 1 }

    /// What the person answers; nil at the end of the input.
    static func answer(to question: String) -> String? {
        Terminal.prompt(question)
        return readLine()
    }
}
