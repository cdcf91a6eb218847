import Foundation
import Glibc

/// A program that runs beside the test, by posix_spawn. What it writes is kept as it comes; it is killed when this is let go.
public final class ChildProcess: Sendable {
    /// The process's id.
    public let pid: Int32
    /// The program and its arguments, for messages.
    public let name: String

    private let watch = ChildWatch()

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: its absolute path.
    ///   - environment: all of its environment; the test's own unless set.
    ///   - folder: its working directory; the test's own unless set.
    ///   - input: what its standard input holds, at most 60,000 bytes.
    ///   - socket: a descriptor that it gets as its descriptor 3; nothing but the standard three unless set.
    public init(
        _ executable: String, _ arguments: [String], environment: [String: String]? = nil,
        folder: String? = nil, input: String = "", socket: Int32? = nil
    ) throws {
        precondition(input.utf8.count <= 60_000, "the pipe would not take it")
        name = ([executable.split(separator: "/").last.map(String.init) ?? executable] + arguments.prefix(3))
            .joined(separator: " ")
        let inputPipe = try ChildPipe()
        let outputPipe = try ChildPipe()
        let errorPipe = try ChildPipe()
        inputPipe.write(input)
        inputPipe.closeWriting()
        let command = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + [executable] + arguments
        pid = try ChildSpawn.start(
            command[0], Array(command.dropFirst()), environment: environment ?? ProcessInfo.processInfo.environment,
            descriptors: (inputPipe.readEnd, outputPipe.writeEnd, errorPipe.writeEnd), socket: socket)
        inputPipe.closeReading()
        outputPipe.closeWriting()
        errorPipe.closeWriting()
        let (watch, pid) = (watch, pid)
        Thread { watch.read(outputPipe, as: .output) }.start()
        Thread { watch.read(errorPipe, as: .errors) }.start()
        Thread { watch.await(pid) }.start()
    }

    deinit { watch.kill(pid, SIGKILL) }

    /// What it wrote to its standard output so far.
    public var output: String { watch.text(.output) }

    /// What it wrote to its standard error so far.
    public var errors: String { watch.text(.errors) }

    /// Whether it has ended by now.
    public var hasEnded: Bool { watch.hasEnded }

    /// Sends a signal, unless it has ended.
    public func signal(_ number: Int32) { watch.kill(pid, number) }

    /// Ends it at once, without a chance to tidy up, and waits until it is gone.
    public func killAndWait() async throws {
        signal(SIGKILL)
        _ = try await ending()
    }

    /// Waits for its end and for all that it wrote.
    ///
    /// - Throws: ``TestFailure`` when that takes longer than `limit` seconds; the process is left as it is.
    public func ending(limit: Double = 60) async throws -> ChildEnding {
        try await offPool { [self] in
            guard let ending = watch.wait(limit, { $0.isOver ? $0.ending : nil }) else { throw timeout("its end") }
            return ending
        }
    }

    /// Waits for a line that holds `text`, from the `skip`th such line on, and returns it whole.
    ///
    /// - Throws: ``TestFailure`` when none comes within `limit` seconds, or the process ends without it.
    public func line(
        holding text: String, on stream: ChildStream, skip: Int = 0, limit: Double = 60
    ) async throws -> String {
        try await offPool { [self] in
            let found = watch.wait(limit) { state -> String?? in
                let lines = state.wholeLines(of: stream).filter { $0.contains(text) }
                if lines.count > skip { return .some(String(lines[skip])) }
                return state.isOver ? .some(nil) : nil
            }
            guard let line = found ?? nil else { throw timeout("a line with '\(text)'") }
            return line
        }
    }

    private func timeout(_ what: String) -> TestFailure {
        TestFailure("\(name): waited in vain for \(what); it wrote:\n\(output)\n\(errors)")
    }
}
