import Foundation
import TestKit

/// The real binary: `BOARDBRIDGE_BINARY`, or the one that was built beside this test bundle.
enum Program {
    /// Its absolute path.
    ///
    /// - Throws: ``Missing`` when it is not there. A test without it fails, and is never passed over.
    static var path: String {
        get throws {
            if let named = ProcessInfo.processInfo.environment["BOARDBRIDGE_BINARY"], !named.isEmpty {
                return try runnable(named, "BOARDBRIDGE_BINARY names it")
            }
            let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let folder = (bundle as NSString).deletingLastPathComponent
            return try runnable(
                folder + "/boardbridge", "it belongs beside the tests: swift build --product boardbridge")
        }
    }

    /// Starts it, by another program that becomes it if `through` names one.
    static func start(
        _ arguments: String..., environment: [String: String] = [:], through: [String] = []
    ) throws -> ChildProcess {
        let command = through + [try path] + arguments
        return try ChildProcess(command[0], Array(command.dropFirst()), environment: self.environment(environment))
    }

    /// Starts it with the socket that an activator keeps, by another program that becomes it if `through` names one.
    static func start(
        by activator: Activator, _ arguments: String..., environment: [String: String] = [:], through: [String] = []
    ) throws -> ChildProcess {
        let command = through + [try path] + arguments
        return try activator.start(
            command[0], Array(command.dropFirst()), environment: self.environment(environment))
    }

    /// Runs it to its end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], folder: String? = nil, input: String = ""
    ) async throws -> CommandResult {
        try await CommandResult.of(
            path, arguments, environment: self.environment(environment), folder: folder, input: input)
    }

    /// Runs it to its end.
    static func run(_ arguments: String...) async throws -> CommandResult { try await run(arguments) }

    /// Whether this is a sanitizer's run, in which no other library can be put before the C library.
    static var isInstrumented: Bool {
        let names = ["ASAN_OPTIONS", "TSAN_OPTIONS"]
        return names.contains { ProcessInfo.processInfo.environment[$0] != nil }
    }

    /// Nothing of the machine's own settings comes through, but what a sanitizer's run is set up with (Tests/Sanitizers/run).
    private static func environment(_ extra: [String: String]) -> [String: String] {
        ProcessInfo.processInfo.environment
            .filter { ["ASAN_OPTIONS", "TSAN_OPTIONS", "LD_PRELOAD"].contains($0.key) }
            .merging(["PATH": "/usr/bin:/bin", "TMPDIR": NSTemporaryDirectory()]) { $1 }
            .merging(extra) { $1 }
    }

    private static func runnable(_ path: String, _ hint: String) throws -> String {
        guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path, hint: hint) }
        return path
    }

    struct Missing: Error, CustomStringConvertible {
        let path: String
        let hint: String
        var description: String { "there is no program at \(path) (\(hint)); these tests cannot do without it" }
    }
}
