import Foundation
import Trying

/// The cases of `Tests/Golden`. Its README says how they are written.
enum GoldenCase {
    /// Every file of the folder, in alphabetical order.
    static let all: Result<[CaseFile], any Error> = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Golden").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".case") }
        return try files.sorted().map { file in
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            return try CaseFile(name: String(file.dropLast(5)), file: file, text: text)
        }
    }

    /// The files there that cases' forms may extend, `_NAME.yaml`, by their names.
    static let bases: [String: String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Golden").standardized
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return files.filter { $0.hasPrefix("_") && $0.hasSuffix(".yaml") }.reduce(into: [:]) { bases, file in
            bases[String(file.dropLast(5))] = try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
        }
    }()
}
