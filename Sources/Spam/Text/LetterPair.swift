internal import Wire

/// Small letters of two bytes for capital ones, for scripts whose letters take one or two bytes of UTF-8: Latin, Greek, Cyrillic,
/// Armenian and others.
enum LetterPair {
    /// The small letter for each code point below 0x800: itself where it has none, or none of as many bytes.
    private static let lower: [UInt16] = (0..<0x800).map { point in
        var bytes: [UInt8] = []
        if let scalar = Unicode.Scalar(UInt32(point)) { LetterCase.lower.append(scalar, to: &bytes) }
        if point < 0x80, bytes.count == 1 { return UInt16(bytes[0]) }
        guard point >= 0x80, bytes.count == 2, beginsTwo(bytes[0]) else { return UInt16(point) }
        return UInt16(bytes[0] & 0x1F) << 6 | UInt16(bytes[1] & 0x3F)
    }

    /// The two bytes of the small letter for the two of a letter.
    static func lower(_ first: UInt8, _ second: UInt8) -> (UInt8, UInt8) {
        let point = lower[Int(first & 0x1F) << 6 | Int(second & 0x3F)]
        return (0xC0 | UInt8(truncatingIfNeeded: point >> 6), 0x80 | UInt8(truncatingIfNeeded: point & 0x3F))
    }

    /// Whether a byte begins a letter of two bytes.
    static func beginsTwo(_ byte: UInt8) -> Bool { byte &- 0xC2 < 0x1E }

    /// A whole text in small letters, as a scan sees it.
    static func lowered(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var lowered: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if beginsTwo(byte), index + 1 < bytes.count {
                let (first, second) = lower(byte, bytes[index + 1])
                lowered += [first, second]
                index += 2
            } else {
                lowered.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
                index += 1
            }
        }
        return lowered
    }
}
