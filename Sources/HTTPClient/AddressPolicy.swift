/// Which addresses a request may connect to: the public ones, and networks that are named. It is asked of the very address that is connected
/// to, behind whatever a name resolved to.
public struct AddressPolicy: Sendable, Hashable {
    /// An IPv6 network, or an IPv4 one by its mapped form (`::ffff:a.b.c.d`, RFC 4291, 2.5.5.2).
    public struct Network: Sendable, Hashable {
        /// The first address, first byte highest.
        public let bits: UInt128
        /// How many leading bits count, 0 to 128.
        public let prefix: Int

        /// A network.
        public init(bits: UInt128, prefix: Int) {
            self.prefix = min(max(prefix, 0), 128)
            self.bits = bits & Self.mask(self.prefix)
        }

        func contains(_ address: UInt128) -> Bool { address & Self.mask(prefix) == bits }

        private static func mask(_ prefix: Int) -> UInt128 { prefix == 0 ? 0 : UInt128.max << (128 - prefix) }

        fileprivate static func version4(_ a: UInt128, _ b: UInt128, _ c: UInt128, _ prefix: Int) -> Network {
            Network(bits: mapped | a << 24 | b << 16 | c << 8, prefix: 96 + prefix)
        }

        fileprivate static let mapped: UInt128 = 0xFFFF << 32
    }

    /// Networks that are allowed though they are not public.
    public var alsoAllowed: [Network]

    /// The public addresses, and these networks.
    public init(alsoAllowed: [Network] = []) { self.alsoAllowed = alsoAllowed }

    /// Whether an address may be connected to.
    public func allows(_ address: UInt128) -> Bool {
        if alsoAllowed.contains(where: { $0.contains(address) }) { return true }
        if address >> 32 == 0xFFFF { return !Self.special4.contains { $0.contains(address) } }
        // NAT64 (RFC 6052, 2.1) leads to an IPv4 address that stands in it, as 6to4 (RFC 3056) does.
        if address >> 32 == 0x0064_FF9B << 64 { return allows(Network.mapped | address & 0xFFFF_FFFF) }
        // Global unicast is 2000::/3; all else is for special purposes.
        guard address >> 125 == 1, !Self.special6.contains(where: { $0.contains(address) }) else { return false }
        if address >> 112 == 0x2002 { return allows(Network.mapped | (address >> 80) & 0xFFFF_FFFF) }
        return true
    }

    /// Whether the address in a `sockaddr` may be connected to; one of another family may not.
    func allows(socketAddress bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8 else { return false }
        let family = Int(bytes[0]) | Int(bytes[1]) << 8
        func bits(_ range: Range<Int>) -> UInt128 { bytes[range].reduce(0) { $0 << 8 | UInt128($1) } }
        switch family {
        case 2: return allows(Network.mapped | bits(4..<8))
        case 10 where bytes.count >= 24: return allows(bits(8..<24))
        default: return false
        }
    }

    /// IANA's special-purpose registry of IPv4 (RFC 6890): what is not globally reachable, and multicast.
    private static let special4: [Network] = [
        .version4(0, 0, 0, 8), .version4(10, 0, 0, 8), .version4(100, 64, 0, 10), .version4(127, 0, 0, 8),
        .version4(169, 254, 0, 16), .version4(172, 16, 0, 12), .version4(192, 0, 0, 24), .version4(192, 0, 2, 24),
        .version4(192, 88, 99, 24), .version4(192, 168, 0, 16), .version4(198, 18, 0, 15), .version4(198, 51, 100, 24),
        .version4(203, 0, 113, 24), .version4(224, 0, 0, 4), .version4(240, 0, 0, 4),
    ]

    /// The same of IPv6, within 2000::/3: Teredo and other protocols, benchmarking, ORCHID, documentation.
    private static let special6: [Network] = [
        Network(bits: 0x2001 << 112, prefix: 23), Network(bits: 0x2001_0DB8 << 96, prefix: 32),
        Network(bits: 0x3FFF << 112, prefix: 20),
    ]
}
