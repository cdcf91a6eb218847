/// The peers whose word on a client is believed, and the field in which they say it; everyone else's word is ignored.
public struct TrustedProxies: Sendable, Hashable {
    /// All addresses that share a prefix (RFC 4632, RFC 4291 2.3).
    public struct Network: Sendable, Hashable {
        /// The first address of the network.
        public let address: IPAddress
        /// How many leading bits of the 128 count; an IPv4 `/24` is 120 here, since IPv4 is kept mapped.
        public let prefix: Int

        /// A network of `address` by its first `prefix` bits of 128, 0 to 128; bits beyond them are cleared.
        public init(address: IPAddress, prefix: Int) {
            self.prefix = min(max(prefix, 0), 128)
            self.address = IPAddress(bits: address.bits & Self.mask(self.prefix))
        }

        /// Whether `address` lies in this network.
        public func contains(_ address: IPAddress) -> Bool { address.bits & Self.mask(prefix) == self.address.bits }

        private static func mask(_ prefix: Int) -> UInt128 { prefix == 0 ? 0 : UInt128.max << (128 - prefix) }
    }

    /// Addresses and networks.
    public var networks: [Network]
    /// Whether whoever connects over a UNIX socket is trusted.
    public var unix: Bool
    /// Where they say for whom they ask.
    public var field: ForwardingField

    /// No one is trusted unless named.
    public init(networks: [Network] = [], unix: Bool = false, field: ForwardingField = .xForwardedFor) {
        self.networks = networks
        self.unix = unix
        self.field = field
    }

    /// Whether a peer at `address` is a proxy of ours.
    public func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    /// This machine's own addresses and UNIX sockets: what `trusted_proxies` is when nothing is said.
    public static let loopback = TrustedProxies(
        networks: [
            Network(address: IPAddress(bits: 0xffff_7f00_0000), prefix: 104),
            Network(address: IPAddress(bits: 1), prefix: 128),
        ], unix: true)
}
