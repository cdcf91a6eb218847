import Testing
import Wire

@Suite("What is read eight bytes at a time is read as byte by byte")
struct ByteWordTests {
    @Test("a form of any bytes, at any place of a buffer, is decoded as one that is looked at byte by byte")
    func urlencoded() throws {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("ab+%=&41cé*(\u{7f}+/&=%zZ ".utf8) + [0, 0x25, 0x2B, 0x2A, 0x2C, 0xAB, 0xA5]
        for round in 0..<4000 {
            let before = Int.random(in: 0..<9, using: &generator)
            let count = Int.random(in: 0..<(round % 8 == 0 ? 400 : 60), using: &generator)
            let after = Int.random(in: 0..<9, using: &generator)
            let bytes = (0..<before + count + after).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            let form = try URLEncoded.decode(bytes, in: before..<before + count)
            let read = form.entries.map { [form.name(of: $0), form.value(of: $0)] }
            #expect(read == plainly(bytes[before..<before + count]), "\(bytes) \(before) \(count)")
        }
    }

    @Test("a member that is written at once is the key and the string that are written one after the other")
    func members() {
        var generator = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = Array("abcdefgh XYZ/~{".utf8)
        let others: [UInt8] = [0x00, 0x1F, 0x22, 0x5C, 0x7F, 0x80, 0xC3, 0xA9, 0xFF]
        for round in 0..<6000 {
            var bytes = (0..<round % 41).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            // Every other one has something that is not plain, inside its range or beside it.
            if round % 2 == 0, let place = bytes.indices.randomElement(using: &generator) {
                bytes[place] = others.randomElement(using: &generator) ?? 0
            }
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let range = start..<Int.random(in: start...bytes.count, using: &generator)
            let key = JSONWriter.quotedKey(String("nameOfATarget".prefix(round % 14)))
            var (one, other) = (JSONWriter(), JSONWriter())
            one.beginObject()
            other.beginObject()
            for _ in 0..<2 {
                one.member(ready: key, 0..<key.count, string: bytes, in: range)
                other.key(ready: key)
                other.string(bytes, in: range)
            }
            one.endObject()
            other.endObject()
            #expect(one.bytes == other.bytes, "\(bytes) \(range)")
        }
    }

    /// The fields of a form, by the URL standard's own steps (section 5.1).
    private func plainly(_ bytes: ArraySlice<UInt8>) -> [[String]] {
        bytes.split(separator: UInt8(ascii: "&")).map { piece in
            let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
            return [piece[..<equals], piece[equals...].dropFirst()].map(decoded)
        }
    }

    private func decoded(_ piece: ArraySlice<UInt8>) -> String {
        var output: [UInt8] = []
        var rest = piece
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            let isDigits = digits.utf8.count == 2 && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
            if byte == UInt8(ascii: "%"), isDigits, let value = UInt8(digits, radix: 16) {
                output.append(value)
                rest = rest.dropFirst(2)
            } else {
                output.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
