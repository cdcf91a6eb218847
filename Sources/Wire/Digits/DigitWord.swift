/// Eight digits at a time, as the eight bytes of ASCII that they are written in, the first one lowest.
enum DigitWord {
    /// The hexadecimal digits of 32 bits, in lower case, the highest first.
    @inline(__always)
    static func hexadecimal(_ bits: UInt32) -> UInt64 {
        // Each byte gets room for two, the highest first; then each half goes to a byte of its own.
        var word = UInt64(bits.byteSwapped)
        word = (word | word &<< 16) & 0x0000_FFFF_0000_FFFF
        word = (word | word &<< 8) & 0x00FF_00FF_00FF_00FF
        return ascii((word &>> 4 | word &<< 8) & 0x0F0F_0F0F_0F0F_0F0F)
    }

    /// The digits of the lower 40 bits in base 32, `0` to `9` and `a` to `v`, the highest first (RFC 4648, section 7).
    @inline(__always)
    static func base32(_ bits: UInt64) -> UInt64 {
        var word: UInt64 = 0
        var rest = bits
        for _ in 0..<8 {
            word = word &<< 8 | rest & 0x1F
            rest &>>= 5
        }
        return ascii(word)
    }

    /// Bytes of 0 to 31 as the digits `0` to `9` and `a` to `v`.
    @inline(__always)
    private static func ascii(_ word: UInt64) -> UInt64 {
        let letters = (word &+ 0x7676_7676_7676_7676) &>> 7 & 0x0101_0101_0101_0101
        return word &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
    }
}
