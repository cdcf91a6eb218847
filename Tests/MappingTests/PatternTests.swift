import Testing

@testable import Mapping

@Suite("Patterns")
struct PatternTests {
    func find(_ pattern: String, _ text: String) throws -> String {
        try Pattern(parsing: pattern).firstMatch(in: Piece(text)).string
    }

    @Test(
        "a pattern finds its first group, or all that matched",
        arguments: [
            ("b", "abc", "b"), ("a|ab", "ab", "a"), ("ab|a", "ab", "ab"), ("a*", "aaa", "aaa"), ("a*?", "aaa", ""),
            ("a+?", "aaa", "a"), ("a.c", "abc", "abc"), ("a.c", "a\nc", ""),
            ("[^,]+", ",a b,c", "a b"), ("[]a]+", "x]a]", "]a]"), ("[a-]+", "b-a", "-a"),
            ("(\\d+)-(\\d+)", "x12-34", "12"), ("(?:a|b)+(c)", "abac", "c"), ("^b", "ab", ""),
            ("^a$", "a", "a"), ("a$", "aba", "a"), ("\\bcat\\b", "concat cat", "cat"), ("\\Bcat", "cat concat", "cat"),
            ("x{2}", "xxx", "xx"), ("x{2,}", "xxx", "xxx"),
            ("x{1,2}y", "xxxy", "xxy"), ("x{0}y", "xy", "y"), ("(?i)ÄB", "xäb", "äb"), ("(?i)[a-c]+", "ABCd", "ABC"),
            ("(?i)[^a]", "Ab", "b"), ("\\w+", "-größe_1-", "größe_1"), ("\\s", "a\u{A0}b", "\u{A0}"),
            ("\\S+", " é ", "é"), ("\\D+", "1ab2", "ab"), ("[\\d.]+", "v1.25b", "1.25"), ("\\.", "a.b", "."),
            ("(a*)*b", "aab", "aa"), ("(a|b)*", "ab", "b"), ("()", "a", ""), ("(a)|b", "b", ""),
            ("(.*)x", "axbx", "axb"), ("(.*?)x", "axbx", "a"), ("東.", "x東京", "東京"), ("[а-я]+", "Привет", "ривет"),
            ("👩", "x👩‍👧", "👩"),
        ])
    func finds(pattern: String, text: String, found: String) throws {
        #expect(try find(pattern, text) == found)
    }

    static let wrong = [
        ("", "it is empty", 0), ("(a", "this '(' is not closed; '\\(' is a parenthesis itself", 0),
        ("a)", "this ')' closes nothing; '\\)' is a parenthesis itself", 1),
        ("[a", "this '[' is not closed; '\\[' is a bracket itself", 0),
        ("*a", "nothing stands before this '*' that it could repeat; '\\*' is the character itself", 0),
        ("a**", "a second repeat stands behind the first", 2),
        ("a{x}", "numbers from 0 to 100 are expected in braces, as in {3}, {2,5} or {2,}", 1),
        ("a{5,2}", "numbers from 0 to 100 are expected in braces, as in {3}, {2,5} or {2,}", 1),
        ("a{1000}", "numbers from 0 to 100 are expected in braces, as in {3}, {2,5} or {2,}", 1),
        ("é[z-a]", "this range ends before it begins; '\\-' is a hyphen itself", 4),
        ("\\q", "'\\q' has no meaning here; there are \\d \\w \\s \\b \\n \\r \\t", 0),
        ("a\\", "nothing stands behind this '\\'", 1),
        ("(?=a)", "only (?: stands for a group that keeps nothing, and (?i) before all", 2),
        ("(?:(?:(?:){100}){100}){100}", "this pattern is too large; smaller numbers in { } are expected", 0),
        ("(x{50}){50}", "this pattern is too large; smaller numbers in { } are expected", 0),
        (String(repeating: "(", count: 30), "these groups are nested more than 20 deep", 21),
    ]

    @Test("a pattern that cannot be is told, with its place", arguments: wrong.indices)
    func complaints(index: Int) {
        let (pattern, message, offset) = Self.wrong[index]
        let error = #expect(throws: PathError.self) { try Pattern(parsing: pattern) }
        #expect(error == PathError(message: message, offset: offset))
    }

    @Test(
        "patterns that explode elsewhere take no more steps than the text has characters times the program has instructions"
    )
    func steps() throws {
        for written in ["(a*)*b", "(a+)+$", "(a|aa)+$", "(.*)*x", "(a?){50}a{50}b", "^(([a-z])+.)+[A-Z]([a-z])+$"] {
            let pattern = try Pattern(parsing: written)
            for count in [100, 1000] {
                var machine = PatternMachine(pattern.program, [UInt8](repeating: 0x61, count: count))
                _ = machine.run()
                #expect(machine.steps <= 2 * (count + 2) * pattern.program.count, "\(written)")
            }
        }
    }

    @Test("it looks at the first 16 KiB")
    func longText() throws {
        #expect(try find("b", String(repeating: "a", count: 16_383) + "b") == "b")
        #expect(try find("b", String(repeating: "a", count: 16_384) + "b") == "")
    }

    @Test("random patterns find what the standard library's finds", arguments: 0..<4)
    func differential(round: UInt64) throws {
        let seed = 0xAB_0001 &+ round
        print("PatternTests seed \(seed)")
        var generator = SplitMix(state: seed)
        let atoms = [
            "a", "b", "c", ".", "[ab]", "[^a]", "(?:a|bc)", "(?:ab)?", "b*", "a+?", "c{1,2}", "^", "$", "\\d", "\\w",
            "(?:a*?b)", "(?:|a)",
        ]
        var compared = 0
        for _ in 0..<300 {
            let written = (0..<(1 + generator.below(4))).map { _ in generator.pick(atoms) }.joined(
                separator: generator.below(5) == 0 ? "|" : "")
            guard let pattern = try? Pattern(parsing: written), let reference = try? Regex(written) else { continue }
            for _ in 0..<5 {
                let text = (0..<generator.below(10)).map { _ in generator.pick(["a", "b", "c", "1", " "]) }.joined()
                let expected = try reference.firstMatch(in: text).map { String(text[$0.range]) } ?? ""
                #expect(pattern.firstMatch(in: Piece(text)).string == expected, "\(written) in '\(text)'")
                compared += 1
            }
        }
        #expect(compared > 500)
    }
}
