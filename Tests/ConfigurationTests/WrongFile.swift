import Foundation
import Mapping
import Testing

@testable import Configuration

/// A file of `Tests/Wrong`: what a person wrote, and in its last comments the complaints that help them.
struct WrongFile: CustomTestStringConvertible {
    static let folder = Repository.path("Tests/Wrong")

    /// Its name without `.yaml`. One that begins with `service-` is a main file, any other a form.
    let name: String
    let text: String

    /// All of them; those whose name begins with `_` are there for others to extend.
    static let all: [WrongFile] = files.filter { !$0.name.hasPrefix("_") }

    private static let files: [WrongFile] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { file in
            guard let text = try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8) else { return nil }
            return WrongFile(name: String(file.dropLast(5)), text: text)
        }
    }()

    var testDescription: String { name }
    var isService: Bool { name.hasPrefix("service-") }

    /// The lines behind `# complaint: `.
    var expected: [String] { marked("# complaint: ") }

    /// The lines behind `# warning: `.
    var expectedWarnings: [String] { marked("# warning: ") }

    /// Whether an editor marks it by the schema alone: `# schema: refuses`, or `accepts` where only the program can know.
    var schemaRefuses: Bool? {
        switch marked("# schema: ") {
        case ["refuses"]: true
        case ["accepts"]: false
        default: nil
        }
    }

    /// The complaints, without the file's own name before them.
    var complaints: [String] { bare(loading.complaints) }

    /// The file's own warnings, likewise; but for the one that most forms here get, since they name no origins.
    var warnings: [String] {
        let own = isService ? "boardbridge.yaml" : "forms/\(name).yaml"
        return bare(loading.warnings.filter { $0.place.file == own && !$0.message.contains("pages of any website") })
    }

    private func bare(_ complaints: [Complaint]) -> [String] {
        let own = isService ? "boardbridge.yaml:" : "forms/\(name).yaml:"
        return complaints.map(\.bare).map { $0.hasPrefix(own) ? String($0.dropFirst(own.count)) : $0 }
    }

    private var loading: Configuration.Loading {
        var files = ["boardbridge.yaml": isService ? text : smallestService]
        for part in Self.files where part.name.hasPrefix("_") { files["forms/\(part.name).yaml"] = part.text }
        files["forms/\(isService ? "contact" : name).yaml"] = isService ? smallestForm : text
        return Configuration.load(
            files: files.mapValues { Array($0.utf8) }, environment: ["BOARDCRM_ACCESS_TOKEN": "tok-for-tests"])
    }

    private func marked(_ mark: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    }
}

/// Where this repository is.
enum Repository {
    static func path(_ part: String) -> String {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/") + "/" + part
    }
}
