/// `email`: a valid e-mail address as the HTML standard has it (4.10.5.1.5), which is what browsers check.
///
/// White space round it is taken off, the domain's letters are made small. Domains in other scripts than Latin are
/// taken as they are: browsers write them in ASCII, webhooks may not.
enum EmailType {
    static func read(_ piece: Piece) throws(Mismatch) -> Piece {
        if let address = address(piece) { return address }
        throw Mismatch("is not an e-mail address; something like name@example.com is expected")
    }

    /// Whether a text is an address of ASCII alone that is sent as it stands: without a capital in its domain, or white space round it.
    static func isReady(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound, isLocal(bytes[position]) { position += 1 }
        guard position > range.lowerBound, position < range.upperBound, bytes[position] == UInt8(ascii: "@") else {
            return false
        }
        position += 1
        var labelStart = position
        // What stands before: a label neither begins with a hyphen nor ends with one.
        var last = UInt8(ascii: "-")
        while position < range.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: ".") {
                guard last != UInt8(ascii: "-"), position - labelStart <= longestLabel else { return false }
                labelStart = position + 1
                last = UInt8(ascii: "-")
            } else {
                guard isSmallLetterOrDigit(byte) || byte == UInt8(ascii: "-") && position > labelStart else {
                    return false
                }
                last = byte
            }
            position += 1
        }
        return last != UInt8(ascii: "-") && position - labelStart <= longestLabel
    }

    /// In bytes (RFC 1035, section 2.3.4).
    private static let longestLabel = 63

    private static func isSmallLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    private static func address(_ piece: Piece) -> Piece? {
        let address = piece.trimmedASCII
        let bytes = address.bytes.span
        let end = address.range.upperBound
        var position = address.range.lowerBound
        while position < end, isLocal(bytes[position]) { position += 1 }
        guard position > address.range.lowerBound, position < end, bytes[position] == UInt8(ascii: "@") else {
            return nil
        }
        let domain = position + 1..<end
        var hasCapital = false
        var isASCII = true
        var labelStart = domain.lowerBound
        for index in domain {
            let byte = bytes[index]
            if byte == UInt8(ascii: ".") {
                guard isLabel(bytes, labelStart..<index) else { return nil }
                labelStart = index + 1
            } else if byte >= 0x80 {
                isASCII = false
            } else if byte >= 0x41 && byte <= 0x5A {
                hasCapital = true
            }
        }
        guard isLabel(bytes, labelStart..<end) else { return nil }
        if !isASCII { return international(address, domain: domain).map { Piece($0) } }
        guard hasCapital else { return address }
        var lowered = Array(address.bytes[address.range])
        for index in (domain.lowerBound - address.range.lowerBound)..<lowered.count {
            lowered[index] = ASCII.lowered(lowered[index])
        }
        return Piece(lowered)
    }

    /// Letters, digits and ``.!#$%&'*+/=?^_`{|}~-``: a bit for each byte of ASCII, the lowest for the lowest byte.
    private static func isLocal(_ byte: UInt8) -> Bool {
        let (low, high): (UInt64, UInt64) = (0xA3FF_ECFA_0000_0000, 0x7FFF_FFFF_C7FF_FFFE)
        return byte < 0x80 && (byte < 0x40 ? low : high) &>> UInt64(byte & 0x3F) & 1 == 1
    }

    /// 1 to 63 letters, digits and hyphens, the hyphens inside; bytes beyond ASCII are looked at later.
    private static func isLabel(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, bytes[range.lowerBound] != UInt8(ascii: "-"),
            bytes[range.upperBound - 1] != UInt8(ascii: "-")
        else { return false }
        var ascii = 0
        for index in range {
            let byte = bytes[index]
            guard byte >= 0x80 || byte == UInt8(ascii: "-") || ASCII.isLetter(byte) || ASCII.isDigit(byte) else {
                return false
            }
            ascii += byte < 0x80 ? 1 : 0
        }
        return ascii <= longestLabel && range.count <= 252
    }

    private static func international(_ address: Piece, domain: Range<Int>) -> String? {
        let host = String(decoding: address.bytes[domain], as: UTF8.self)
        guard host.unicodeScalars.allSatisfy(\.mayStandInHost) else { return nil }
        let local = String(decoding: address.bytes[address.range.lowerBound..<domain.lowerBound], as: UTF8.self)
        return local + host.lowercased()
    }
}
