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

    @Test("each example of a format is read by it")
    func formats() throws {
        let lines = try #require(manual).split(separator: "\n", omittingEmptySubsequences: false)
        let head = try #require(lines.firstIndex(of: "| `format` | reads |"))
        let rows = lines[(head + 2)...].prefix { $0.hasPrefix("|") }
        #expect(rows.count >= 4)
        for row in rows {
            let cells = row.split(separator: "`").map(String.init)
            try #require(cells.count == 5, "\(row)")
            let format = try DateFormat(parsing: cells[1])
            #expect(format.read(Piece(cells[3])) != nil, "\(row)")
        }
    }

    @Test("each type stands in its table", arguments: ValueType.Name.allCases)
    func types(name: ValueType.Name) throws {
        let rows = try #require(manual).split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.contains { $0.split(separator: "|").first?.contains("`\(name.rawValue)`") == true })
    }
}
