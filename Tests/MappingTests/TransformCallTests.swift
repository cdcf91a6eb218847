import BoardCRM
import Testing
import Wire

@testable import Mapping

@Suite("Transforms with arguments")
struct TransformCallTests {
    func apply(_ call: String, _ written: String) throws -> FieldValue? {
        try value(of: from("a") { $0.transforms = [placed(.text(call))] }, in: .form(["a": written]))
    }

    @Test(
        "each does its work at the edges too",
        arguments: [
            ("title", "IBM and mcdonald, don't d'artagnan", "Ibm And Mcdonald, Don't D'Artagnan"),
            ("title", "McDonald ÉTÉ ǆ straße", "McDonald Été ǅ Straße"),
            ("title", "zoe\u{308} o’brien (x)", "Zoe\u{308} O’Brien (X)"), ("digits", "+49 (0)30 ٣", "490303"),
            ("digits", "none", nil),
            ("first_name", "  Ada  ", "Ada"), ("first_name", "Lovelace, Ada King", "Ada King"),
            ("first_name", "Ada,", "Ada,"),
            ("last_name", "Ada", nil), ("last_name", " Ada \u{A0} King   Lovelace ", "King Lovelace"),
            ("last_name", "van Lovelace, Ada", "van Lovelace"),
            ("split(\", \")", "a, b,c", "a, b,c"), ("split(;, 1)", "a;b;c", "b"), ("split(;, -3)", "a;b;c", "a"),
            ("split(;, 3)", "a;b;c", nil), ("split(;)", ";;", nil),
            ("split(;)|slice(0, 1)|join(\"\")", "abc;def", "ad"), ("split(;)|trim|join(-)", ";a; ;;b; ", "a-b"),
            ("split(;)|join(with: -)", "a;;b", "a-b"),
            ("join(x)", "a", "a"),
            ("replace(a, \"\")", "banana", "bnn"), ("replace(aa, b)", "aaaaa", "bba"),
            ("replace(\" \", _)", "a b  c", "a_b__c"), ("replace(é, e)", "café", "cafe"),
            ("slice(-3)", "abcdef", "def"), ("slice(1, -1)", "abcdef", "bcde"), ("slice(4)", "ab", nil),
            ("slice(0, 2)", "👩‍👩‍👧‍👦éx", "👩‍👩‍👧‍👦é"),
            ("slice(-2)", "ab👩‍👩‍👧‍👦x", "👩‍👩‍👧‍👦x"), ("slice(-9, 2)", "abc", "ab"), ("slice(1, to: 3)", "a\r\nbc", "\r\nb"),
            ("slice(-5, 1)", "abc", "a"),
            ("slug", "  Größe & Maß: 100 % ", "grosse-mass-100"), ("slug", "Москва", "moskva"),
            ("slug", "東京", "dong-jing"), ("slug", "!?", nil),
            ("mask", "Ada", "A*a"), ("mask", "ab", "**"), ("mask(0, 4)", "4111111111111111", "************1111"),
            ("mask(0, 0)", "x👩‍👩‍👧‍👦", "**"),
            ("default_if(n/a, \"-\", none)", " None ", nil), ("default_if(n/a)", "n/a or so", "n/a or so"),
            ("default_if(ÄÖ)", "äö", nil),
            ("match([a-z]+@[a-z.]+)", "Ada <ada@example.com>", "ada@example.com"), ("match(x)", "abc", nil),
            ("match(\"(?i)ORDER-(\\d+)\")", "order-17", "17"),
            ("strip_html|squeeze|trim", " <b>a</b>  <br> b", "a b"), ("upper|slice(0, 1)", "ada", "A"),
            ("trim|lower|upper", " a ", "A"),
        ] as [(String, String, String?)])
    func edges(call: String, written: String, sent: String?) throws {
        #expect(try apply(call, written) == sent.map { .text($0) }, "\(call)")
    }

    @Test("a default counts where a transform leaves nothing")
    func defaults() throws {
        let rule = from("a") {
            $0.transforms = [placed("default_if(\"n/a\", \"-\")")]
            $0.defaultValue = placed(.text("unknown"))
        }
        #expect(try value(of: rule, in: .form(["a": "-"])) == .text("unknown"))
        let required = from("a") {
            $0.transforms = [placed("match([0-9]+)")]
            $0.required = placed(true)
        }
        #expect(try form(fields: ["x": required]).compiled().problems(.form(["a": "none"])) == ["a: is required"])
    }

    @Test("fields of one name are changed one by one, and joined at the end or where a rule says so")
    func several() throws {
        let payload = Payload.form(["a": " red ", "a": "GREEN"])
        func sent(_ calls: TransformCall...) throws -> FieldValue? {
            try value(of: from("a") { $0.transforms = calls.map { placed($0) } }, in: payload)
        }
        #expect(try sent("trim", "lower") == .text("red, green"))
        #expect(try sent("trim", "join(/)", "upper") == .text("RED/GREEN"))
        #expect(try sent("trim", "slice(0, 1)", "join(\"\")") == .text("rG"))
    }

    @Test("a call is the same as text and as a mapping")
    func mapping() throws {
        let replace = TransformCall.call(
            placed("replace"), [.init(label: placed("to"), placed("b")), .init(label: placed("from"), placed("a"))])
        let slice = TransformCall.call(placed("slice"), [.init(placed("0")), .init(placed("2"))])
        let rule = from("a") { $0.transforms = [placed(replace), placed(slice)] }
        #expect(try value(of: rule, in: .form(["a": "aaa"])) == .text("bb"))
        #expect(try apply("replace(to: b, from: a)|slice(0,2)", "aaa") == .text("bb"))
    }

