/// Takes the chunked transfer coding off (RFC 9112, 7.1), piece by piece, strictly: CRLF only, hexadecimal sizes without sign or
/// space, extensions by their grammar (without the white space that it calls bad), and with trailers bounded and thrown away. A trailer
/// line that is no field is refused as it is in a head: it may be another request.
public struct ChunkedDecoder: Sendable {
    /// What came of the bytes given.
    public enum Progress: Sendable, Equatable {
        case needsMore
        /// The last chunk and the trailer section are read; `consumed` bytes of this call belonged to them.
        case complete
        /// The content would be longer than the limit.
        case tooLarge
        case bad
    }

    private enum State: Sendable {
        case size(digits: Int)
        case sizeLineFeed
        case extensions(Extension)
        case data
        case dataReturn
        case dataLineFeed
        /// At the beginning of a trailer line, or in its name.
        case trailerName(length: Int)
        case trailerValue
        case trailerLineFeed
        case lastLineFeed
    }

    /// Where in `;name=value` or `;name="value"` the next byte stands (RFC 9112, 7.1.1).
    private enum Extension: Sendable {
        case nameStart, name, valueStart, value, quoted, escaped, afterQuoted
    }

    /// The bytes that extensions and trailers may take together.
    private static let overheadLimit = 8 * 1024

    private var state = State.size(digits: 0)
    private var remaining = 0
    private var overhead = 0
    private var total = 0
    private let limit: Int

    /// `limit`: how many bytes the decoded content may have.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Decodes `bytes[start..<end]`, appends the content to `output`, and moves `start` past what was read.
    public mutating func decode(
        _ bytes: Span<UInt8>, from start: inout Int, to end: Int, into output: inout [UInt8]
    ) -> Progress {
        while start < end {
            if case .data = state {
                let count = min(remaining, end - start)
                for index in start..<start + count { output.append(bytes[index]) }
                start += count
                remaining -= count
                if remaining == 0 { state = .dataReturn }
                continue
            }
            let byte = bytes[start]
            start += 1
            if let end = step(byte) { return end }
        }
        return .needsMore
    }

    /// One byte outside of chunk data; a result when that ends it.
    private mutating func step(_ byte: UInt8) -> Progress? {
        switch state {
        case .size(let digits):
            return stepSize(byte, digits)
        case .extensions(let place):
            return stepExtension(byte, place)
        case .sizeLineFeed:
            guard byte == 0x0A else { return .bad }
            state = remaining == 0 ? .trailerName(length: 0) : .data
        case .dataReturn:
            guard byte == 0x0D else { return .bad }
            state = .dataLineFeed
        case .dataLineFeed:
            guard byte == 0x0A else { return .bad }
            state = .size(digits: 0)
        case .trailerName(let length):
            if byte == 0x0D, length == 0 {
                state = .lastLineFeed
            } else if byte == 0x3A, length > 0, spend() {
                state = .trailerValue
            } else {
                guard ByteClass.isToken(byte), spend() else { return .bad }
                state = .trailerName(length: length + 1)
            }
        case .trailerValue:
            if byte == 0x0D {
                state = .trailerLineFeed
            } else if !ByteClass.isFieldValue(byte) || !spend() {
                return .bad
            }
        case .trailerLineFeed:
            guard byte == 0x0A else { return .bad }
            state = .trailerName(length: 0)
        case .lastLineFeed:
            return byte == 0x0A ? .complete : .bad
        case .data:
            break
        }
        return nil
    }

    private mutating func stepSize(_ byte: UInt8, _ digits: Int) -> Progress? {
        if let value = ByteClass.hexValue(byte) {
            // Fifteen digits cannot overflow; leading zeros beyond that serve nobody.
            guard digits < 15 else { return .bad }
            remaining = (digits == 0 ? 0 : remaining) &<< 4 | Int(value)
            state = .size(digits: digits + 1)
            return nil
        }
        guard digits > 0 else { return .bad }
        guard remaining <= limit - total else { return .tooLarge }
        total += remaining
        switch byte {
        case 0x0D: state = .sizeLineFeed
        case 0x3B: state = .extensions(.nameStart)
        default: return .bad
        }
        return nil
    }

    private mutating func stepExtension(_ byte: UInt8, _ place: Extension) -> Progress? {
        let canEnd = place == .name || place == .value || place == .afterQuoted
        if byte == 0x0D, canEnd {
            state = .sizeLineFeed
            return nil
        }
        guard spend() else { return .bad }
        switch place {
        case .name, .value, .afterQuoted:
            if byte == 0x3B {
                state = .extensions(.nameStart)
            } else if byte == 0x3D, place == .name {
                state = .extensions(.valueStart)
            } else if place == .afterQuoted || !ByteClass.isToken(byte) {
                return .bad
            }
        case .nameStart:
            guard ByteClass.isToken(byte) else { return .bad }
            state = .extensions(.name)
        case .valueStart:
            guard byte == 0x22 || ByteClass.isToken(byte) else { return .bad }
            state = .extensions(byte == 0x22 ? .quoted : .value)
        case .quoted:
            guard ByteClass.isFieldValue(byte) else { return .bad }
            if byte == 0x22 { state = .extensions(.afterQuoted) }
            if byte == 0x5C { state = .extensions(.escaped) }
        case .escaped:
            guard ByteClass.isFieldValue(byte) else { return .bad }
            state = .extensions(.quoted)
        }
        return nil
    }

    private mutating func spend() -> Bool {
        overhead += 1
        return overhead <= Self.overheadLimit
    }
}
