/// Reads the value of a string that was checked before, one byte of UTF-8 at a time, without memory of its own.
struct JSONStringBytes {
    private var position: Int
    private let end: Int
    /// Bytes of a decoded escape that are still to be given, the first lowest.
    private var pending: UInt32 = 0
    private var pendingCount = 0

    init(_ string: JSONNode) {
        position = Int(string.start)
        end = Int(string.end)
    }

    mutating func next(in bytes: Span<UInt8>) -> UInt8? {
        if pendingCount > 0 { return takePending() }
        guard position < end else { return nil }
        let byte = bytes[position]
        position += 1
        guard byte == UInt8(ascii: "\\"), position < end else { return byte }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"):
            encode(scalar(in: bytes))
            return takePending()
        default: return letter
        }
    }

    /// Whether two strings have one value.
    static func equal(_ bytes: Span<UInt8>, _ one: JSONNode, _ other: JSONNode) -> Bool {
        var left = JSONStringBytes(one)
        var right = JSONStringBytes(other)
        while true {
            let byte = left.next(in: bytes)
            if byte != right.next(in: bytes) { return false }
            if byte == nil { return true }
        }
    }

    /// Whether a string's value is this text.
    static func equal(_ bytes: Span<UInt8>, _ string: JSONNode, _ text: Span<UInt8>) -> Bool {
        var characters = JSONStringBytes(string)
        for index in text.indices where characters.next(in: bytes) != text[index] {
            return false
        }
        return characters.next(in: bytes) == nil
    }

    private mutating func takePending() -> UInt8 {
        let byte = UInt8(truncatingIfNeeded: pending)
        pending >>= 8
        pendingCount -= 1
        return byte
    }

    /// The scalar whose four digits begin here, with the low half of a surrogate pair where one follows.
    private mutating func scalar(in bytes: Span<UInt8>) -> UInt32 {
        let unit = Self.unit(bytes, at: position)
        position += 4
        guard unit & 0xF800 == 0xD800 else { return unit }
        guard unit & 0xFC00 == 0xD800, position + 6 <= end, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return 0xFFFD }
        let low = Self.unit(bytes, at: position + 2)
        guard low & 0xFC00 == 0xDC00 else { return 0xFFFD }
        position += 6
        return 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
    }

    private mutating func encode(_ scalar: UInt32) {
        func tail(_ shift: UInt32) -> UInt32 { 0x80 | (scalar >> shift) & 0x3F }
        switch scalar {
        case ..<0x80:
            (pending, pendingCount) = (scalar, 1)
        case ..<0x800:
            (pending, pendingCount) = (0xC0 | scalar >> 6 | tail(0) << 8, 2)
        case ..<0x10000:
            (pending, pendingCount) = (0xE0 | scalar >> 12 | tail(6) << 8 | tail(0) << 16, 3)
        default:
            (pending, pendingCount) = (0xF0 | scalar >> 18 | tail(12) << 8 | tail(6) << 16 | tail(0) << 24, 4)
        }
    }

    private static func unit(_ bytes: Span<UInt8>, at position: Int) -> UInt32 {
        var unit: UInt32 = 0
        for offset in 0..<4 {
            unit = unit << 4 | UInt32(Hexadecimal.value(bytes[position + offset]) ?? 0)
        }
        return unit
    }
}
