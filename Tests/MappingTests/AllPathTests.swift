import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Paths to all: *")
struct AllPathTests {
    static let json = #"""
        {"items":[{"name":"Pen","tags":["a","b"],"n":2},{"name":"","n":3},{"name":"Ink","tags":"c","size":{"w":1}},7],
         "by":{"x":{"v":1},"y":{"v":null},"z":{"v":"3"}},"one":"single","none":[],"null":null,"raw":"[{\"q\":1},{\"q\":2}]"}
        """#

    @Test(
        "every element, every member, or the one value there is",
        arguments: [
            ("items[*].name", "Pen, Ink"), ("items.*.name", "Pen, Ink"), ("items[*].tags", "a, b, c"),
            ("items[*].tags[*]", "a, b, c"), ("items[*].tags[0]", "a, c"), ("items[*].n", "2, 3"),
            ("by.*.v", "1, 3"), ("by[*].v", "1, 3"), ("one[*]", "single"), ("one.*", "single"),
            ("json(raw)[*].q", "1, 2"), ("ITEMS[*].Name", "Pen, Ink"), ("items[ * ].name", "Pen, Ink"),
        ])
    func json(path: String, expected: String) throws {
        #expect(try value(of: from(path), in: .json(Self.json)) == .text(expected))
    }

    @Test(
        "nothing of none, and more than single values is told",
        arguments: ["none[*]", "null[*].x", "items[*].zz", "zz[*]"])
    func nothing(path: String) throws {
        #expect(try value(of: from(path), in: .json(Self.json)) == nil)
    }

    @Test("objects among what it leads to are no values")
    func groups() throws {
        for path in ["items[*]", "by[*]", "items[*].size"] {
            let mapping = try form(fields: ["x": from(path)]).compiled()
            #expect(mapping.problems(try .json(Self.json)) == ["\(path): is a group of values; one value is expected"])
        }
    }

    @Test(
        "a form's fields in each way of writing them, and repeats",
        arguments: [
            ("items[*].name", ["items[0][name]", "items[12][name]"]),
            ("items.*.name", ["items[a][name]", "items[b][name]"]),
            ("items[*].name", ["items.0.name", "items.1.name"]), ("items[*].name", ["items[0].name", "items[1].name"]),
            ("items[*].name", ["items[][name]", "items[][name]"]), ("items.*", ["items[0]", "items[1]"]),
            ("items[*]", ["items", "items"]), ("items[*]", ["items[]", "items[]"]), ("a.b[*]", ["a[b][]", "a[b][]"]),
            ("a[*].b[*].c", ["a[0][b][0][c]", "a[1][b][x][c]"]),
            ("items[*].tags", ["items[0][tags][]", "items[0][tags][]"]),
        ])
    func inForm(path: String, names: [String]) throws {
        let payload = Payload.form([
            "items[0][name][x]": "no", "items": "", "xitems[0][name]": "no", names[0]: "one", names[1]: "two",
            "items[0][nam]": "no",
        ])
        #expect(try value(of: from(path), in: payload) == .text("one, two"))
    }

    @Test("a field that is called * goes in quotes")
    func quoted() throws {
        #expect(try value(of: from("\"*\""), in: .form(["*": "star", "a": "no"])) == .text("star"))
        #expect(try value(of: from("a.\"*\""), in: .json(#"{"a":{"*":"star","b":"no"}}"#)) == .text("star"))
        #expect(try value(of: from("a*b"), in: .form(["a*b": "star", "axb": "no"])) == .text("star"))
    }

    @Test("ten thousand values are taken, and one more is a group: no one gave so many answers")
    func many() throws {
        let mapping = try form(fields: ["x": from("a[*]") { $0.maximumLength = placed(7) }]).compiled()
        let rules = try form(fields: ["x": from("a") { $0.maximumLength = placed(7) }]).compiled()
        for (count, isTaken) in [(10_000, true), (10_001, false)] {
            let payload = try Payload.json(#"{"a":[\#(Array(repeating: "1", count: count).joined(separator: ","))]}"#)
            for mapping in [mapping, rules] {
                let expected = isTaken ? [] : ["a"]
                #expect(mapping.problems(payload).map { String($0.prefix(1)) } == expected)
            }
        }
    }
}
