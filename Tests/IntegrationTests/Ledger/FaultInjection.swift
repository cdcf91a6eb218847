import Foundation
import TestKit

/// libfiu in front of the C library: system calls of a process fail by chance while they are told to (fiu-run(1), fiu-ctrl(1)).
struct FaultInjection {
    /// A call that may fail, with the error that it fails with.
    struct Point: Sendable, CustomStringConvertible {
        let name: String
        let error: Int32
        var description: String { name.split(separator: "/").last.map(String.init) ?? name }

        static let sync = Point(name: "posix/io/sync/fdatasync", error: EIO)
        static let positionedWrite = Point(name: "posix/io/rw/pwrite", error: ENOSPC)
        static let write = Point(name: "posix/io/rw/write", error: EIO)
        /// Not an error: fewer bytes are written than were given.
        static let shortWrite = Point(name: "posix/io/rw/pwrite/reduce", error: 0)
        static let read = Point(name: "posix/io/rw/pread", error: EIO)
        static let open = Point(name: "posix/io/oc/open", error: EMFILE)
    }

    /// Where the pipes are by which a process is told what fails.
    private let pipes: String

    init(_ folder: ScratchFolder) { pipes = folder.path + "/fiu" }

    /// What starts a program under it.
    var through: [String] { ["/usr/bin/fiu-run", "-x", "-f", pipes] }

    /// Lets a call fail from now on, by a chance between 0 and 1.
    func enable(_ point: Point, chance: Double, in process: ChildProcess) async throws {
        let failure = point.error == 0 ? "" : ",failinfo=\(point.error)"
        try await tell("enable_random name=\(point.name),probability=\(chance)\(failure)", process)
    }

    func disable(_ point: Point, in process: ChildProcess) async throws {
        try await tell("disable name=\(point.name)", process)
    }

    private func tell(_ command: String, _ process: ChildProcess) async throws {
        let result = try await CommandResult.of(
            "/usr/bin/fiu-ctrl", ["-f", pipes, "-c", command, String(process.pid)])
        // It says what went wrong, and ends with 0 all the same.
        guard result.status == 0, result.output.isEmpty, result.errors.isEmpty else {
            throw TestFailure("fiu-ctrl: \(result.output)\(result.errors)")
        }
    }
}
