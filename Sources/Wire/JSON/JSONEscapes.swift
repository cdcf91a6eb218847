/// Checks the escapes of strings (RFC 8259, section 7), going from one backslash of the text to the next.
struct JSONEscapes {
    /// The first backslash that no string has claimed yet, or the text's end.
    private var backslash: Int

    init(_ bytes: Span<UInt8>) {
        backslash = JSONTokens.nextBackslash(in: bytes, from: 0)
    }

    /// Checks the escapes before `end`, where a string closes; whether there are any.
    mutating func check(_ bytes: Span<UInt8>, upTo end: Int) throws(WireError) -> Bool {
        guard backslash < end else { return false }
        while backslash < end {
            let next = try Self.pass(bytes, backslash, end)
            backslash =
                next < end && bytes[next] == UInt8(ascii: "\\")
                ? next : JSONTokens.nextBackslash(in: bytes, from: next)
        }
        return true
    }

    /// The place after the escape at `start`.
    private static func pass(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(WireError) -> Int {
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            for digit in start + 2..<start + 6 {
                guard digit < end, Hexadecimal.value(bytes[digit]) != nil else {
                    throw WireError(.json, .invalidEscape, at: start)
                }
            }
            return start + 6
        default:
            throw WireError(.json, .invalidEscape, at: start)
        }
    }
}
