import BoardCRM
import TestKit
import Testing
import Wire

@testable import Mapping

@Suite("Types and transforms on hostile texts", .serialized)
struct BoundedWorkTests {
    /// Calls that together are every transform.
    static let calls = [
        "title", "digits", "strip_html", "first_name", "last_name", "slug", "split(a)|join(b)", "split(\"<\", -1)",
        "replace(a, bb)", "replace(aaaaaaaaab, c)", "match(\"(a*)*b\")",
        "match(\"(?i)[^a]$\")", "slice(1, -1)", "slice(-5)", "slice(3, 1000)", "mask(2, 2)", "default_if(a, b)", "trim",
        "squeeze", "lower", "upper",
    ]

    static let units = [
        "a", "<", "<a '", "<a \"'", "<a '><b \">", "<script>", "<!--", "<!", "&#x", "&amp", "&", "é", "\u{301}",
        "👩\u{200D}", " ", "\u{A0}", "a'", "A b", ",", "\u{FF}", "东", "'a", "\r\n", ">", "aaaaaaaaa", "1.", "1,",
    ]

    /// The bytes of a unit, again and again. U+00FF stands for the byte, which is no UTF-8.
    static func text(_ unit: String, _ size: Int) -> [UInt8] {
        let bytes = unit == "\u{FF}" ? [0xFF] : Array(unit.utf8)
        return (0..<size).map { bytes[$0 % bytes.count] }
    }

    @Test("every transform is tried here")
    func complete() {
        for name in Transform.Name.allCases {
            #expect(Self.calls.contains { $0.contains(name.rawValue) }, "\(name.rawValue)")
        }
    }

    @Test("each transform takes four times as long for a text that is four times as long", arguments: calls)
    func transforms(call: String) throws {
        let chain = try TransformChain(parsing: call)
        for unit in Self.units {
            let ratio = Growth.ratio(limit: 8, of: 1 << 12) {
                Self.text(unit, $0) + Array("x".utf8)
            } _: { bytes in
                _ = chain.apply(to: .one(Piece(bytes)))
            }
            #expect(ratio < 8, "\(call) of \(unit.debugDescription)")
        }
    }

    static let types = ValueType.Name.allCases.map(\.rawValue) + ["format", "comma"]

    /// A rule's part for one of the types.
    static func set(_ type: String, of rule: inout RuleDefinition) {
        switch type {
        case "format":
            rule.type = placed("datetime")
            rule.formats = [placed("dddd, D MMMM YYYY [at] h:m A Z")]
        case "comma":
            rule.type = placed("number")
            rule.decimal = placed("comma")
        default: rule.type = placed(type)
        }
    }

    @Test("each type reads or refuses a megabyte in no more time than it takes to look at it", arguments: types)
    func megabyte(type: String) throws {
        let mapping = try form(fields: ["x": from("a") { Self.set(type, of: &$0) }]).compiled()
        for unit in Self.units {
            let ratio = Growth.ratio(limit: 8, of: 1 << 14) {
                Self.text(unit, $0)
            } _: { bytes in
                var fields = FormFields()
                fields.append(name: "a".utf8, value: bytes)
                _ = mapping.map(.fields(fields))
            }
            #expect(ratio < 8, "\(type) of \(unit.debugDescription)")
        }
    }

    @Test("whatever comes, what is sent is a value that a board takes", arguments: 0..<6)
    func values(round: UInt64) throws {
        let seed = 0x7A_0001 &+ round
        print("BoundedWorkTests seed \(seed)")
        var generator = SplitMix(state: seed)
        let pieces = [
            "1", "0", "9999999999", ".", ",", " ", "\u{A0}", "'", "-", "+", "e", "E", "€", "EUR", "NaN", "inf", "2026",
            "-01-31", "T14:30", "Z", ":", "/", "http://", "example.com", "@", "ada",
            "true", "ja", "\u{0}", "\u{FFFD}", "\u{D7FF}", "\u{10FFFF}", "ǅ", "<b>", "&#xD800;", "&#0;", "31.12.9999",
            "0000", "AM", "12", "tf23", "_", "‮", "東",
        ]
        for _ in 0..<120 {
            let written = (0..<generator.below(7)).map { _ in generator.pick(pieces) }.joined()
            var noise = Array(written.utf8)
            if generator.below(4) == 0 { noise.append(UInt8(truncatingIfNeeded: generator.next())) }
            let call = generator.pick(Self.calls)
            for name in Self.types {
                let rule = from("a") {
                    Self.set(name, of: &$0)
                    if generator.below(3) == 0 { $0.transforms = [placed(.text(call))] }
                }
                var fields = FormFields()
                fields.append(name: "a".utf8, value: noise)
                let mapping = try form(fields: ["x": rule]).compiled()
                var encoded: [UInt8] = []
                let problems = mapping.encode(.fields(fields), behind: &encoded)
                switch mapping.map(.fields(fields)) {
                case .problems(let said):
                    #expect(said == problems)
                    #expect(said.allSatisfy { !$0.message.isEmpty })
                case .mapped(let mapped):
                    #expect(encoded == mapped.encoded())
                    guard let value = mapped.deal.fields.entries.first?.value else { continue }
                    #expect(Self.fits(value, name), "\(name) made \(value) of \(written.debugDescription)")
                }
            }
        }
    }

    /// Whether a board takes a value for what a rule of this type fills.
    static func fits(_ value: FieldValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("integer", .integer), ("boolean", .boolean): return true
        case ("id", .integer(let value)): return value >= 1
        case ("number", .integer), ("money", .integer), ("comma", .integer): return true
        case ("number", .number(let number)), ("comma", .number(let number)):
            return Double(number.text).map(\.isFinite) ?? false
        case ("money", .number(let number)):
            let fraction = number.text.split(separator: ".").dropFirst().first ?? ""
            return fraction.count <= 2 && (Double(number.text).map(\.isFinite) ?? false)
        case ("date", .text(let text)): return DateTime(parsing: text) != nil && text.hasSuffix(" 00:00:00")
        case ("datetime", .text(let text)), ("format", .text(let text)): return DateTime(parsing: text) != nil
        case ("alias", .text(let text)): return Alias(text) != nil
        case ("url", .text(let text)):
            return (text.lowercased().hasPrefix("http://") || text.lowercased().hasPrefix("https://"))
                && !text.contains { "<>\" \n".contains($0) }
        case ("email", .text(let text)): return text.count { $0 == "@" } == 1
        case ("text", .text), ("phone", .text), ("list", .text): return true
        default: return false
        }
    }
}
