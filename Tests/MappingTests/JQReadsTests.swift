import Testing

@testable import Mapping

@Suite("What a jq program reads of a post is told from its text")
struct JQReadsTests {
    @Test(
        "where that can be told",
        arguments: [
            (".a", [#""a""#]), (".a.b", [#""a"."b""#]), (#"."First Name""#, [#""First Name""#]),
            (#".["a b"].c"#, [#""a b"."c""#]), ("[.items[].price] | add", [#""items"[*]."price""#]),
            (".items[0].price", [#""items"[0]."price""#]), (".[0].a", [#"[0]."a""#]), (".a[1:3]", [#""a""#]),
            (".a[.n]", [#""n""#, #""a""#]), (".tags[]", [#""tags""#]), (".a // .b", [#""a""#, #""b""#]),
            (".a + \" \" + .b", [#""a""#, #""b""#]), (#""\(.a) of \(.b | length)""#, [#""a""#, #""b""#]),
            ("{a, \"b\": .c, (.d): 1}", [#""a""#, #""c""#, #""d""#]),
            ("if .a then .b else empty end", [#""a""#, #""b""#]),
            (".a as $x | .b + $x.c", [#""a""#, #""b""#]), ("(.a | .b), .c", [#""a"."b""#, #""c""#]),
            (".items | map(.price) | add", [#""items"[*]."price""#]), ("first(.a[]) | .b", [#""a""#]),
            ("[.a[] | .b] | add", [#""a"[*]."b""#]), (".a | .b.c, .d", [#""a"."b"."c""#]), (".a[] | length", [#""a""#]),
            (".a | map({b, c: .d.e})", [#""a"[*]."b""#, #""a"[*]."d"."e""#]), (".a | map(.[0])", [#""a"[*][0]"#]),
            (".a[] | {b, c: .d}", [#""a"[*]."b""#, #""a"[*]."d""#]), (".a | {b} | .b", [#""a"."b""#]),
            (".a | map(select(.b) | .c)", [#""a""#]), (".a | map(.)", [#""a""#]), (".a | map(1)", [#""a""#]),
            ("[.a | map(.b), .c]", [#""a"[*]."b""#]),
            ("42", []),
            ("[.a, .b] | map(select(. != null)) | join(\", \")", [#""a""#, #""b""#]), (".a.b?", [#""a"."b""#]),
            (".a # | .b", [#""a""#]), ("@uri \"x=\\(.a)\"", [#""a""#]),
            (".a | reduce .[] as $x (0; . + $x)", [#""a""#]),
        ])
    func told(program: String, paths: [String]) {
        #expect(JQReads.paths(of: program) == paths)
        if case .doesNotCompile(let why, _)? = failure(program) { Issue.record("\(program): \(why)") }
        for path in paths { #expect(throws: Never.self) { try PathParser.parse(path) } }
    }

    @Test(
        "where it cannot",
        arguments: [
            ".", ".[]", ".[].a", "..", "map(.a)", "to_entries", "keys", ". as $x | $x.a", ".a |= 1", ".a = 1",
            "del(.a)",
            "tostring", "reduce .a[] as $x (0; . + $x)", "def f: .a; f", "length", "[.[] | .a]", "@json", "{a: .}",
            ".[.a]",
            "with_entries(.)", "select(.a)", "input", ".a += 1",
        ])
    func notTold(program: String) {
        #expect(JQReads.paths(of: program) == nil)
    }

    private func failure(_ program: String) -> JQError? {
        do throws(JQError) {
            _ = try JQProgram.compile(program)
            return nil
        } catch { return error }
    }
}
