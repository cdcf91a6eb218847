/// A 64-bit hash of bytes that nobody outside can aim at: its seed is drawn anew in each process.
enum SeededHash {
    private static let seed = UInt64.random(in: .min ... .max)

    /// Eight bytes at a time.
    static func of(_ bytes: Span<UInt8>, _ more: UInt64 = 0) -> UInt64 {
        var hash = seed ^ more &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
        var index = 0
        while index &+ 8 <= bytes.count {
            var word: UInt64 = 0
            for offset in 0..<8 { word |= UInt64(bytes[index &+ offset]) &<< UInt64(8 &* offset) }
            hash = mix(hash ^ word)
            index &+= 8
        }
        var rest: UInt64 = 0
        while index < bytes.count {
            rest = rest &<< 8 | UInt64(bytes[index])
            index &+= 1
        }
        return mix(hash ^ rest)
    }

    /// Of eight bytes.
    static func of(_ number: UInt64) -> UInt64 { mix(seed ^ number) }

    static func of(_ text: String, _ more: UInt64 = 0) -> UInt64 { of(Array(text.utf8).span, more) }

    /// The finaliser of SplitMix64.
    static func mix(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
