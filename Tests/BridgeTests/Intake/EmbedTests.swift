import TestKit
import Testing
import Wire

@testable import Bridge

@Suite("The script for websites")
struct EmbedTests {
    @Test("it is smaller than 6 kB as it is served, any page may load it, and it is kept by its hash")
    func served() async throws {
        try await serving { site async throws in
            let script = try await site.send("GET", "/embed.js")
            #expect(script.status == 200)
            #expect(script.field("content-type") == "text/javascript; charset=utf-8")
            #expect(script.content.count < 6000, "\(script.content.count) bytes")
            #expect(script.content.count > 3000)
            #expect(script.field("access-control-allow-origin") == "*")
            #expect(script.field("cross-origin-resource-policy") == "cross-origin")
            #expect(script.field("cache-control") == "public, max-age=3600, must-revalidate")
            let tag = try #require(script.field("etag"))
            #expect(tag == "\"\(EmbedScript.hash)\"")

            let known = try await site.send("GET", "/embed.js", fields: ["If-None-Match: W/\(tag)"])
            #expect(known.status == 304 && known.content.isEmpty && known.field("etag") == tag)
            let stale = try await site.send("GET", "/embed.js", fields: ["If-None-Match: \"0\""])
            #expect(stale.status == 200)

            let named = try await site.send("GET", "/embed.js?v=\(EmbedScript.hash)")
            #expect(named.field("cache-control") == "public, max-age=31536000, immutable")
            // A page that names another version has today's, and not for good.
            let old = try await site.send("GET", "/embed.js?v=0123456789abcdef")
            #expect(old.content == script.content)
            #expect(old.field("cache-control") == "public, max-age=3600, must-revalidate")
            #expect(try await site.send("HEAD", "/embed.js").status == 200)
            #expect(try await site.send("POST", "/embed.js", content: []).status == 405)
        }
    }

    @Test("a page of an allowed origin may read the form's words; no other, and never with credentials")
    func words() async throws {
        try await serving(["contact": CrossOriginTests.closed]) { site async throws in
            let answer = try await site.send(
                "GET", "/f/contact/words", fields: ["Origin: https://www.example.com", "Accept-Language: de"])
            #expect(answer.status == 200)
            #expect(answer.field("access-control-allow-origin") == "https://www.example.com")
            #expect(answer.field("access-control-allow-credentials") == nil)
            #expect(answer.head.contains("Vary: Origin"))
            #expect(answer.head.contains("Vary: Accept-Language"))
            let root = try JSONDocument.parse(answer.content).root
            #expect(root["lang"]?.string == "de" && root["thanks"]?.string == "Ihre Nachricht ist angekommen.")
            let other = try await site.send("GET", "/f/contact/words", fields: ["Origin: https://evil.example"])
            #expect(other.field("access-control-allow-origin") == nil)
            #expect(try await site.send("GET", "/f/none/words").status == 404)
            #expect(try await site.send("GET", "/f//words").status == 404)
            #expect(try await site.send("POST", "/f/contact/words", content: []).status == 405)
        }
    }

    @Test(
        "a script is made small without changing what it does",
        arguments: [
            ("// why\nconst number = 1; // behind\n", "let a=1;"),
            ("const long = { long: 1, b };", "let long={long:1,b};"),
            ("const a = b + ++c - --d;", "let a=b+ ++c- --d;"),
            (#"const text = "a // b \\\" c";"#, #"let a="a // b \\\" c";"#),
            (#"const form = path.replace(/[/"]\/\s+/g, "");"#, #"let a=path.replace(/[/"]\/\s+/g,"");"#),
            ("const half = (left, right) => { return left / right; };", "let a=(b,c)=>{return b/c};"),
            ("let first, second;\nfirst = (one) => one;", "let a,b;a=c=>c;"),
            ("use(part ? part.name : 1);\nconst part = 2;", "use(a?a.name:1);let a=2;"),
        ])
    func compact(source: String, small: String) {
        let written = String(decoding: CompactScript.compact(Array(source.utf8)), as: UTF8.self)
        // Which short name one gets is not told: equally used ones go by the alphabet.
        let names = { (text: String) in text.replacing(/\b[abc]\b/.wordBoundaryKind(.simple), with: "_") }
        #expect(names(written) == names(small))
    }
}
