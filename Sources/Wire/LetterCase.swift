/// Unicode's default mappings to small and to capital letters, scalar by scalar, from bytes of UTF-8 to bytes of UTF-8.
///
/// The standard library's own take some 200 ns for each letter beyond ASCII. What most scripts with cases are written in stands in a
/// table here, made of the library's mappings when it is first needed; the others ask the library.
public struct LetterCase: Sendable {
    /// Small letters.
    public static let lower = LetterCase {
        $0.lowercaseMapping
    } changes: {
        $0.changesWhenLowercased
    }
    /// Capital letters.
    public static let upper = LetterCase {
        $0.uppercaseMapping
    } changes: {
        $0.changesWhenUppercased
    }

    /// Capital letters as words begin with them, which differ for `ǆ` and `ß`.
    public static let title = LetterCase {
        $0.titlecaseMapping
    } changes: {
        $0.changesWhenTitlecased
    }

    /// The table ends before this scalar: Latin, Greek, Cyrillic and Armenian are in it. All below have two bytes at most.
    private static let tableEnd: UInt32 = 0x600

    private let mapping: @Sendable (Unicode.Scalar.Properties) -> String
    private let changes: @Sendable (Unicode.Scalar.Properties) -> Bool
    /// Where each scalar's mapping begins in `bytes`; it ends where the next one's begins.
    private let starts: [UInt16]
    private let bytes: [UInt8]

    /// The first of the 26 letters of ASCII that are mapped.
    private let first: UInt8

    private init(
        _ mapping: @escaping @Sendable (Unicode.Scalar.Properties) -> String,
        changes: @escaping @Sendable (Unicode.Scalar.Properties) -> Bool
    ) {
        self.mapping = mapping
        self.changes = changes
        var starts: [UInt16] = []
        var bytes: [UInt8] = []
        for value in 0..<Self.tableEnd {
            starts.append(UInt16(bytes.count))
            if let scalar = Unicode.Scalar(value) { bytes += mapping(scalar.properties).utf8 }
        }
        starts.append(UInt16(bytes.count))
        (self.starts, self.bytes) = (starts, bytes)
        first = bytes[0x41] == 0x41 ? 0x61 : 0x41
    }

    /// The letters of a part of a text mapped; nil where that changes nothing.
    public func map(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        if isSettled(text, range) { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(range.count + 16)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = text[position]
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard position + length <= range.upperBound else {
                for index in position..<range.upperBound { output.append(text[index]) }
                break
            }
            // The lead byte's bits below its mark, then six of each byte that follows.
            var value = UInt32(length == 1 ? byte : byte & (0x7F >> UInt8(length)))
            for index in position + 1..<position + length { value = value << 6 | UInt32(text[index] & 0x3F) }
            position += length
            if value < Self.tableEnd {
                for index in Int(starts[Int(value)])..<Int(starts[Int(value) + 1]) { output.append(bytes[index]) }
            } else {
                append(value, to: &output)
            }
        }
        return output
    }

    /// Whether the text is ASCII that is mapped already, as nearly every e-mail address is.
    private func isSettled(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range {
            let byte = text[index]
            if byte >= 0x80 || byte &- first < 26 { return false }
        }
        return true
    }

    /// The mapped bytes of the character that begins at a place and not with ASCII, one by one.
    /// - Returns: how many bytes the character has; of one that is cut off those that are there.
    public func each(at position: Int, before end: Int, in span: Span<UInt8>, _ body: (UInt8) -> Void) -> Int {
        let byte = span[position]
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard position + length <= end else {
            for index in position..<end { body(span[index]) }
            return end - position
        }
        var value = UInt32(byte & (0x7F >> UInt8(length)))
        for index in position + 1..<position + length { value = value << 6 | UInt32(span[index] & 0x3F) }
        if value < Self.tableEnd {
            for index in Int(starts[Int(value)])..<Int(starts[Int(value) + 1]) { body(bytes[index]) }
        } else {
            var mapped: [UInt8] = []
            append(value, to: &mapped)
            for byte in mapped { body(byte) }
        }
        return length
    }

    /// Adds the mapping of one character.
    public func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        if scalar.value < Self.tableEnd {
            let start = Int(starts[Int(scalar.value)])
            for index in start..<Int(starts[Int(scalar.value) + 1]) { output.append(bytes[index]) }
        } else {
            append(scalar.value, to: &output)
        }
    }

    private func append(_ value: UInt32, to output: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value) else { return }
        if !Self.hasNoCase(value), changes(scalar.properties) {
            output += mapping(scalar.properties).utf8
        } else {
            output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }

    /// What is frequent and has no case is not worth a question: punctuation, East Asia's scripts, the sign for bad bytes, emoji.
    private static func hasNoCase(_ value: UInt32) -> Bool {
        switch value {
        case 0x2000...0x20FF, 0x3000...0x9FFF, 0xAC00...0xD7FF, 0xFFFD, 0x1F000...0x1FFFF: true
        default: false
        }
    }
}
