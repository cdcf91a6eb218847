import Foundation

/// A folder of a test's own, with files as it needs them; removed at the end.
public final class ScratchFolder: Sendable {
    /// The folder's absolute path.
    public let path: String

    /// Makes an empty folder; `name` only helps who finds it.
    public init(_ name: String = "test") throws {
        path = NSTemporaryDirectory() + "boardbridge-\(name)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the folders that it needs, and returns its absolute path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    /// The text of a file in it; empty if there is none.
    public func read(_ name: String) -> String {
        guard let bytes = FileManager.default.contents(atPath: path + "/" + name) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The names of what stands in it, sorted.
    public var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}
