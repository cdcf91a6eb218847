/// An IPv4 or IPv6 address. An IPv4 address mapped into IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
public struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(version4: UInt32) {
        self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(version4))
    }

    /// Parses dotted decimal (four numbers, no leading zeros) or RFC 4291's text, without brackets or zone; nil when it is neither.
    public init?(_ text: String) {
        if let version4 = Self.parseVersion4(text) {
            self.init(version4: version4)
        } else if text.utf8.contains(0x3A), text.utf8.count < 46, let address = System.parseVersion6(text) {
            self = address
        } else {
            return nil
        }
    }

    /// Whether it is an IPv4 address.
    public var isVersion4: Bool { high == 0 && low >> 32 == 0xFFFF }

    var version4: UInt32 { UInt32(truncatingIfNeeded: low) }

    /// Whether nothing but this machine can send from it: 127.0.0.0/8 or ::1.
    public var isLoopback: Bool { isVersion4 ? version4 >> 24 == 127 : high == 0 && low == 1 }

    /// Dotted decimal, or RFC 5952.
    public var description: String {
        guard isVersion4 else { return System.describeVersion6(high: high, low: low) }
        return "\(version4 >> 24).\(version4 >> 16 & 255).\(version4 >> 8 & 255).\(version4 & 255)"
    }

    private static func parseVersion4(_ text: String) -> UInt32? {
        var value: UInt32 = 0
        var parts = 0
        var part: UInt32 = 0
        var digits = 0
        for byte in text.utf8 {
            if byte == 0x2E {
                guard digits > 0, parts < 3 else { return nil }
                value = value << 8 | part
                parts += 1
                part = 0
                digits = 0
            } else {
                guard byte &- 0x30 < 10, digits == 0 || part > 0 else { return nil }
                part = part * 10 + UInt32(byte - 0x30)
                digits += 1
                guard part < 256 else { return nil }
            }
        }
        return parts == 3 && digits > 0 ? value << 8 | part : nil
    }
}

/// A range of addresses: `10.0.0.0/8`, `::1`, `192.0.2.7`.
public struct IPNetwork: Sendable, Hashable, CustomStringConvertible {
    private let address: IPAddress
    /// Of the 128 bits of the IPv6 form.
    private let prefix: Int

    /// Parses an address with or without a prefix length; nil when it is neither, or when bits beyond the prefix are set.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])) else { return nil }
        let offset = address.isVersion4 ? 96 : 0
        var prefix = 128
        if parts.count == 2 {
            guard parts[1].utf8.count <= 3, parts[1].utf8.allSatisfy({ $0 &- 0x30 < 10 }), let length = Int(parts[1]),
                length <= 128 - offset
            else { return nil }
            prefix = length + offset
        }
        self.address = address
        self.prefix = prefix
        guard Self.mask(address, prefix) == address else { return nil }
    }

    /// Whether `other` lies in the range.
    public func contains(_ other: IPAddress) -> Bool {
        address.isVersion4 == other.isVersion4 && Self.mask(other, prefix) == address
    }

    /// As it is written in a configuration.
    public var description: String { "\(address)/\(address.isVersion4 ? prefix - 96 : prefix)" }

    private static func mask(_ address: IPAddress, _ prefix: Int) -> IPAddress {
        let high = prefix >= 64 ? UInt64.max : prefix == 0 ? 0 : UInt64.max << UInt64(64 - prefix)
        let low = prefix >= 128 ? UInt64.max : prefix <= 64 ? 0 : UInt64.max << UInt64(128 - prefix)
        return IPAddress(high: address.high & high, low: address.low & low)
    }
}
