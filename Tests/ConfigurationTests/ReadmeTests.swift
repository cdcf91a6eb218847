import Configuration
import Foundation
import Mapping
import Testing

@Suite("The README's forms")
struct ReadmeTests {
    @Test("each is sound as it stands there: one of about ten lines, and one of about forty")
    func forms() throws {
        let forms = try Self.forms()
        for (name, text) in forms {
            let loading = Configuration.load(
                files: [
                    "boardbridge.yaml": Array("crm: { access_token: t }\nstore: sqlite:/tmp/none.db".utf8),
                    name: Array(text.utf8),
                ], environment: ["TYPEFORM_SECRET": "t"])
            #expect(loading.complaints.map(\.description) == [])
            #expect(loading.configuration?.forms.count == 1)
        }
        let lines = forms.map { $0.text.split(separator: "\n").count }
        #expect(lines.contains { (8...14).contains($0) }, "\(lines)")
        #expect(lines.contains { (34...46).contains($0) }, "\(lines)")
    }

    /// The YAML in the README that begins with a form's file name.
    private static func forms() throws -> [(name: String, text: String)] {
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
            .standardized
        var forms: [(name: String, text: String)] = []
        var block: [Substring]?
        var indent = 0
        for line in try String(contentsOf: readme, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            let trimmed = line.drop { $0 == " " }
            if trimmed == "```yaml" {
                indent = line.count - trimmed.count
                block = []
            } else if trimmed == "```", let lines = block {
                block = nil
                guard let first = lines.first, first.hasPrefix("# forms/"), let end = first.firstRange(of: ".yaml")
                else { continue }
                forms.append((String(first[..<end.upperBound].dropFirst(2)), lines.joined(separator: "\n") + "\n"))
            } else {
                block?.append(line.dropFirst(min(indent, line.count)))
            }
        }
        return forms
    }
}
