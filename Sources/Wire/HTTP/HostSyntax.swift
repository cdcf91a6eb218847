/// The grammar of the Host field: `uri-host [ ":" port ]` (RFC 9110, 7.2; RFC 3986, 3.2.2).
///
/// nginx passes user information, bad ports, open brackets and bad percent signs on: they are refused here.
enum HostSyntax {
    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        // An empty Host is what a target without authority asks for (RFC 9112, 3.2).
        guard !range.isEmpty else { return true }
        guard let end = hostEnd(bytes, range) else { return false }
        if end == range.upperBound { return true }
        return bytes[end] == 0x3A && isPort(bytes, end + 1..<range.upperBound)
    }

    /// `uri-host ":" port`, the port not empty: what CONNECT asks for (RFC 9110, 9.3.6).
    static func isAuthorityWithPort(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let end = hostEnd(bytes, range), end + 1 < range.upperBound, bytes[end] == 0x3A else { return false }
        return isPort(bytes, end + 1..<range.upperBound)
    }

    /// Where the host that begins the range ends; nil when none does.
    private static func hostEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        guard at < range.upperBound else { return nil }
        if bytes[at] == 0x5B {
            at += 1
            let literal = at
            while at < range.upperBound, bytes[at] != 0x5D { at += 1 }
            // Addresses of later versions (RFC 3986, `IPvFuture`) are nobody's yet, and zones are no part of a host (RFC 9844).
            guard at < range.upperBound, IPv6Syntax.isValid(bytes, literal..<at) else { return nil }
            return at + 1
        }
        while at < range.upperBound, bytes[at] != 0x3A {
            if bytes[at] == 0x25 {
                guard at + 2 < range.upperBound, ByteClass.hexValue(bytes[at + 1]) != nil,
                    ByteClass.hexValue(bytes[at + 2]) != nil
                else { return nil }
                at += 3
            } else {
                guard ByteClass.isRegisteredName(bytes[at]) else { return nil }
                at += 1
            }
        }
        // RFC 9110, 4.2.1: no http address is without a host.
        return at > range.lowerBound ? at : nil
    }

    private static func isPort(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 5 else { return false }
        var port = 0
        for index in range {
            guard ByteClass.isDigit(bytes[index]) else { return false }
            port = port * 10 + Int(bytes[index] &- 0x30)
        }
        return port <= 65535
    }
}
