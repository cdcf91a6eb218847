import Foundation
import TestKit
import Wire

/// A running `boardbridge serve`.
final class Service: Sendable {
    let folder: ServiceFolder
    let process: ChildProcess
    /// Where it listens: `127.0.0.1:43211` or `unix:/…`.
    let address: String

    /// Starts it on a port that the system chooses, and waits until it listens.
    ///
    /// - Parameters:
    ///   - descriptors: how many files and sockets it may have open, as prlimit(1) reads it; the system's limit unless set.
    ///   - through: another program that becomes it, with its arguments.
    convenience init(
        _ folder: ServiceFolder, environment: [String: String] = [:], descriptors: String? = nil,
        through: [String] = []
    ) async throws {
        let limit = descriptors.map { ["/usr/bin/prlimit", "--nofile=\($0)"] } ?? []
        try await self.init(
            folder,
            Program.start(
                "serve", "--config", folder.configuration, environment: environment, through: limit + through))
    }

    /// Starts it on the socket that an activator keeps, by another program that becomes it if `through` names one, and waits until it
    /// listens.
    convenience init(
        _ folder: ServiceFolder, by activator: Activator, environment: [String: String] = [:], through: [String] = []
    ) async throws {
        try await self.init(
            folder,
            Program.start(
                by: activator, "serve", "--config", folder.configuration, environment: environment, through: through))
    }

    private init(_ folder: ServiceFolder, _ process: ChildProcess) async throws {
        self.folder = folder
        self.process = process
        let line = try await process.line(holding: #""event":"listening""#, on: .errors)
        let addresses = try JSONDocument.parse(Array(line.utf8)).root["addresses"]?.string ?? ""
        guard !addresses.isEmpty else { throw TestFailure("no address in: \(line)") }
        address = addresses
    }

    var port: Int { address.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    var url: String { "http://\(address)" }

    /// How many files and sockets the process has open.
    var openDescriptors: Int {
        get throws { try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.pid)/fd").count }
    }

    /// What the system says of the process's memory, in bytes: `VmRSS` now, `VmHWM` at the most so far (proc_pid_status(5)).
    func memory(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process.pid)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        guard let size = line?.split(separator: " ").dropLast().last.flatMap({ Int($0) }) else {
            throw TestFailure("no \(name) in: \(status)")
        }
        return size << 10
    }

    /// The submissions in these states, as `submissions list --json` tells them, the newest first.
    func submissions(_ states: String = "all") async throws -> [JSONValue] { try await folder.submissions(states) }

    /// SIGTERM, and its end.
    func stop() async throws -> ChildEnding {
        process.signal(SIGTERM)
        return try await process.ending()
    }
}

extension ServiceFolder {
    /// The submissions in these states, as `submissions list --json` tells them, the newest first.
    func submissions(_ states: String = "all") async throws -> [JSONValue] { try await page(of: states) }

    /// The newest hundred thousand of them, by further arguments the newest that those leave.
    func page(of states: String, _ more: [String] = []) async throws -> [JSONValue] {
        let list = try await Program.run(
            ["submissions", "list", "--state", states, "--limit", "100000", "--json", "--config", configuration] + more)
        guard list.status == 0 else { throw TestFailure("submissions list: \(list.errors)") }
        return try list.lines.map { try JSONDocument.parse(Array($0.utf8)).root }
    }

    /// All that is known of one submission.
    func submission(_ id: String) async throws -> JSONValue {
        let page = try await run("submissions", "show", id, "--json")
        guard page.status == 0 else { throw TestFailure("submissions show: \(page.errors)") }
        return try JSONDocument.parse(Array(page.output.utf8)).root
    }

    /// Waits until nothing is pending any more, and returns every submission.
    func settled() async throws -> [JSONValue] {
        try await poll("an empty list of pending submissions", limit: 120) {
            try await submissions("pending").isEmpty ? () : nil
        }
        return try await submissions()
    }
}
