import Foundation
import TestKit
import Testing
import Trying

@Suite("What a website's owner pastes is markup that compiles")
struct SnippetMarkupTests {
    private func snippet(_ name: String = "contact", _ more: String = "") throws -> Snippet {
        let text = """
            origins: "*"
            spam: { honeypot: website, time: true }
            column_id: 1
            lead: { name: { from: name, required: true }, email: { from: email, type: email } }
            fields: { message: { from: message, max_length: 2000 }, topic: { from: topic, choices: { "a \\"<b>\\" {{ 1+1 }} 'c' & d": 1, jobs: 2 } } }
            """
        return Snippet(of: try form(text + more, named: name), base: "https://leads.example.com")
    }

    @Test("what is code in a framework stands as text in it, whatever a choice is called")
    func braces() throws {
        let snippet = try snippet()
        #expect(snippet.text(.html).contains(#"<option value="a &quot;&lt;b&gt;&quot; {{ 1+1 }} 'c' &amp; d">"#))
        for kind in [Snippet.Kind.react, .vue] {
            let text = snippet.text(kind)
            #expect(text.contains("&#123;&#123; 1+1 &#125;&#125;") && !text.contains("{{ 1+1"), "\(kind)")
        }
    }

    private static let esbuild = ["/usr/bin/esbuild", "/usr/local/bin/esbuild"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(
        "React's component compiles, under any name that a form may have",
        .enabled(if: esbuild != nil, "esbuild, of Debian, is not installed"), arguments: ["contact", "2-for-1", "a_b"])
    func react(name: String) throws {
        let esbuild = try #require(Self.esbuild)
        let folder = try ScratchFolder("snippet")
        let file = try folder.write(try snippet(name).text(.react), to: "Form.jsx")
        let process = Process()
        process.executableURL = URL(filePath: esbuild)
        process.arguments = [file, "--jsx=automatic", "--log-level=error", "--outfile=\(folder.path)/Form.js"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
