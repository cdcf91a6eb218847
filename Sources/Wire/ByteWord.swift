/// Eight bytes at a time, the first of them lowest: where most bytes mean nothing, a look at eight costs as much as a look at one.
///
/// A search gives the marks of the bytes it found: bit 7 of each. The lowest mark is exact; above it there may be false ones.
enum ByteWord {
    static let count = 8
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from `position` on; all of them must be there.
    @inline(__always)
    static func load(_ bytes: Span<UInt8>, at position: Int) -> UInt64 {
        // because the bounds are checked, and every eight bytes are a number.
        UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    }

    /// Writes eight bytes from `position` on; there must be room for all of them.
    @inline(__always)
    static func store(_ word: UInt64, in bytes: inout MutableSpan<UInt8>, at position: Int) {
        // because bytes are all that is written; where they go is checked.
        var raw = unsafe bytes.mutableBytes
        raw.storeBytes(of: word.littleEndian, toByteOffset: position, as: UInt64.self)
    }

    /// Marks bytes that equal `byte`.
    @inline(__always)
    static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
        let zeros = word ^ ones &* UInt64(byte)
        return (zeros &- ones) & ~zeros & tops
    }

    /// Marks bytes that equal `byte`, and no others.
    @inline(__always)
    static func exactMarks(of byte: UInt8, in word: UInt64) -> UInt64 {
        let zeros = word ^ ones &* UInt64(byte)
        return ~((zeros & ~tops &+ ~tops) | zeros) & tops
    }

    /// Marks bytes below `limit`, which is at most 128.
    @inline(__always)
    static func marks(below limit: UInt8, in word: UInt64) -> UInt64 {
        (word &- ones &* UInt64(limit)) & ~word & tops
    }

    /// The bit in each byte that a small letter of ASCII has and its capital has not.
    static let smallLetter: UInt64 = 0x2020_2020_2020_2020

    /// Marks the letters of ASCII and the hyphens, and no other bytes.
    @inline(__always)
    static func marksOfLettersAndHyphens(in word: UInt64) -> UInt64 {
        let small = (word | smallLetter) & ~tops
        let fromA = small &+ ones &* (0x80 - 0x61)
        let beyondZ = small &+ ones &* (0x80 - 0x7B)
        let notHyphen = ((word & ~tops) ^ ones &* 0x2D) &+ ~tops
        return (fromA & ~beyondZ | ~notHyphen) & ~word & tops
    }

    /// How many bytes stand before the first mark; there must be one.
    @inline(__always)
    static func place(of marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }

    /// The first bytes of a word, 1 to 7 of them, and `other` for the rest.
    @inline(__always)
    static func first(_ count: Int, of word: UInt64, others other: UInt8) -> UInt64 {
        let mask = ~0 as UInt64 &<< UInt64(truncatingIfNeeded: count &* 8)
        return word & ~mask | ones &* UInt64(other) & mask
    }

    /// The bytes from `position` on, up to `count`, and `other` for the rest: where bytes end.
    static func last(_ count: Int, of bytes: Span<UInt8>, from position: Int, others other: UInt8) -> UInt64 {
        let there = Swift.max(0, Swift.min(count, bytes.count - position))
        var word: UInt64 = 0
        if bytes.count >= Self.count {
            // The last word there is, less what stands before.
            let start = Swift.min(position, bytes.count - Self.count)
            word = load(bytes, at: start) >> UInt64((position - start) * 8)
        } else {
            for index in (position..<position + there).reversed() { word = word &<< 8 | UInt64(bytes[index]) }
        }
        let mask: UInt64 = ~0 << UInt64(there * 8)
        return word & ~mask | ones &* UInt64(other) & mask
    }

    /// Copies the bytes from `start` up to `end`; up to seven more are written behind them, for which there must be room.
    @inline(__always)
    static func copy(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, into output: inout MutableSpan<UInt8>, at place: Int
    ) {
        var (read, write) = (start, place)
        while read < end {
            let word =
                read &+ count <= bytes.count
                ? load(bytes, at: read) : last(end &- read, of: bytes, from: read, others: 0)
            store(word, in: &output, at: write)
            read &+= count
            write &+= count
        }
    }
}
