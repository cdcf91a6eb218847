/// The grammar of the Host field: `uri-host [ ":" port ]` (RFC 9110, 7.2; RFC 3986, 3.2.2).
///
/// nginx passes user information, bad ports, open brackets and bad percent signs on: they are refused here.
enum HostSyntax {
    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        // An empty Host is what a target without authority asks for (RFC 9112, 3.2).
        guard !range.isEmpty else { return true }
        var at = range.lowerBound
        if bytes[at] == 0x5B {
            at += 1
            let literal = at
            while at < range.upperBound, bytes[at] != 0x5D {
                guard ByteClass.hexValue(bytes[at]) != nil || bytes[at] == 0x3A || bytes[at] == 0x2E else {
                    return false
                }
                at += 1
            }
            guard at < range.upperBound, at - literal >= 2, at - literal <= 45 else { return false }
            at += 1
        } else {
            let name = at
            while at < range.upperBound, bytes[at] != 0x3A {
                if bytes[at] == 0x25 {
                    guard at + 2 < range.upperBound, ByteClass.hexValue(bytes[at + 1]) != nil,
                        ByteClass.hexValue(bytes[at + 2]) != nil
                    else { return false }
                    at += 3
                } else {
                    guard ByteClass.isRegisteredName(bytes[at]) else { return false }
                    at += 1
                }
            }
            guard at > name else { return false }
        }
        if at == range.upperBound { return true }
        guard bytes[at] == 0x3A else { return false }
        return isPort(bytes, at + 1..<range.upperBound)
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
