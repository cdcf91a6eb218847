import Foundation
import Testing
import Wire

@testable import Spam

@Suite("What is found in a post's texts")
struct TextSignsTests {
    @Test(
        "a word counts in any case and script, and only where it stands alone",
        arguments: [
            ("Best CASINO in town", ["casino"]), ("casinos", []), ("ocasino", []), ("(casino)", ["casino"]),
            ("casino,casino", ["casino"]), ("Лучшее КАЗИНО!", ["казино"]), ("казинович", []),
            ("cheap SEO  services", []), ("cheap seo services", ["seo services"]), ("Straße", []),
            ("ÜBERWEISUNG sofort", ["überweisung"]), ("sand and", ["and"]), ("", []), ("\u{FFFD}casino", []),
        ])
    func words(text: String, expected: [String]) {
        let list = ["casino", "Казино", "seo services", "Überweisung", "and", "sino"]
        let bench = Bench { $0.words = .init(list) }
        let found = bench.judge(["message": text]).verdict.reasons.map { $0.detail.lowercased() }
        #expect(found == expected)
    }

    @Test("a word is found wherever it stands in JSON, and not in a key")
    func json() throws {
        let bench = Bench { $0.words = .init(["casino"]) }
        #expect(try bench.judge(json: #"{"a":[{"b":"a c\u0061sino"}]}"#).findings == [.word])
        #expect(try bench.judge(json: #"{"casino":"the house","n":1,"casino budget":null}"#).findings == [])
    }

    @Test(
        "links in running text are counted, and a field that is an address alone is not",
        arguments: [
            ("see http://a.example and https://b.example", 2), ("https://example.com/page?x=https://y.example", 0),
            ("www.example.com", 0), ("go to www.example.com, HTTP://WWW.EXAMPLE.COM", 2), ("awww.cute", 0),
            ("https://www.example.com or https://x.www.example", 2), ("no links", 0),
        ])
    func links(text: String, expected: Int) {
        let bench = Bench { $0.links = .init(most: 0) }
        let found = bench.judge(["message": text]).verdict.reasons.first?.detail
        #expect(found == (expected == 0 ? nil : "\(expected)"))
    }

    @Test(
        "a sender's domain counts with all below it, where a field is an address",
        arguments: [
            ("bob@spam.example", true), ("bob@SPAM.example", true), ("bob@mail.spam.example", true),
            ("bob@nospam.example", false), ("bob@spam.example.com", false), ("write to bob@spam.example", false),
            ("bob@a@spam.example", false), ("bob@", false), ("@spam.example", false), ("bob@spam.example.", true),
        ])
    func senders(address: String, isBlocked: Bool) {
        let bench = Bench { $0.senders = .init(DomainList(["spam.example"]), score: 100) }
        #expect(bench.judge(["email": address]).isSpam == isBlocked)
    }

    @Test("a file of domains has one a line, and comments")
    func domainFile() {
        let list = DomainList(file: Array("# throw-away\nMailinator.com\r\n  trash.example # x\n\n\n".utf8))
        #expect(list.count == 2)
        let found = ["mailinator.com", "a.trash.example", "com"].map { list.contains(Array($0.utf8).span) }
        #expect(found == [true, true, false])
    }

    @Test("all words at once are found as each by itself is, in any text, where they stand alone")
    func sameAsOneByOne() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abcdé -")
        func text(_ length: Int) -> String {
            String((0..<length).map { _ in letters.randomElement(using: &generator) ?? "a" })
        }
        func isLetter(_ byte: UInt8?) -> Bool { byte.map { ByteKind.isLetter($0) } ?? false }
        for _ in 0..<2000 {
            let words = Set((0..<8).map { _ in text(.random(in: 1...5)) }).sorted()
            let content = text(60)
            let bytes = Array(content.utf8)
            var expected: Set<String> = []
            for (number, word) in words.enumerated() {
                for start in bytes.indices where bytes[start...].starts(with: word.utf8) {
                    let end = start + word.utf8.count
                    let before = start > 0 ? bytes[start - 1] : nil
                    let after = end < bytes.count ? bytes[end] : nil
                    if isLetter(before), isLetter(bytes[start]) { continue }
                    if isLetter(after), isLetter(bytes[end - 1]) { continue }
                    expected.insert("\(number) at \(start)")
                }
            }
            var found: Set<String> = []
            WordAutomaton(words).scan(bytes.span, mark: { _ in }) { found.insert("\($0) at \($1)") }
            #expect(found == expected, "\(words) in \(content)")
        }
    }

    @Test("a long text takes time in proportion to its length", .timeLimit(.minutes(1)))
    func linear() {
        let bench = Bench {
            $0.words = .init((0..<300).map { "word\($0)" } + ["aaaaaaaaaaaaaaaaaaaaaaaab"])
            $0.links = .init(most: 3)
        }
        let long = String(repeating: "a", count: 1_000_000)
        let began = ContinuousClock.now
        #expect(bench.judge(["message": long]).verdict.reasons.isEmpty)
        #expect(ContinuousClock.now - began < .seconds(20))
    }
}
