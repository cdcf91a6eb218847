internal import Wire

extension Sought {
    /// Whether a text stands in another, in either case of letters.
    ///
    /// Bytes are compared: the library's own search goes character by character, which is dear where a million submissions are read.
    static func isFound(text: String, in piece: String) -> Bool {
        if holds(small(piece), small(text)) { return true }
        guard hasParts(text) || hasParts(piece) else { return false }
        // One of them writes its letters in parts, `e` and an accent, and the other may not.
        return piece.lowercased().contains(text.lowercased())
    }

    private static func small(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return LetterCase.lower.map(bytes.span, bytes.indices) ?? bytes
    }

    private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        let (text, part) = (text.span, part.span)
        for start in 0...text.count - part.count where text[start] == first {
            var length = 1
            while length < part.count, text[start + length] == part[length] { length += 1 }
            if length == part.count { return true }
        }
        return false
    }

    /// Whether there are marks that go with the letter before them (U+0300 to U+036F), or parts of Korean syllables (U+1100 to U+11FF).
    private static func hasParts(_ text: String) -> Bool {
        var before: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0xCC || before == 0xCD && byte < 0xB0 || before == 0xE1 && (0x84...0x87).contains(byte) {
                return true
            }
            before = byte
        }
        return false
    }
}
