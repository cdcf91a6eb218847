import Testing

@testable import Wire

@Suite("Charsets of forms")
struct CharsetTests {
    @Test(
        "labels are read in any case and with space round them; what is not known is none",
        arguments: [
            ("utf-8", Charset.utf8), (" UTF-8\t", .utf8), ("UTF8", .utf8), ("US-ASCII", .utf8),
            ("windows-1252", .windows1252), ("ISO-8859-1", .windows1252), ("Latin1", .windows1252),
            ("cp1252", .windows1252), ("", nil), ("utf-16", nil), ("iso-8859-15", .iso8859n15), ("KOI8-R", .koi8r),
            ("big5", nil),
            ("utf-88", nil),
            ("'utf-8'", nil),
        ] as [(String, Charset?)])
    func labels(_ label: String, _ charset: Charset?) {
        #expect(Charset(label: Array(label.utf8)[...]) == charset)
    }

    @Test("windows-1252 is read as the Encoding standard has it, its five free bytes as control characters")
    func table() {
        // The 27 bytes that differ from ISO-8859-1, as Unicode's own table of the code page has them.
        let high: [UInt8: String] = [
            0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰",
            0x8A: "Š", 0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•",
            0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
        ]
        for byte in UInt8.min...UInt8.max {
            var output: [UInt8] = []
            UTF8Text.append([byte].span, in: .windows1252, to: &output)
            let expected = high[byte] ?? String(Unicode.Scalar(byte))
            #expect(String(validating: output, as: UTF8.self) == expected, "\(byte)")
        }
    }

    @Test("a urlencoded form is read in what its type says, and in what its _charset_ says before that")
    func urlencoded() throws {
        func read(_ text: String, _ charset: Charset = .utf8) throws -> [[String]] {
            let fields = try URLEncoded.decode(Array(text.utf8), charset: charset)
            return fields.entries.map { [fields.name(of: $0), fields.value(of: $0)] }
        }
        #expect(try read("%E9=%80", .windows1252) == [["é", "€"]])
        #expect(try read("é=ß", .windows1252) == [["Ã©", "ÃŸ"]])
        #expect(try read("a=%E9&_charset_=Latin1&b=%E9") == [["a", "é"], ["_charset_", "Latin1"], ["b", "é"]])
        #expect(try read("a=%C3%A9&_charset_=utf-8", .windows1252)[0] == ["a", "é"])
        // The first one counts, as everywhere.
        #expect(try read("a=%C3%A9&_charset_=utf-8&_charset_=latin1")[0] == ["a", "é"])
        // One that is not read here, or empty, is UTF-8 where the form is that, even where the type says otherwise.
        #expect(try read("a=%C3%A9&_charset_=big5", .windows1252)[0] == ["a", "é"])
        // Where it is not, its letters would be lost.
        let error = #expect(throws: WireError.self) { try read("a=%E9&_charset_=big5", .windows1252) }
        #expect(error?.code == .unknownCharset)
        #expect(try read("a=%C3%A9&_charset_")[0] == ["a", "é"])
        #expect(try read("a=%C3%A9&_Charset_=latin1&x_charset_=latin1")[0] == ["a", "é"])
    }

