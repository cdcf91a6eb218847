import Mapping
import Testing

@testable import Configuration

@Suite("YAML becomes a tree of text with places")
struct YAMLTests {
    @Test("no scalar is typed by how it looks")
    func norway() throws {
        let words = [
            "NO", "on", "yes", "1e3", "0777", "1_000", "0x1F", "~", "null", "2001-01-01", "12:30:45", ".inf", "1.0",
        ]
        let root = try #require(compose(words.map { "- \($0)\n" }.joined()).root)
        #expect(root.sketch == "[\(words.joined(separator: ", "))]")
    }

    @Test("mappings keep their order, lists and styles their text")
    func shapes() throws {
        let text = """
            z: 1
            a: {c: [x, 'y', "z\\u0041"], b: ''}
            long: |
              two
              lines
            folded: >-
              one
              line
            """
        let root = try #require(compose(text).root)
        #expect(root.sketch == "{z: 1, a: {c: [x, 'y', 'zA'], b: ''}, long: 'two\nlines\n', folded: 'one line'}")
    }

    @Test("places count lines and characters from 1, with a byte order mark, CRLF and letters of several bytes")
    func places() throws {
        let root = try #require(compose("\u{feff}ключ: значение\r\nb:\r\n  - x\r\n  - {y: z}\r\n").root)
        guard case .mapping(let members) = root.content, case .sequence(let items) = members[1].value.content,
            case .mapping(let inner) = items[1].content
        else {
            Issue.record("another shape")
            return
        }
        #expect(members[0].key.place.description == "f.yaml:1:1")
        #expect(members[0].value.place.description == "f.yaml:1:7")
        #expect(members[0].value.scalar?.text == "значение")
        #expect(items[0].place.description == "f.yaml:3:5")
        #expect(inner[0].value.place.description == "f.yaml:4:9")
    }

