/// An IPv4 or IPv6 address as a value, read without a system call.
///
/// IPv4 is kept as its IPv4-mapped IPv6 address (`::ffff:a.b.c.d`, RFC 4291 2.5.5.2), so that a client seen through a
/// dual-stack socket equals the same client seen through an IPv4 one.
public struct IPAddress: Sendable, Hashable {
    /// The 128 bits, first byte highest.
    public let bits: UInt128

    /// Whether the address is an IPv4 one, mapped or not.
    public var isIPv4: Bool { bits >> 32 == 0xffff }

    /// An IPv6 address by its bits, or an IPv4 one by its mapped form.
    public init(bits: UInt128) { self.bits = bits }

    /// Reads dotted IPv4 (four decimal numbers without leading zeros) or IPv6 (RFC 4291 2.2, no zone, no brackets); nil for
    /// anything else.
    public init?(_ text: some StringProtocol) { self.init(Array(text.utf8)[...]) }

    /// Reads the same from the bytes of a text.
    public init?(_ bytes: ArraySlice<UInt8>) {
        guard let bits = bytes.contains(UInt8(ascii: ":")) ? Self.ipv6(bytes) : Self.ipv4(bytes) else { return nil }
        self.bits = bits
    }

    private static func ipv4(_ bytes: ArraySlice<UInt8>) -> UInt128? {
        let text = bytes.span
        var value: UInt32 = 0
        var (number, digits, dots) = (UInt32(0), 0, 0)
        for index in text.indices {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                guard digits > 0, dots < 3 else { return nil }
                value = value << 8 | number
                (number, digits, dots) = (0, 0, dots + 1)
            } else {
                // A leading zero is read as octal by some and as decimal by others: refused.
                guard byte &- 0x30 < 10, digits == 0 || number > 0 else { return nil }
                number = number * 10 + UInt32(byte &- 0x30)
                digits += 1
                guard number <= 255 else { return nil }
            }
        }
        guard digits > 0, dots == 3 else { return nil }
        return 0xffff << 32 | UInt128(value << 8 | number)
    }

    private static func ipv6(_ bytes: ArraySlice<UInt8>) -> UInt128? {
        var head: [UInt16] = []
        var tail: [UInt16] = []
        var gap = false
        var rest = bytes
        if rest.starts(with: "::".utf8) {
            gap = true
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            guard let groups = takeGroup(&rest) else { return nil }
            if gap { tail += groups } else { head += groups }
            if rest.isEmpty { break }
            if rest.starts(with: "::".utf8) {
                guard !gap else { return nil }
                gap = true
                rest = rest.dropFirst(2)
            } else {
                rest = rest.dropFirst()
                guard !rest.isEmpty else { return nil }
            }
        }
        let count = head.count + tail.count
        guard gap ? count < 8 : count == 8 else { return nil }
        let groups = head + [UInt16](repeating: 0, count: 8 - count) + tail
        return groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// One group of hexadecimal digits, or a dotted IPv4 address at the end, which stands for two.
    private static func takeGroup(_ rest: inout ArraySlice<UInt8>) -> [UInt16]? {
        let end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
        let group = rest[rest.startIndex..<end]
        if group.contains(UInt8(ascii: ".")) {
            guard end == rest.endIndex, let value = ipv4(group) else { return nil }
            rest = rest[end...]
            return [UInt16(truncatingIfNeeded: value >> 16), UInt16(truncatingIfNeeded: value)]
        }
        guard (1...4).contains(group.count) else { return nil }
        var value: UInt16 = 0
        for byte in group {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        rest = rest[end...]
        return [value]
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or RFC 5952.
    public var description: String {
        guard isIPv4 else { return System.describeVersion6(bits) }
        let version4 = UInt32(truncatingIfNeeded: bits)
        return "\(version4 >> 24).\(version4 >> 16 & 255).\(version4 >> 8 & 255).\(version4 & 255)"
    }

    /// Whether nothing but this machine can send from it: 127.0.0.0/8 or ::1.
    public var isLoopback: Bool { isIPv4 ? UInt32(truncatingIfNeeded: bits) >> 24 == 127 : bits == 1 }
}
