/// Writes the parts of a form that was read again, as a form that reads as that one did: for what is kept of a form whose files are not.
///
/// Text stands in it as it came. The boundary is the form's own, which no text of its parts can hold.
public struct PartWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    private let boundary: [UInt8]
    /// Where each boundary begins, with its hyphens.
    private var delimiters: [Int] = []

    /// A writer with the boundary that the form's media type names.
    public init(boundary: [UInt8]) { self.boundary = boundary }

    /// Begins a part. `isText` says whether the content that follows is as it came; it is plain otherwise.
    public mutating func begin(_ part: PartHead, isText: Bool) {
        delimit()
        append("Content-Disposition: form-data")
        parameter("name", part.bytes[part.name], isExtended: part.nameIsExtended)
        if let filename = part.filename {
            parameter("filename", part.bytes[filename], isExtended: part.filenameIsExtended)
        }
        if let type = part.contentType {
            append("\r\nContent-Type: ")
            bytes += part.bytes[type]
        }
        if isText {
            switch part.transferEncoding {
            case .identity: break
            case .base64: append("\r\nContent-Transfer-Encoding: base64")
            case .quotedPrintable: append("\r\nContent-Transfer-Encoding: quoted-printable")
            }
        }
        append("\r\n\r\n")
    }

    /// Adds to the content of the part.
    public mutating func content(_ content: Span<UInt8>) {
        bytes.reserveCapacity(bytes.count + content.count)
        for index in content.indices { bytes.append(content[index]) }
    }

    /// Adds to the content of the part: text of ours, without line breaks.
    public mutating func content(_ text: String) { append(text) }

    /// Ends the part.
    public mutating func end() { append("\r\n") }

    /// Writes the final boundary.
    /// - Parameter hyphensLeftOut: as the parser found it: then its texts may hold what would be a boundary with them.
    public mutating func finish(hyphensLeftOut: Bool) {
        delimiters.append(bytes.count)
        append("--")
        bytes += boundary
        append("--\r\n")
        guard hyphensLeftOut else { return }
        var bare: [UInt8] = []
        bare.reserveCapacity(bytes.count)
        var start = 0
        for delimiter in delimiters {
            bare += bytes[start..<delimiter]
            start = delimiter + 2
        }
        bytes = bare + bytes[start...]
    }

    private mutating func delimit() {
        delimiters.append(bytes.count)
        append("--")
        bytes += boundary
        append("\r\n")
    }

    /// In a quoted value a quote is written `%22` and line breaks `%0D`, `%0A`, as browsers do; a backslash before another one, or before what
    /// would be read as the end, is written twice. What came in a charset of its own is written so (RFC 8187).
    private mutating func parameter(_ name: String, _ value: ArraySlice<UInt8>, isExtended: Bool) {
        if !isExtended, Self.holdsEscape(value) {
            append("; \(name)=")
            bytes += value
            return
        }
        append("; \(name)\(isExtended ? "*=utf-8''" : "=\"")")
        guard !isExtended else {
            for byte in value {
                if Token.contains(byte), byte != UInt8(ascii: "%"), byte != UInt8(ascii: "'") {
                    bytes.append(byte)
                } else {
                    bytes += [
                        UInt8(ascii: "%"), Hexadecimal.upper(byte >> 4), Hexadecimal.upper(byte & 15),
                    ]
                }
            }
            return
        }
        for byte in value {
            switch byte {
            case UInt8(ascii: "\""): append("%22")
            case 0x0D: append("%0D")
            case 0x0A: append("%0A")
            case UInt8(ascii: "\\"): append("\\\\")
            default: bytes.append(byte)
            }
        }
        append("\"")
    }

    /// Whether `%22`, `%0D` or `%0A` stands in it as it is: then it came without quotes, in which that means nothing, and can go so again.
    private static func holdsEscape(_ value: ArraySlice<UInt8>) -> Bool {
        value.indices.dropLast(2).contains { index in
            value[index] == UInt8(ascii: "%")
                && [[0x32, 0x32], [0x30, 0x44], [0x30, 0x64], [0x30, 0x41], [0x30, 0x61]]
                    .contains([value[index + 1], value[index + 2]])
        }
    }

    private mutating func append(_ text: String) { bytes += text.utf8 }
}
