import Foundation
import TestKit

/// A folder as on a disk whose power can be cut: what was not synced is lost, or comes through by halves.
///
/// A SIGKILL leaves the page cache whole, so that no sync is missed after it; a real power cut is not to be had in a test. This is the
/// next best: `Tests/Ledger/LazyDisk.c`, preloaded, keeps what was synced in a second folder.
final class LazyDisk {
    /// What the service writes to.
    let path: String
    private let platter: String
    private let library: String
    private let scratch: ScratchFolder
    private static let blockSize = 4096

    init() async throws {
        scratch = try ScratchFolder("lazy")
        (path, platter, library) = (scratch.path + "/store", scratch.path + "/platter", scratch.path + "/lazydisk.so")
        for folder in [path, platter] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        let compiler = try await CommandResult.of(
            "/usr/bin/cc",
            ["-std=gnu17", "-O1", "-shared", "-fPIC", "-o", library, root + "/Tests/Ledger/LazyDisk.c"])
        guard compiler.status == 0 else { throw TestFailure("cc: \(compiler.errors)") }
    }

    /// What the service is started with; a disk that is not honest says that it has synced, and has not.
    func environment(isHonest: Bool) -> [String: String] {
        var environment = ["LD_PRELOAD": library, "LAZYDISK_FROM": path, "LAZYDISK_TO": platter]
        if !isHonest { environment["LAZYDISK_LIES"] = "1" }
        return environment
    }

    /// Cuts the power of a service that was killed: of each block that was not synced, chance says whether it came through.
    func cutPower(_ random: inout Seed) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            let file = path + "/" + name
            // It is no data: SQLite makes it anew.
            guard !name.hasSuffix("-shm"), !name.hasSuffix(".lock") else { continue }
            let written = FileManager.default.contents(atPath: file) ?? Data()
            guard let synced = FileManager.default.contents(atPath: platter + "/" + name) else {
                try FileManager.default.removeItem(atPath: file)
                continue
            }
            var (left, length) = (Data(), Bool.random(using: &random) ? written.count : synced.count)
            while left.count < length {
                let source = Bool.random(using: &random) ? written : synced
                let end = min(left.count + Self.blockSize, length)
                let block = source.dropFirst(left.count).prefix(end - left.count)
                left += block + Data(count: end - left.count - block.count)
            }
            length = left.count
            let handle = try FileHandle(forWritingTo: URL(filePath: file))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: left)
            try handle.close()
            // It came through, so it is on the platter from now on.
            try left.write(to: URL(filePath: platter + "/" + name))
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasSuffix("-shm") {
            try FileManager.default.removeItem(atPath: path + "/" + name)
        }
    }
}
