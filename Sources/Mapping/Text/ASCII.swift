import Wire

/// What bytes are in ASCII, which is all that paths, numbers and times are made of.
enum ASCII {
    /// Space, TAB, LF, VT, FF or CR.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    /// `0` to `9`.
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// `A` to `Z` and `a` to `z`.
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    /// The byte with `A` to `Z` made small.
    static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    /// Whether `name` stands in `bytes` at `start`; the caller knows that there is room for it.
    static func equal(_ bytes: Span<UInt8>, from start: Int, _ name: Span<UInt8>) -> Bool {
        ByteText.isEqual(bytes, from: start, name)
    }
}
