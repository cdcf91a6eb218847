/// The grammar of an IPv6 address without brackets and zone (RFC 3986, 3.2.2): eight groups, or fewer round one `::`; the last two may
/// be written as an IPv4 address.
enum IPv6Syntax {
    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var groups = 0
        var hasGap = false
        var at = range.lowerBound
        if startsGap(bytes, at, range) {
            hasGap = true
            at += 2
        }
        while at < range.upperBound {
            let start = at
            while at < range.upperBound, ByteClass.hexValue(bytes[at]) != nil { at += 1 }
            if at < range.upperBound, bytes[at] == 0x2E {
                guard isIPv4(bytes, start..<range.upperBound) else { return false }
                groups += 2
                break
            }
            guard at > start, at - start <= 4 else { return false }
            groups += 1
            if at == range.upperBound { break }
            guard bytes[at] == 0x3A else { return false }
            if startsGap(bytes, at, range) {
                guard !hasGap else { return false }
                hasGap = true
                at += 2
            } else {
                at += 1
                // A colon has something behind it.
                guard at < range.upperBound else { return false }
            }
        }
        return hasGap ? groups <= 7 : groups == 8
    }

    private static func startsGap(_ bytes: Span<UInt8>, _ at: Int, _ range: Range<Int>) -> Bool {
        at + 1 < range.upperBound && bytes[at] == 0x3A && bytes[at + 1] == 0x3A
    }

    /// Four numbers up to 255, without zeros before them.
    private static func isIPv4(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        for part in 0..<4 {
            if part > 0 {
                guard at < range.upperBound, bytes[at] == 0x2E else { return false }
                at += 1
            }
            let start = at
            var value = 0
            while at < range.upperBound, at - start < 3, ByteClass.isDigit(bytes[at]) {
                value = value * 10 + Int(bytes[at] &- 0x30)
                at += 1
            }
            guard at > start, value <= 255, at - start == 1 || bytes[start] != 0x30 else { return false }
        }
        return at == range.upperBound
    }
}
