import Bridge
import Drafting
import Foundation
import Testing
import Trying
import Wire

@Suite("Whatever is posted")
struct AnyPayloadTests {
    @Test("a draft of a golden case's post loads and maps that post", arguments: (try? golden()) ?? [])
    func goldenCases(_ file: CaseFile) throws {
        for step in file.steps {
            _ = try TriedDraft(try MappingTrial.payload(step.post.content, contentType: step.post.contentType))
        }
    }

    @Test("a draft of a random post loads and maps that post", arguments: 0..<6)
    func random(round: UInt64) throws {
        var source = RandomPost(seed: 0xD4AF_7000 &+ round)
        for _ in 0..<80 {
            let payload = source.payload()
            _ = try TriedDraft(payload)
        }
    }

    @Test("a hostile name becomes neither a substitution, nor a key, nor a line of its own")
    func hostile() throws {
        let draft = try TriedDraft(
            .fields([
                "${HOME}": "a", "a\n  evil: b": "c", "x: y": "d", "'\"": "e", "# no": "f",
                "\u{1b}[31m": "\u{1b}[31mred", "\u{0}": "g",
                "\u{202e}abc": "h", "*": "i", "query.x": "j", "json(a)": "k", "a[": "l", "name": "m\n  evil2: n",
                "&a": "o", "!t": "p",
            ]))
        let sent = draft.sent.joined(separator: "\n")
        for value in ["a", "c", "d", "e", "f", "red", "g", "h", "i", "j", "k", "l", "o", "p"] {
            #expect(sent.contains(": \(value)") || sent.contains("m\(value)"), "\(value)\n\(draft.text)")
        }
        #expect(!draft.text.contains("\u{1b}") && !draft.text.contains("\u{202e}"))
        #expect(!draft.text.contains("\n  evil"))
    }

    @Test("nothing at all makes a form with a column alone")
    func nothing() throws {
        #expect(try TriedDraft(json("{}")).sent.isEmpty)
        #expect(try TriedDraft(json("[]")).sent.isEmpty)
        #expect(try TriedDraft(json("\"text\"")).lead.isEmpty)
        #expect(try TriedDraft(.fields([:])).sent.isEmpty)
    }

    private static func golden() throws -> [CaseFile] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".case") }
        return try files.sorted().map { file in
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            return try CaseFile(name: String(file.dropLast(5)), file: file, text: text)
        }
    }
}