    @Test("IPv6 addresses stand in lists without quotes, and do not move what follows")
    func colons() throws {
        let text = "[127.0.0.1, ::1, ::, {a: ::1, b: fe80::1}, ::ffff:1.2.3.4/104, x]"
        let root = try #require(compose(text).root)
        #expect(root.sketch == "[127.0.0.1, '::1', '::', {a: '::1', b: fe80::1}, '::ffff:1.2.3.4/104', x]")
        guard case .sequence(let items) = root.content else { return }
        #expect(items.map(\.place.column) == [2, 13, 18, 22, 44, 64])
        #expect(compose("[::1, ::2, 'x").complaints == ["f.yaml:1:12: this quote is not closed"])
        // In a text they stay what they are.
        #expect(
            try #require(compose("a: |\n  [::1]\nb: [::1]\nc: '[::1, ::2]'").root).sketch
                == "{a: '[::1]\n', b: ['::1'], c: '[::1, ::2]'}")
        #expect(compose(String(repeating: "[::1, ", count: 30_000)).root == nil)
    }

    @Test("an alias repeats what its anchor names")
    func aliases() throws {
        let root = try #require(compose("a: &x [1, {b: 2}]\nc: *x\n").root)
        #expect(root.sketch == "{a: [1, {b: 2}], c: [1, {b: 2}]}")
    }

    @Test("<<: takes over keys that are not there, of the first mapping that has them, with their places")
    func mergeKeys() throws {
        let text = """
            a: &a {k: 1, l: 2}
            b: &b {l: 3, m: 4}
            one: {<<: *a, l: 9}
            list:
              m: 8
              <<: [*b, *a]
            again: &c {<<: *a, n: 5}
            chain: {<<: *c}
            quoted: {'<<': x}
            """
        let root = try #require(compose(text).root)
        guard case .mapping(let members) = root.content else { return }
        #expect(
            members.dropFirst(2).map(\.value.sketch) == [
                "{l: 9, k: 1}", "{m: 8, l: 3, k: 1}", "{n: 5, k: 1, l: 2}", "{n: 5, k: 1, l: 2}", "{<<: x}",
            ])
        guard case .mapping(let list) = members[3].value.content else { return }
        #expect(list.map(\.key.place.line) == [5, 2, 1])
    }

    @Test("merge keys count what they take over, so that they cannot grow without end")
    func mergeBomb() {
        var text = "a0: &a0 {\((0..<10).map { "k\($0): lol" }.joined(separator: ", "))}\n"
        for level in 1...30 {
            let values = (0..<10).map { "k\($0): {<<: *a\(level - 1)}" }
            text += "a\(level): &a\(level) {\(values.joined(separator: ", "))}\n"
        }
        let start = ContinuousClock.now
        let (root, complaints) = compose(text)
        #expect(root == nil)
        #expect(complaints.count == 1)
        #expect(complaints.first?.hasSuffix("more than 20000 values, aliases counted as what they repeat") == true)
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test("!!str makes a number a text")
    func textTag() throws {
        #expect(try #require(compose("a: !!str 12\nb: ! 13\n").root).sketch == "{a: '12', b: '13'}")
    }

    @Test("a billion laughs are refused at once")
    func aliasBomb() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...30 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        let start = ContinuousClock.now
        let (root, complaints) = compose(text)
        #expect(root == nil)
        #expect(complaints == ["f.yaml:5:10: more than 20000 values, aliases counted as what they repeat"])
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test("an alias of what holds it is refused")
    func recursion() {
        #expect(compose("a: &a [1, *a]").complaints == ["f.yaml:1:11: no anchor '&a' stands above this"])
    }

    @Test("depth is bounded, in both styles, and refused quickly", arguments: ["[", "{a: ", "- ", "? "])
    func depthBomb(open: String) {
        let start = ContinuousClock.now
        let (root, complaints) = compose(String(repeating: open, count: 100_000))
        #expect(root == nil)
        #expect(complaints.count == 1)
        #expect(complaints.first?.hasSuffix("nested deeper than 32 levels") == true)
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test("32 levels are not too many")
    func depth() {
        let sound = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(compose(sound).complaints == [])
        #expect(compose("[\(sound)]").complaints == ["f.yaml:1:33: nested deeper than 32 levels"])
    }

    @Test("every duplicate key is told")
    func duplicates() {
        let (_, complaints) = compose("a: 1\nb: 2\na: 3\n\"b\": 4\n")
        #expect(
            complaints == [
                "f.yaml:3:1: 'a' stands here a second time; the first is in line 1",
                "f.yaml:4:1: 'b' stands here a second time; the first is in line 2",
            ])
    }

    @Test("so it is among many keys, wherever the first one stands")
    func manyKeys() {
        let keys = (1...40).map { "k\($0): 1\n" }.joined()
        for number in [1, 12, 13, 14, 40] {
            #expect(
                compose(keys + "k\(number): 2\n").complaints == [
                    "f.yaml:41:1: 'k\(number)' stands here a second time; the first is in line \(number)"
                ])
        }
        #expect(compose(keys).complaints == [])
    }

    @Test("what is not UTF-8 is refused at its first byte")
    func encodings() {
        func complaint(_ bytes: [UInt8]) -> [String] {
            NodeComposer.compose(bytes, file: "f.yaml").complaints.map(\.description)
        }
        let advice = "this is not UTF-8; save the file in that encoding"
        #expect(complaint(Array("a: b\nc: d".utf8) + [0xe9]) == ["f.yaml:2:5: \(advice)"])
        #expect(complaint([0xff, 0xfe, 0x61, 0x00, 0x3a, 0x00]) == ["f.yaml:1:1: \(advice)"])
        #expect(complaint(Array("a: \u{0}b".utf8)) == ["f.yaml:1:4: a control character cannot stand in YAML"])
        #expect(complaint(Array("a: b\nö: \u{7}".utf8)) == ["f.yaml:2:4: a control character cannot stand in YAML"])
    }

    @Test(
        "what is not YAML is said in plain words, where it is",
        arguments: [
            ("a:\n\t- b\n", "f.yaml:2:1: a tab cannot indent YAML; use spaces"),
            ("a:\n  b: 1\n\tc: 2\n", "f.yaml:3:1: a tab cannot indent YAML; use spaces"),
            (
                "a: b: c\n",
                "f.yaml:1:5: a ': ' cannot stand here; put a value that holds one in quotes, or check the indentation above"
            ),
            ("a: 'b\nc: d\n", "f.yaml:1:4: this quote is not closed"),
            ("a: 1\nhello\nb: 2\n", "f.yaml:2:1: expected 'key: value'"),
            ("a: [1, 2\nb: 3\n", "f.yaml:2:2: expected ',' or ']': the '[' of line 1 is still open"),
            ("a: {b: 1, c: 2\nd: 3", "f.yaml:2:2: expected ',' or '}': the '{' of line 1 is still open"),
            ("a: @b\n", "f.yaml:1:4: a value cannot begin with this character; put it in quotes"),
            ("a: \"\\d\"\n", "f.yaml:1:5: no such escape in double quotes; use single quotes, or \\\\ for a backslash"),
            ("a: !x!y 1\n", "f.yaml:1:4: a value cannot begin with '!'; put it in quotes"),
            ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document begins here; a file holds one"),
            ("a: !!int 1\n", "f.yaml:1:4: tag '!!int' has no meaning here; remove it"),
            ("[a, b]: 1\n", "f.yaml:1:1: a key is a word, and not a list"),
            (
                "a: &x v\nb:\n  <<: *x\n",
                "f.yaml:1:4: '<<' takes over keys: expected a mapping such as *name, or a list of them, found 'v'"
            ),
            (
                "a: &x {k: v}\nb:\n  <<: *x\n  <<: *x\n",
                "f.yaml:4:3: '<<' stands here a second time; the first is in line 3"
            ),
            ("a: *nobody\n", "f.yaml:1:4: no anchor '&nobody' stands above this"),
        ])
    func syntax(text: String, complaint: String) {
        #expect(compose(text).complaints == [complaint])
    }

    @Test(
        "a file without a document has no tree and no complaint of its own",
        arguments: ["", "# only words\n", "\u{feff}"])
    func nothing(text: String) {
        let (root, complaints) = compose(text)
        #expect(root == nil)
        #expect(complaints == [])
    }
}
