import BoardCRM
import Testing
import Wire

@testable import Mapping

@Suite("Types that stay text")
struct TextTypesTests {
    @Test(
        "an e-mail address by the HTML standard's rule; the domain in small letters",
        arguments: [
            ("ada@example.com", "ada@example.com"), (" Ada.L+web@EXAMPLE.Com \n", "Ada.L+web@example.com"),
            ("a@b", "a@b"), ("!#$%&'*+/=?^_`{|}~-.@x-1.y", "!#$%&'*+/=?^_`{|}~-.@x-1.y"), (".a..b.@x", ".a..b.@x"),
            ("ada@bücher.example", "ada@bücher.example"), ("ada@BÜCHER.example", "ada@bücher.example"),
            ("info@почта.рф", "info@почта.рф"),
            ("a@" + String(repeating: "x", count: 63), "a@" + String(repeating: "x", count: 63)),
        ])
    func email(written: String, read: String) throws {
        #expect(try text(of: written) { $0.type = placed("email") } == .text(read))
    }

    @Test(
        "what is no e-mail address is refused, and not repeated",
        arguments: [
            "ada", "@example.com", "ada@", "ada@@example.com", "ada@example..com", "ada@.com", "ada@com.",
            "a b@example.com",
            "ada@exa mple.com", "ada@-x.com", "ada@x-.com", "ada@x_y.com", "ada@example.com, bob@example.com",
            "äda@example.com", "ada@[127.0.0.1]", "ada@ex\u{2028}ample.com", "ada@ex\u{202E}.com", "ada@x\u{0}.com",
            "a@" + String(repeating: "x", count: 64), "Ada <ada@example.com>", "ada@\u{1F600}.com",
        ])
    func notEmail(written: String) throws {
        #expect(
            try problems(of: written) { $0.type = placed("email") } == [
                "a: is not an e-mail address; something like name@example.com is expected"
            ])
    }

    @Test("each transform does what its example says", arguments: Transform.Name.allCases)
    func transforms(name: Transform.Name) throws {
        let example = name.example
        #expect(example.call.contains(name.rawValue))
        let sent = try value(
            of: from("a") { $0.transforms = [placed(.text(example.call))] }, in: .form(["a": example.before]))
        #expect(sent == (example.after.isEmpty ? nil : .text(example.after)))
    }

    @Test("transforms run in their order, on all of Unicode's white space")
    func transformOrder() throws {
        let read = try text(of: "\u{A0}\u{3000} ADA \u{A0}\r\n  LOVELACE\u{2003}") {
            $0.transforms = [placed("lower"), placed("squeeze"), placed("trim")]
        }
        #expect(read == .text("ada lovelace"))
    }

    @Test("text is sent as it came when no transform asks for more")
    func untouched() throws {
        #expect(try text(of: " Ada\r\n\tLovelace ") == .text(" Ada\r\n\tLovelace "))
    }

    @Test(
        "what is too long is cut on a character, with an ellipsis inside the limit",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"),
            ("e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}e\u{301}"),
            ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2, "👩‍👩‍👧‍👦…"), ("ab", 1, "a"), ("é", 1, "é"),
        ])
    func cut(written: String, maximum: Int, sent: String) throws {
        #expect(try text(of: written) { $0.maximumLength = placed(maximum) } == .text(sent))
    }

    @Test("what is too long is refused where the rule says so")
    func refuse() throws {
        let said = try problems(of: "abcdefg") {
            $0.maximumLength = placed(6)
            $0.overflow = placed("refuse")
        }
        #expect(said == ["a: is too long; at most 6 characters are expected"])
    }
}
