import Foundation

/// A folder of the test's own, removed when nobody holds it any more.
final class TemporaryFolder: Sendable {
    let url: URL

    /// - Parameter inMemory: on a file system that keeps nothing, where there is one: for what is done thousands of times.
    init(inMemory: Bool = false) throws {
        let memory = URL(filePath: "/dev/shm")
        let isThere = inMemory && FileManager.default.isWritableFile(atPath: memory.path)
        url = (isThere ? memory : FileManager.default.temporaryDirectory).appending(path: "outbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }

    func copy(_ name: String, to other: String) throws {
        try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
    }

    /// Copies the first bytes of a file.
    func copy(_ name: String, to other: String, bytes: Int) throws {
        try Data(contentsOf: url.appending(path: name)).prefix(bytes).write(to: url.appending(path: other))
    }

    func size(_ name: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path(name))[.size] as? Int ?? 0
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

    func permissions(_ name: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int ?? 0
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}
