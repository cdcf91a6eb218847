/// One word of the command line: what it is for, and what it does.
struct Command: Sendable {
    let name: String
    let summary: String
    /// The whole help: usage, options, examples.
    let help: String
    let run: @Sendable ([String]) async throws -> ExitStatus

    static let all: [Command] = [
        .serve, .demo, .check, .schema, .senders, .initForm, .snippet, .map, .test, .records, .submissions, .backup,
        .restore,
        .verify, .salvage,
        .alertTest, .sandbox, .bench, .version, .help,
    ]

    static func named(_ name: String) -> Command? { all.first { $0.name == name } }
}
