/// What JSON calls a number (RFC 8259, 6): the only text that may stand unquoted in a request.
enum NumberGrammar {
    /// Whether the whole of `bytes` is one number.
    static func isNumber(_ bytes: some Sequence<UInt8>) -> Bool {
        var state = State.start
        for byte in bytes {
            guard let next = state.after(byte) else { return false }
            state = next
        }
        return state.isComplete
    }

    private enum State {
        case start, minus, zero, whole, point, fraction, exponent, exponentSign, exponentDigits

        var isComplete: Bool { self == .zero || self == .whole || self == .fraction || self == .exponentDigits }

        func after(_ byte: UInt8) -> State? {
            let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            switch self {
            case .start where byte == UInt8(ascii: "-"): return .minus
            case .start where isDigit, .minus where isDigit: return byte == UInt8(ascii: "0") ? .zero : .whole
            case .whole where isDigit: return .whole
            case .zero where byte == UInt8(ascii: "."), .whole where byte == UInt8(ascii: "."): return .point
            case .point where isDigit, .fraction where isDigit: return .fraction
            case .zero where byte | 0x20 == UInt8(ascii: "e"), .whole where byte | 0x20 == UInt8(ascii: "e"),
                .fraction where byte | 0x20 == UInt8(ascii: "e"):
                return .exponent
            case .exponent where byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"): return .exponentSign
            case .exponent where isDigit, .exponentSign where isDigit, .exponentDigits where isDigit:
                return .exponentDigits
            default: return nil
            }
        }
    }
}
