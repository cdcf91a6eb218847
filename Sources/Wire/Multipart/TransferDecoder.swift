/// Undoes a part's `Content-Transfer-Encoding` (RFC 2045, section 6), piece by piece.
public struct TransferDecoder: Sendable {
    private let encoding: PartHead.TransferEncoding
    /// Base64: the bits that no whole byte took yet. Quoted-printable: the first digit after `=`.
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var isPadded = false
    /// Quoted-printable: what came after an `=`, which may be a soft line break.
    private var escape = Escape.none

    private enum Escape {
        case none, equals, digit, softCR
    }

    /// A decoder of one part.
    public init(_ encoding: PartHead.TransferEncoding) {
        self.encoding = encoding
    }

    /// Appends what the bytes stand for.
    public mutating func decode(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        switch encoding {
        case .identity:
            output.reserveCapacity(output.count + bytes.count)
            for index in bytes.indices { output.append(bytes[index]) }
        case .base64:
            for index in bytes.indices { takeBase64(bytes[index], &output) }
        case .quotedPrintable:
            for index in bytes.indices { takeQuotedPrintable(bytes[index], &output) }
        }
    }

    /// Whether it changes nothing.
    public var isIdentity: Bool { encoding == .identity }

    /// Whether what came is whole: no half a byte, no `=` without what it announces.
    public var isComplete: Bool {
        encoding == .base64 ? bitCount != 6 : escape == .none
    }

    /// Bytes outside the alphabet are passed over (RFC 2045, section 6.8); nothing counts after padding.
    private mutating func takeBase64(_ byte: UInt8, _ output: inout [UInt8]) {
        if byte == UInt8(ascii: "=") { isPadded = true }
        guard !isPadded, let value = Base64.standard.value(byte) else { return }
        bits = bits << 6 | UInt32(value)
        bitCount += 6
        if bitCount >= 8 {
            bitCount -= 8
            output.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
        }
    }

    /// A malformed escape stands for itself (RFC 2045, section 6.7, on robust implementations).
    private mutating func takeQuotedPrintable(_ byte: UInt8, _ output: inout [UInt8]) {
        switch escape {
        case .none where byte == UInt8(ascii: "="): escape = .equals
        case .none: output.append(byte)
        case .equals where byte == 0x0D: escape = .softCR
        case .equals where byte == 0x0A: escape = .none
        case .equals where Hexadecimal.value(byte) != nil:
            bits = UInt32(byte)
            escape = .digit
        case .equals:
            output.append(UInt8(ascii: "="))
            escape = .none
            takeQuotedPrintable(byte, &output)
        case .digit:
            escape = .none
            let first = UInt8(truncatingIfNeeded: bits)
            if let high = Hexadecimal.value(first), let low = Hexadecimal.value(byte) {
                output.append(high << 4 | low)
            } else {
                output.append(UInt8(ascii: "="))
                output.append(first)
                takeQuotedPrintable(byte, &output)
            }
        case .softCR:
            escape = .none
            if byte != 0x0A { takeQuotedPrintable(byte, &output) }
        }
    }
}