    @Test(
        "what older pages send is read in their charsets of one byte for a character",
        arguments: [
            ("%D4%C8%CE=%C0%ED%ED%E0", "windows-1251", "ФИО", "Анна"),
            ("%E6%E9%EF=%E1%CE%CE%C1", "koi8-r", "ФИО", "Анна"),
            ("%94%88%8E=%80%AD%AD%A0", "ibm866", "ФИО", "Анна"),
            ("%C4%B8%BE=%B0%DD%DD%D0", "iso-8859-5", "ФИО", "Анна"),
            ("imi%EA=%A3ukasz", "iso-8859-2", "imię", "Łukasz"),
            ("imi%EA=%A3ukasz%8C", "windows-1250", "imię", "ŁukaszŚ"),
            ("%FEehir=%DDzmir", "windows-1254", "şehir", "İzmir"), ("%E9=%A4", "iso-8859-15", "é", "€"),
            ("%CE=%D0", "windows-1253", "Ξ", "Π"), ("%CE=%D0", "iso-8859-7", "Ξ", "Π"), ("%A4=%AD", "koi8-u", "є", "ґ"),
            ("%F0=%E0", "windows-1257", "š", "ą"),
        ])
    func older(_ form: String, _ charset: String, _ name: String, _ value: String) throws {
        let fields = try URLEncoded.decode(Array("\(form)&_charset_=\(charset)".utf8))
        #expect(fields.name(of: fields.entries[0]) == name)
        #expect(fields.value(of: fields.entries[0]) == value)
        let known = try #require(Charset(label: Array(charset.utf8)[...]))
        #expect(known.table?.count == 128)
        #expect(try URLEncoded.decode(Array(form.utf8), charset: known)[first: name] == value)
    }

    @Test("a multipart form's names and values are read in what is said nearest to them")
    func multipart() throws {
        func part(_ head: String, _ value: [UInt8]) -> [UInt8] {
            // Latin-1 by hand: one byte for each scalar.
            let head = "--b\r\nContent-Disposition: form-data; \(head)\r\n\r\n".unicodeScalars.map { UInt8($0.value) }
            return head + value + [0x0D, 0x0A]
        }
        func read(_ parts: [UInt8]..., charset: Charset = .utf8) throws -> FormFields {
            try Multipart.decode(parts.flatMap(\.self) + Array("--b--".utf8), boundary: [0x62], charset: charset)
        }
        let latin1 = part("name=\"_charset_\"", Array("iso-8859-1".utf8))
        let plain = part("name=\"é\"", [0xE9])
        let utf8 = part("name=\"b\"\r\nContent-Type: text/plain;charset=UTF-8", Array("é".utf8))
        let own = part("name=\"c\"\r\nContent-Type: text/plain; format=flowed; charset=\"latin1\"", [0x80])
        let file = part("name=\"f\"; filename=\"é\"\r\nContent-Type: text/plain; charset=utf-16", [0xFF, 0xFE])
        let extended = part("name*=utf-8''%C3%A9x; filename*=iso-8859-1''%80%E9", [1])

        let fields = try read(plain, utf8, own, file, extended, latin1)
        #expect(
            fields.entries.map { [fields.name(of: $0), fields.value(of: $0)] } == [
                ["é", "é"], ["b", "é"], ["c", "€"], ["f", "é"], ["éx", "€é"], ["_charset_", "iso-8859-1"],
            ])
        #expect(fields.files.map(\.filename) == ["é", "€é"])
        #expect(fields.files.map(\.size) == [2, 1])
        #expect(try read(plain, charset: .windows1252)[first: "é"] == "é")
        #expect(try read(own)[first: "c"] == "€")
        #expect(try read(plain)[first: "\u{FFFD}"] == "\u{FFFD}")
        // What is no media type says nothing of a charset.
        #expect(try read(part("name=a\r\nContent-Type: ; charset=latin1", Array("é".utf8)))[first: "a"] == "é")
        let unknown = part("name=a\r\nContent-Type: text/plain; charset=utf-7", [])
        #expect(throws: WireError(.multipart, .unknownCharset, at: plain.count + unknown.count - 3)) {
            try read(plain, unknown)
        }
    }

    @Test("what a form holds is UTF-8, mended as the standard library mends it, whatever the bytes are")
    func repairs() throws {
        var random = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = [
            0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let expected = String(decoding: bytes, as: UTF8.self)
            #expect(String(repairing: bytes[...]) == expected, "\(bytes)")
            let fields = try URLEncoded.decode([0x61, 0x3D] + bytes.filter { $0 != 0x2B })
            let entry = try #require(fields.entries.first)
            #expect(Array(fields.bytes[entry.value]) == Array(expected.utf8), "\(bytes)")
        }
    }
}
