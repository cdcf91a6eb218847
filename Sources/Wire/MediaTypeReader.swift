/// Reads one media type, lowering and unquoting it where it stands.
struct MediaTypeReader {
    private var bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() throws(WireError) -> MediaType {
        skipSpace()
        guard position < bytes.count else { throw WireError(.mediaType, .empty, at: position) }
        let type = try token()
        try expect(UInt8(ascii: "/"))
        let subtype = try token()
        var parameters: [MediaType.Parameter] = []
        while true {
            skipSpace()
            guard position < bytes.count else { break }
            try expect(UInt8(ascii: ";"))
            skipSpace()
            // An empty parameter is allowed.
            guard position < bytes.count, bytes[position] != UInt8(ascii: ";") else { continue }
            let name = try token()
            try expect(UInt8(ascii: "="))
            parameters.append(MediaType.Parameter(name: name, value: try value()))
        }
        return MediaType(bytes: bytes, typeRange: type, subtypeRange: subtype, parameters: parameters)
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(WireError) {
        guard position < bytes.count else { throw WireError(.mediaType, .unexpectedEnd, at: position) }
        guard bytes[position] == byte else { throw WireError(.mediaType, .unexpectedByte, at: position) }
        position += 1
    }

    private mutating func token() throws(WireError) -> Range<Int> {
        let start = position
        while position < bytes.count, Token.contains(bytes[position]) {
            bytes[position] = Token.lower(bytes[position])
            position += 1
        }
        return try notEmpty(start)
    }

    private mutating func value() throws(WireError) -> Range<Int> {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quoted() }
        let start = position
        while position < bytes.count, Self.isUnquoted(bytes[position]) { position += 1 }
        return try notEmpty(start)
    }

    private mutating func quoted() throws(WireError) -> Range<Int> {
        position += 1
        let start = position
        var write = position
        while position < bytes.count {
            var byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return start..<write
            }
            if byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
                position += 1
                byte = bytes[position]
            }
            guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
                throw WireError(.mediaType, .unexpectedByte, at: position)
            }
            bytes[write] = byte
            write += 1
            position += 1
        }
        throw WireError(.mediaType, .unexpectedEnd, at: position)
    }

    private func notEmpty(_ start: Int) throws(WireError) -> Range<Int> {
        if start < position { return start..<position }
        throw WireError(.mediaType, position < bytes.count ? .unexpectedByte : .unexpectedEnd, at: position)
    }

    private static func isUnquoted(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: ";") && byte != UInt8(ascii: ",")
            && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
