/// What a command that was run to its end left behind.
public struct CommandResult: Sendable {
    /// How it ended.
    public let ending: ChildEnding
    /// Its standard output.
    public let output: String
    /// Its standard error.
    public let errors: String

    /// Its exit status; nil when a signal ended it.
    public var status: Int32? { if case .status(let status) = ending { status } else { nil } }

    /// The lines of its standard output.
    public var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Runs a program to its end, which must come within `limit` seconds.
    public static func of(
        _ executable: String, _ arguments: [String], environment: [String: String]? = nil,
        folder: String? = nil, input: String = "", limit: Double = 60
    ) async throws -> CommandResult {
        let child = try ChildProcess(
            executable, arguments, environment: environment, folder: folder, input: input)
        let ending = try await child.ending(limit: limit)
        return CommandResult(ending: ending, output: child.output, errors: child.errors)
    }
}
