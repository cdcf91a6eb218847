/// The byte classes of HTTP's grammar, as bit sets over ASCII so that a test is two instructions.
enum ByteClass {
    /// `tchar` (RFC 9110, 5.6.2): letters, digits and ``!#$%&'*+-.^_`|~``.
    static func isToken(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
    }

    /// What may stand in a field value: HTAB, SP, visible ASCII and obs-text (RFC 9110, 5.5).
    static func isFieldValue(_ byte: UInt8) -> Bool {
        (byte >= 0x20 && byte != 0x7F) || byte == 0x09
    }

    /// What may stand in a request target: visible ASCII less the delimiters that no URI holds (RFC 3986, 2).
    ///
    /// `"<>\^`{|}` are let through: real senders leave them unescaped in queries, and no reading of them is ambiguous.
    static func isTarget(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != 0x23
    }

    /// `unreserved / sub-delims` (RFC 3986, 2): what a registered name is made of, percent triplets apart.
    static func isRegisteredName(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x2BFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// The value of a hexadecimal digit, or nil.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }

    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    private static func contains(_ byte: UInt8, low: UInt64, high: UInt64) -> Bool {
        byte < 0x80 && ((byte < 0x40 ? low : high) >> UInt64(byte & 0x3F)) & 1 == 1
    }
}
