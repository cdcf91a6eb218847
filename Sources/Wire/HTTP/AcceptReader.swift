/// Reads the elements of an `Accept` field value one by one (RFC 9110, sections 12.4.2 and 12.5.1).
struct AcceptReader {
    /// A media range and its quality in thousandths. Parameters other than `q` are passed over.
    struct Element {
        var type: Range<Int>
        var subtype: Range<Int>
        var quality = 1000
    }

    private var position: Int
    private let end: Int

    init(_ range: Range<Int>) {
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next element that keeps to the grammar.
    mutating func next(_ bytes: Span<UInt8>) -> Element? {
        while position < end {
            let element = element(bytes)
            skipToComma(bytes)
            if let element { return element }
        }
        return nil
    }

    private mutating func element(_ bytes: Span<UInt8>) -> Element? {
        skipSpace(bytes)
        let type = token(bytes)
        guard !type.isEmpty, take(bytes, UInt8(ascii: "/")) else { return nil }
        let subtype = token(bytes)
        guard !subtype.isEmpty else { return nil }
        var element = Element(type: type, subtype: subtype)
        while true {
            skipSpace(bytes)
            if position == end || bytes[position] == UInt8(ascii: ",") { return element }
            guard take(bytes, UInt8(ascii: ";")) else { return nil }
            skipSpace(bytes)
            let name = token(bytes)
            // An empty parameter is allowed (RFC 9110, section 5.6.6).
            guard !name.isEmpty else { continue }
            guard take(bytes, UInt8(ascii: "=")), let value = value(bytes) else { return nil }
            if Token.equals(bytes, name, "q") {
                guard let quality = Self.quality(bytes, value) else { return nil }
                element.quality = quality
            }
        }
    }

    /// A token, or a quoted text with its quotes; nil if there is neither.
    private mutating func value(_ bytes: Span<UInt8>) -> Range<Int>? {
        let start = position
        guard take(bytes, UInt8(ascii: "\"")) else {
            let value = token(bytes)
            return value.isEmpty ? nil : value
        }
        return skipQuoted(bytes) ? start..<position : nil
    }

    /// Passes over the rest of an element. Commas inside quotes are none.
    private mutating func skipToComma(_ bytes: Span<UInt8>) {
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: ",") { return }
            if byte == UInt8(ascii: "\"") { _ = skipQuoted(bytes) }
        }
    }

    /// Passes over what follows an opening quote; whether it was closed.
    private mutating func skipQuoted(_ bytes: Span<UInt8>) -> Bool {
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return true }
            if byte == UInt8(ascii: "\\"), position < end { position += 1 }
        }
        return false
    }

    private mutating func token(_ bytes: Span<UInt8>) -> Range<Int> {
        let start = position
        while position < end, Token.contains(bytes[position]) { position += 1 }
        return start..<position
    }

    private mutating func skipSpace(_ bytes: Span<UInt8>) {
        while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    }

    private mutating func take(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
        guard position < end, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// `0`, `1`, or either with a point and up to three digits, which after a 1 are zeros.
    private static func quality(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard (1...5).contains(range.count) else { return nil }
        var quality = 0
        for offset in 0..<5 {
            let position = range.lowerBound + offset
            let byte = position < range.upperBound ? bytes[position] : UInt8(ascii: "0")
            if offset == 1 {
                guard position >= range.upperBound || byte == UInt8(ascii: ".") else { return nil }
                continue
            }
            guard ByteClass.isDigit(byte) else { return nil }
            quality = quality * 10 + Int(byte &- 0x30)
        }
        return quality <= 1000 ? quality : nil
    }
}