    @Test(
        "quotes hold what would end an argument",
        arguments: [
            ("replace(\"a, b\", 'c)')", "a, b|", "c)|"), ("replace(\"|\", \"\\\"\")", "a|b", "a\"b"),
            ("replace('it\\'s', x)", "it's", "x"), ("replace(\"\\\\\", /)", "a\\b", "a/b"),
            ("replace( a ,  b c )", "a", "b c"), ("replace(http://, x)", "http://y", "xy"),
            ("match(\"\\d+\")", "a12", "12"),
        ])
    func quotes(call: String, written: String, sent: String) throws {
        #expect(try apply(call, written) == .text(sent))
    }

    static let wrong = [
        ("trimm", "unknown transform 'trimm'; did you mean 'trim'?"),
        ("slice", "'slice' needs 'from'; something like slice(0, 10) is expected"),
        ("trim(1)", "transform 'trim(1)': 'trim' takes no arguments (at character 6)"),
        (
            "slice(a)",
            "transform 'slice(a)': 'from' of 'slice' is 'a'; a whole number to 1000000 is expected (at character 7)"
        ),
        (
            "slice(1, 2, 3)",
            "transform 'slice(1, 2, 3)': these are too many arguments; something like slice(0, 10) is expected (at character 13)"
        ),
        ("slice(form: 1)", "transform 'slice(form: 1)': 'slice' has no 'form'; did you mean 'from'? (at character 7)"),
        ("slice(1, from: 2)", "transform 'slice(1, from: 2)': 'from' is given twice (at character 10)"),
        (
            "slice(5, 5)",
            "transform 'slice(5, 5)': slice(5, 5) keeps nothing; 'to' has to be behind 'from' (at character 10)"
        ),
        ("replace(\"\", x)", "transform 'replace(\"\", x)': 'from' of 'replace' is empty (at character 9)"),
        (
            "replace(a)",
            "transform 'replace(a)': 'replace' needs 'to'; something like replace(-, \" \") is expected (at character 1)"
        ),
        ("mask(-1)", "transform 'mask(-1)': 'first' of 'mask' is -1; at least 0 is expected (at character 6)"),
        ("default_if", "'default_if' needs one text or more; something like default_if(n/a, none) is expected"),
        (
            "match(\"[a\")",
            "transform 'match(\"[a\")': pattern '[a': this '[' is not closed; '\\[' is a bracket itself (at the pattern's character 1) (at character 7)"
        ),
        ("trim upper", "transform 'trim upper': '|' or the end is expected, found 'u' (at character 6)"),
        ("split(a", "transform 'split(a': ',' or ')' is expected, found the end (at character 8)"),
        ("split(\"a)", "transform 'split(\"a)': this quote is not closed (at character 7)"),
        (
            "split(,)",
            "transform 'split(,)': an argument, or \"\" for an empty one is expected, found ',' (at character 7)"
        ),
        ("trim|", "transform 'trim|': a transform such as trim is expected, found the end (at character 6)"),
        ("Trim", "unknown transform 'Trim'; did you mean 'trim'?"),
    ]

    @Test("what is no transform is told, with its place", arguments: wrong.indices)
    func complaints(index: Int) {
        let (call, complaint) = Self.wrong[index]
        #expect(form(fields: ["x": from("a") { $0.transforms = [placed(.text(call))] }]).complaints == [complaint])
    }

    @Test("a transform is told as it is written")
    func description() {
        let call = TransformCall.call(placed("slice"), [.init(placed("0")), .init(placed("2"))])
        #expect(call.description == "slice: [0, 2]")
        #expect(TransformCall.call(placed("split"), [.init(placed(";"))]).description == "split: ;")
        #expect(
            TransformCall.call(placed("mask"), [.init(label: placed("last"), placed("4"))]).description
                == "mask: { last: 4 }")
        #expect(TransformCall.call(placed("trim"), []).description == "trim")
        #expect(TransformCall.text("slice(0, 2)").description == "slice(0, 2)")
    }

    @Test("a rule has twenty transforms at most")
    func tooMany() {
        let rule = from("a") { $0.transforms = (0..<21).map { _ in placed("trim") } }
        #expect(form(fields: ["x": rule]).complaints == ["a rule has 20 transforms at most; these are 21"])
    }

    @Test("a place after which transforms begin is none in quotes")
    func start() {
        #expect(TransformChain.start(in: Array("a|trim".utf8)) == 1)
        #expect(TransformChain.start(in: Array("\"a|b\"|trim".utf8)) == 5)
        #expect(TransformChain.start(in: Array("\"a\\\"|b\"".utf8)) == nil)
    }

    @Test("a short rule cannot make gigabytes of a megabyte")
    func growth() throws {
        let rule = from("a") {
            $0.transforms = (0..<6).map { _ in placed(.text("replace(a, \(String(repeating: "a", count: 100)))")) }
        }
        let said = try form(fields: ["x": rule]).compiled().problems(.form(["a": String(repeating: "a", count: 1000)]))
        #expect(said == ["a: is too long; its rule makes more than 16 MiB of it"])
    }
}
