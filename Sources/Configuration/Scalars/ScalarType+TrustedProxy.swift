import Listener
import Bridge

/// One entry of `trusted_proxies`.
enum TrustedProxy {
    case network(TrustedProxies.Network)
    case unix
}

extension ScalarType where Value == TrustedProxy {
    /// An address, a network as `10.0.0.0/8`, or `unix`.
    static var trustedProxy: Self {
        ScalarType("an IP address, a network such as 10.0.0.0/8, or unix") { text throws(Mismatch) in
            if text == "unix" { return .unix }
            let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, let address = IPAddress(first) else {
                throw Mismatch(text == "localhost" ? "write 127.0.0.1 and ::1" : nil)
            }
            let isDotted = !first.contains(":")
            guard parts.count == 2 else { return .network(.init(address: address, prefix: 128)) }
            guard (1...3).contains(parts[1].count), parts[1].utf8.allSatisfy(\.isDecimalDigit),
                let prefix = Int(parts[1]),
                prefix <= (isDotted ? 32 : 128)
            else {
                throw Mismatch("the prefix of an \(isDotted ? "IPv4 network is 0 to 32" : "IPv6 network is 0 to 128")")
            }
            return .network(.init(address: address, prefix: prefix + (isDotted ? 96 : 0)))
        }
    }
}
