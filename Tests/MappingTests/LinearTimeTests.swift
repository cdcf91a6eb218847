import Mapping
import TestKit
import Testing
import Wire

@Suite("Mapping in linear time", .serialized)
struct LinearTimeTests {
    @Test(
        "a field of one thing costs four times as much where it is four times as long, whatever a rule does to it",
        arguments: [
            "a", "\u{FF}", "é", "\u{A0}", " ", "a  ", "\u{301}", "\u{1F1E9}", "👩\u{200D}", " \u{301}", "1", "ß",
        ])
    func fields(_ piece: String) throws {
        // U+00FF stands for the byte, which is no UTF-8.
        let unit = piece == "\u{FF}" ? [0xFF] : Array(piece.utf8)
        func rule(_ edit: (inout RuleDefinition) -> Void) -> RuleDefinition { from("a", edit: edit) }
        let mapping = try form(fields: [
            "plain": from("a"),
            "moved": rule { $0.transforms = ["trim", "squeeze", "lower", "upper"].map { placed(.text($0)) } },
            "cut": rule {
                $0.maximumLength = placed(100)
                $0.transforms = [placed("upper")]
            },
            "text": template("{a} and {a}"),
        ]).compiled()
        let ratio = Growth.ratio(limit: 8, of: 1 << 14) { size in
            Array("a=x".utf8) + (0..<size).map { unit[$0 % unit.count] } + Array("x".utf8)
        } _: { bytes in
            guard let fields = try? URLEncoded.decode(bytes), case .mapped(let deal) = mapping.map(.fields(fields))
            else {
                Issue.record("it is not mapped")
                return
            }
            #expect(deal.encoded().count > bytes.count)
        }
        #expect(ratio < 8)
    }

    @Test("title is linear where a text is long and its words are short", arguments: ["a ", "ä ", "ßA'"])
    func title(_ piece: String) throws {
        let unit = Array(piece.utf8)
        let mapping = try form(fields: ["x": from("a") { $0.transforms = [placed("title")] }]).compiled()
        let ratio = Growth.ratio(limit: 8, of: 1 << 16) { size in
            (0..<size).map { unit[$0 % unit.count] }
        } _: { bytes in
            var fields = FormFields()
            fields.append(name: "a".utf8, value: bytes)
            _ = mapping.map(.fields(fields))
        }
        #expect(ratio < 8)
    }
}
