/// Percent-encoded text (RFC 3986, section 2.1).
public enum PercentEncoding {
    /// The bytes with each `%` and two hexadecimal digits made the byte that they stand for; a `%` without them stands for itself, and so does
    /// a `+`.
    public static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "%"), let encoded = value(of: rest.prefix(2)) {
                decoded.append(encoded)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }

    /// The byte that two hexadecimal digits stand for; nil for anything else.
    public static func value(of digits: some Collection<UInt8>) -> UInt8? {
        guard digits.count == 2, let first = digits.first.flatMap(Hexadecimal.value),
            let second = digits.dropFirst().first.flatMap(Hexadecimal.value)
        else { return nil }
        return first << 4 | second
    }
}
