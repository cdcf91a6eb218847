import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Web addresses, aliases and lists")
struct AddressTypesTests {
    @Test(
        "a web address is sent as it came; one without a scheme gets https",
        arguments: [
            ("https://www.example.com/a?b=c#d", "https://www.example.com/a?b=c#d"),
            (" HTTP://Example.COM \n", "HTTP://Example.COM"),
            ("www.example.com", "https://www.example.com"), ("example.com/shop?x=1", "https://example.com/shop?x=1"),
            ("example.com:8080/x", "https://example.com:8080/x"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("https://bücher.example/ä", "https://bücher.example/ä"), ("почта.рф", "https://почта.рф"),
            ("http://127.0.0.1/x", "http://127.0.0.1/x"), ("http://[::1]:80/", "http://[::1]:80/"),
            ("https://example.com.", "https://example.com."),
            ("example.com?next=http://a.b", "https://example.com?next=http://a.b"),
            ("xn--bcher-kva.example", "https://xn--bcher-kva.example"),
            ("https://a_b.example.com/%20(x)", "https://a_b.example.com/%20(x)"),
        ])
    func url(written: String, sent: String) throws {
        #expect(try text(of: written) { $0.type = placed("url") } == .text(sent))
    }

    @Test(
        "what is no web address is refused",
        arguments: [
            "javascript:alert(1)", "JavaScript://example.com/%0aalert(1)", "data:text/html,x", "ftp://example.com",
            "mailto:ada@example.com", "ada@example.com",
            "https://ada:secret@example.com", "https://", "http:///x", "none", "n/a", "my site", "https://exa mple.com",
            "https://example..com", "https://-a.com",
            "https://example.com/\"><script>", "https://example.com\\@evil.example", "example.com:99999",
            "example.com:", "192.168.0.1", "1.5", "https://[::1",
            "https://[x]/", "https://example.com/a\nb", "java\tscript:alert(1)", "https://?x", "//example.com",
            "https://exam\u{202E}ple.com", "a.b", "vbscript:a.com",
        ])
    func notURL(written: String) throws {
        #expect(
            try problems(of: written) { $0.type = placed("url") } == [
                "a: is not a web address; something like https://www.example.com is expected"
            ])
    }

    @Test("an alias is the board's own word")
    func alias() throws {
        #expect(try text(of: " tf23jli091uj ") { $0.type = placed("alias") } == .text("tf23jli091uj"))
        for wrong in ["two words", "abcdefghijklmnop", "ünder", "a.b", "a,b"] {
            #expect(
                try problems(of: wrong) { $0.type = placed("alias") } == [
                    "a: is not an alias; 1 to 15 of A-Z a-z 0-9 _ - are expected"
                ])
        }
    }

    @Test("a list is sent as one text, without what is empty, with what the rule puts between")
    func list() throws {
        let payload = Payload.form(["a": "red", "a": " ", "a": " green "])
        #expect(try value(of: from("a") { $0.type = placed("list") }, in: payload) == .text("red, green"))
        let lines = from("a") {
            $0.type = placed("list")
            $0.separator = placed("\n")
        }
        #expect(try value(of: lines, in: payload) == .text("red\ngreen"))
        #expect(try value(of: lines, in: .json(#"{"a":["x",null,7,true]}"#)) == .text("x\n7\ntrue"))
        #expect(try value(of: lines, in: .form(["a": "one"])) == .text("one"))
        #expect(try value(of: lines, in: .form(["a": " "])) == nil)
    }

    @Test("each text of a list goes through transforms and choices by itself")
    func listChoices() throws {
        let rule = from("a") {
            $0.type = placed("list")
            $0.transforms = ["split(;)", "trim", "lower"].map { placed(.text($0)) }
            $0.choices = [
                .init(from: placed("r"), to: placed(.text("Red"))),
                .init(from: placed("g"), to: placed(.text("Green"))),
            ]
        }
        #expect(try value(of: rule, in: .form(["a": "R; g;;"])) == .text("Red, Green"))
        #expect(
            try form(fields: ["x": rule]).compiled().problems(.form(["a": "R;b"])) == [
                "a: is none of the values that are expected: r, g (value 2 of 2)"
            ])
        var withDefault = rule
        withDefault.defaultValue = placed(.text("Other"))
        #expect(try value(of: withDefault, in: .form(["a": "R;b"])) == .text("Red, Other"))
    }

    @Test("a list may be cut like a text")
    func listCut() throws {
        let rule = from("a") {
            $0.type = placed("list")
            $0.maximumLength = placed(8)
        }
        #expect(try value(of: rule, in: .form(["a": "red", "a": "green"])) == .text("red, gr…"))
    }
}
