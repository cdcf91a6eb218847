/// What a byte is to a scan for words and links.
struct ByteKind: OptionSet, Sendable {
    let rawValue: UInt8

    /// A letter or digit of ASCII, or a part of any other letter.
    static let letter = ByteKind(rawValue: 1)
    /// A letter that one of the texts begins with.
    static let beginsWord = ByteKind(rawValue: 2)
    /// A colon or an @.
    static let mark = ByteKind(rawValue: 4)
    /// Something else that one of the texts begins with.
    static let beginsOther = ByteKind(rawValue: 8)

    /// Whether a text begins with it.
    var begins: Bool { rawValue & (Self.beginsWord.rawValue | Self.beginsOther.rawValue) != 0 }

    /// The place of the next byte that a scan within no text has to look at: a mark, or what may begin a text, which a letter behind a letter
    /// never does; the end where there is none.
    @inline(__always)
    static func nextWanted(_ text: Span<UInt8>, _ kinds: Span<ByteKind>, from start: Int) -> Int {
        // What a letter before it takes from it: it is no beginning of a word.
        var taken = start > 0 ? kinds[Int(text[start &- 1])].rawValue & letter.rawValue : 0
        var index = start
        while index < text.count {
            let kind = kinds[Int(text[index])].rawValue
            if kind & ~(taken &* beginsWord.rawValue) & wanted != 0 { break }
            taken = kind & letter.rawValue
            index &+= 1
        }
        return index
    }

    private static let wanted = beginsWord.rawValue | mark.rawValue | beginsOther.rawValue

    static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    /// What each byte is where texts in small letters begin with these.
    static func table(beginning first: Set<UInt8>) -> [ByteKind] {
        // The capital of a letter of two bytes may begin with another byte.
        let anyTwo = first.contains(where: LetterPair.beginsTwo)
        return (0...255).map { byte in
            let byte = UInt8(byte)
            let small = byte &- 0x41 < 26 ? byte | 0x20 : byte
            var kind: ByteKind = isLetter(byte) ? letter : []
            if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") { kind.insert(mark) }
            if first.contains(small) || anyTwo && LetterPair.beginsTwo(byte) {
                kind.insert(isLetter(byte) ? beginsWord : beginsOther)
            }
            return kind
        }
    }
}
