import Foundation

/// Programs that a test compares ours with. Where one is not installed, the test is skipped.
public enum ProgramOnPath {
    /// The absolute path of a program by its name, looked for as a shell does; nil if there is none.
    public static func find(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
