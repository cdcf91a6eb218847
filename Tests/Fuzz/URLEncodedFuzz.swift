/// Urlencoded forms: they read as a plain reading of the URL standard says, and what is written of them reads the same.
enum URLEncodedFuzz {
    static func check(_ input: [UInt8]) {
        for charset in [Charset.utf8, .windows1252] {
            let fields: FormFields
            do throws(WireError) {
                fields = try URLEncoded.decode(input, charset: charset)
            } catch {
                if error.code == .unknownCharset {
                    expect(
                        reference(input, charset) == nil, "only a charset that is not read is refused, and no UTF-8")
                } else {
                    expect(
                        reference(input, .windows1252, isNamed: false)?.count ?? 0 > WireLimits.standard.maxFields,
                        "only too many fields are refused")
                }
                continue
            }
            for entry in fields.entries {
                expect(
                    entry.name.upperBound == entry.value.lowerBound || entry.name.upperBound < entry.value.lowerBound,
                    "names stand before values")
                expect(entry.value.upperBound <= fields.bytes.count, "ranges are within the bytes")
                expect(String(validating: fields.bytes[entry.value], as: UTF8.self) != nil, "values are UTF-8")
            }
            let pairs = pairs(fields)
            expect(pairs == reference(input, charset), "a form reads as the standard says")
            var written: [UInt8] = []
            for pair in pairs { URLEncoded.append(name: pair[0], value: pair[1], to: &written) }
            // A form of one nameless, empty field is written `=`, and read as that.
            guard let again = try? URLEncoded.decode(written) else { return expect(false, "what is written is a form") }
            expect(written.allSatisfy { $0 < 0x80 }, "what is written is ASCII")
            // In ASCII, a `_charset_` field in it changes only what is beyond; what was decoded is UTF-8 now.
            if !pairs.contains(where: { $0[0] == "_charset_" }) {
                expect(URLEncodedFuzz.pairs(again) == pairs, "what is written reads the same")
            }
        }
    }

    private static func pairs(_ fields: FormFields) -> [[String]] {
        fields.entries.map { [fields.name(of: $0), fields.value(of: $0)] }
    }

    /// URL standard, section 5.1, step by step and without haste; nil where the form names a charset that is not read, and is not all UTF-8.
    private static func reference(_ input: [UInt8], _ charset: Charset, isNamed: Bool = true) -> [[String]]? {
        let raw = input.split(separator: UInt8(ascii: "&")).map { piece -> [[UInt8]] in
            let equals = piece.firstIndex(of: UInt8(ascii: "="))
            let name = piece[..<(equals ?? piece.endIndex)]
            let value = equals.map { piece[($0 + 1)...] } ?? []
            return [percentDecoded(name), percentDecoded(value)]
        }
        var charset = charset
        if isNamed, let label = raw.first(where: { $0[0].elementsEqual("_charset_".utf8) })?[1] {
            let isUTF8 = raw.joined().allSatisfy { String(validating: $0, as: UTF8.self) != nil }
            guard let named = Charset(label: label[...]) ?? (isUTF8 ? .utf8 : nil) else { return nil }
            charset = named
        }
        return raw.map { pair in
            pair.map { bytes in
                guard let table = charset.table else { return String(decoding: bytes, as: UTF8.self) }
                var text = ""
                for byte in bytes {
                    let value = byte < 0x80 ? UInt16(byte) : table[Int(byte) - 0x80]
                    if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
                }
                return text
            }
        }
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy({ Hexadecimal.value($0) != nil }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                output.append(value)
                rest = rest.dropFirst(2)
            } else {
                output.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return output
    }
}
