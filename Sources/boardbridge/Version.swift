/// What this program is called, and which one it is.
enum Version {
    static let number = "0.1.0"
    static let userAgent = "BoardBridge/\(number)"
}

extension Command {
    static let version = Command(
        name: "version", summary: "print the version",
        help: """
            Usage: boardbridge version

            Example:
              boardbridge version
            """
    ) { arguments in
        _ = try Arguments(arguments, .init())
        Terminal.out("boardbridge \(Version.number)")
        return .good
    }
}
