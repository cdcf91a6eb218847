/// Reads `form-data; name="…"; filename="…"` (RFC 7578, section 4.2), decoding values where they stand, since none grows.
///
/// Each byte is passed once. A parameter that comes twice is refused: two readers might take different ones.
struct DispositionReader {
    private var position: Int
    private let end: Int
    private var hasName = false
    private var hasFilename = false
    private var found = Disposition()

    init(_ value: Range<Int>) {
        position = value.lowerBound
        end = value.upperBound
    }

    mutating func read(_ bytes: inout [UInt8]) throws(WireError) -> Disposition {
        let kind = token(bytes)
        guard Token.equals(bytes, kind, "form-data") else {
            throw WireError(.multipart, .unnamedPart, at: kind.lowerBound)
        }
        while true {
            skipSpace(bytes)
            guard position < end else { return found }
            guard bytes[position] == UInt8(ascii: ";") else { throw malformed() }
            position += 1
            skipSpace(bytes)
            guard position < end, bytes[position] != UInt8(ascii: ";") else { continue }
            try parameter(&bytes)
        }
    }

    private mutating func parameter(_ bytes: inout [UInt8]) throws(WireError) {
        let start = position
        let name = token(bytes)
        guard !name.isEmpty else { throw malformed() }
        skipSpace(bytes)
        guard position < end, bytes[position] == UInt8(ascii: "=") else { throw malformed() }
        position += 1
        skipSpace(bytes)
        let isQuoted = position < end && bytes[position] == UInt8(ascii: "\"")
        let value = isQuoted ? try quoted(&bytes) : unquoted(bytes)
        try store(&bytes, name, value, at: start)
    }

    private mutating func store(
        _ bytes: inout [UInt8], _ name: Range<Int>, _ value: Range<Int>, at start: Int
    ) throws(WireError) {
        let twice = WireError(.multipart, .invalidPartHead, at: start)
        if Token.equals(bytes, name, "name") {
            guard !hasName else { throw twice }
            hasName = true
            if !found.nameIsExtended { found.name = value }
        } else if Token.equals(bytes, name, "filename") {
            guard !hasFilename else { throw twice }
            hasFilename = true
            if !found.filenameIsExtended { found.filename = value }
        } else if Token.equals(bytes, name, "name*") {
            guard !found.nameIsExtended else { throw twice }
            guard let decoded = ExtendedValue.decode(&bytes, value) else { return }
            (found.name, found.nameIsExtended) = (decoded, true)
        } else if Token.equals(bytes, name, "filename*") {
            guard !found.filenameIsExtended else { throw twice }
            guard let decoded = ExtendedValue.decode(&bytes, value) else { return }
            (found.filename, found.filenameIsExtended) = (decoded, true)
        }
    }

    private mutating func token(_ bytes: [UInt8]) -> Range<Int> {
        let start = position
        while position < end, Token.contains(bytes[position]) { position += 1 }
        return start..<position
    }

    private mutating func unquoted(_ bytes: [UInt8]) -> Range<Int> {
        let start = position
        while position < end, bytes[position] != UInt8(ascii: ";"), bytes[position] != 0x20, bytes[position] != 0x09 {
            position += 1
        }
        return start..<position
    }

    /// A quoted value. Browsers write a quote as `%22` and line breaks as `%0D%0A`, and no other byte so (HTML standard,
    /// multipart/form-data encoding); old clients write `\"` and `\\`; other backslashes are a Windows path's own.
    private mutating func quoted(_ bytes: inout [UInt8]) throws(WireError) -> Range<Int> {
        position += 1
        let start = position
        var write = position
        while position < end {
            var byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return start..<write
            }
            if byte == UInt8(ascii: "\\"), position + 1 < end,
                bytes[position + 1] == UInt8(ascii: "\"") || bytes[position + 1] == UInt8(ascii: "\\")
            {
                position += 1
                byte = bytes[position]
            } else if byte == UInt8(ascii: "%"), let escaped = browserEscape(bytes) {
                position += 2
                byte = escaped
            }
            if write < position { bytes[write] = byte }
            write += 1
            position += 1
        }
        throw malformed()
    }

    private func browserEscape(_ bytes: [UInt8]) -> UInt8? {
        guard position + 2 < end, let high = Hexadecimal.value(bytes[position + 1]),
            let low = Hexadecimal.value(bytes[position + 2])
        else { return nil }
        let byte = high << 4 | low
        return byte == UInt8(ascii: "\"") || byte == 0x0D || byte == 0x0A ? byte : nil
    }

    private mutating func skipSpace(_ bytes: [UInt8]) {
        while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    }

    private func malformed() -> WireError { WireError(.multipart, .invalidPartHead, at: position) }
}
