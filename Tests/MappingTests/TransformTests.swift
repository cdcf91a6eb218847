import BoardCRM
import Testing
import Wire

@testable import Mapping

@Suite("Transforms")
struct TransformTests {
    @Test("white space is what Unicode says, at every place of a text")
    func whiteSpace() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isSpace = scalar.properties.isWhitespace
            let text = String(scalar)
            if Piece(text).isBlank != isSpace { Issue.record("U+\(String(value, radix: 16))") }
            if !isSpace, value % 97 != 0 { continue }
            let around = "\(text)a\(text)\(text) b\(text)"
            #expect(Piece(around).trimmed.string == (isSpace ? "a\(text)\(text) b" : around))
            #expect(Piece(around).squeezed.string == (isSpace ? " a b " : around))
        }
    }

    @Test("letters are mapped as the standard library maps them, each scalar and all in a row")
    func letters() {
        var all = ""
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            let text = Piece(String(scalar))
            if LetterCase.lower.map(text).string.unicodeScalars.elementsEqual(
                properties.lowercaseMapping.unicodeScalars),
                LetterCase.upper.map(text).string.unicodeScalars.elementsEqual(
                    properties.uppercaseMapping.unicodeScalars)
            {
                if properties.changesWhenLowercased || properties.changesWhenUppercased {
                    all.unicodeScalars.append(scalar)
                }
            } else {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
        #expect(Array(LetterCase.lower.map(Piece(all)).string.utf8) == Array(all.lowercased().utf8))
        #expect(Array(LetterCase.upper.map(Piece(all)).string.utf8) == Array(all.uppercased().utf8))
    }

    @Test("a text is cut and refused alike, whether letters are mapped before its length is taken or nothing is")
    func limits() throws {
        // Letters that grow (ß), that shrink (the Kelvin sign), and characters of many scalars.
        for letter in ["a", "ß", "\u{212A}", "é", "e\u{301}", "👩‍👩‍👧‍👦", "\u{1F1E9}\u{1F1EA}"] {
            for count in [1, 4, 5, 6, 300, 5000] {
                let written = " \t" + String(repeating: letter, count: count) + "\u{A0}"
                for (name, mapped) in [("upper", letter.uppercased()), ("lower", letter.lowercased())] {
                    let whole = String(repeating: mapped, count: count)
                    let cut = whole.count > 5 ? whole.prefix(4) + "…" : whole
                    for transforms in [[name, "trim"], ["squeeze", "trim", name]] {
                        #expect(
                            try text(of: written) {
                                $0.transforms = transforms.map { placed(.text($0)) }
                                $0.maximumLength = placed(5)
                            } == .text(cut), "\(letter) × \(count)")
                        let refused = try problems(of: written) {
                            $0.transforms = transforms.map { placed(.text($0)) }
                            $0.maximumLength = placed(5)
                            $0.overflow = placed("refuse")
                        }
                        #expect(refused.isEmpty == (whole.count <= 5), "\(letter) × \(count)")
                    }
                }
            }
        }
    }

    @Test("a character of a hundred thousand accents is too long, not read to its end")
    func accents() throws {
        let written = "a" + String(repeating: "\u{301}", count: 100_000)
        let cut = try #require(try text(of: written) { $0.maximumLength = placed(10) })
        #expect(cut.plainText.utf8.count < 10_000)
        #expect(cut.plainText.hasSuffix("…"))
        #expect(
            try problems(of: written) {
                $0.maximumLength = placed(10)
                $0.overflow = placed("refuse")
            } == ["a: is too long; at most 10 characters are expected"])
    }
}
