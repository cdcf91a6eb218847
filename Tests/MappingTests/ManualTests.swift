import Foundation
import Testing

@testable import Mapping

@Suite("The README's words about types and transforms")
struct ManualTests {
    let manual = {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
            separator: "/")
        return try? String(contentsOfFile: folder + "/README.md", encoding: .utf8)
    }()

    @Test("each transform stands in its table, with the example that the tests try", arguments: Transform.Name.allCases)
    func transforms(name: Transform.Name) throws {
        let example = name.example
        let row =
            "`\(example.call)` | \(name.summary) | `\(example.before.debugDescription)` → `\(example.after.debugDescription)`"
            .replacing("\\'", with: "'")
        let line =
            "| \(row.replacing(" | ", with: "\u{0}").replacing("|", with: "\\|").replacing("\u{0}", with: " | ")) |"
        #expect(try #require(manual).split(separator: "\n").contains(Substring(line)), "\(line)")
    }

    @Test("each type stands in its table", arguments: ValueType.Name.allCases)
    func types(name: ValueType.Name) throws {
        let rows = try #require(manual).split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.contains { $0.split(separator: "|").first?.contains("`\(name.rawValue)`") == true })
    }
}
