/// Reads the fields of a part's head whose lines were checked before, decoding names where they stand.
struct PartHeadFields {
    private var bytes: [UInt8]
    private var disposition: Disposition?
    private var contentType: Range<Int>?
    private var transferEncoding = PartHead.TransferEncoding.identity

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() throws(WireError) -> PartHead {
        var position = 0
        while position < bytes.count, bytes[position] != 0x0D {
            position = try readLine(at: position)
        }
        guard let disposition, let name = disposition.name else { throw WireError(.multipart, .unnamedPart, at: 0) }
        return PartHead(
            bytes: bytes, name: name, filename: disposition.filename, contentType: contentType,
            transferEncoding: transferEncoding, nameIsExtended: disposition.nameIsExtended,
            filenameIsExtended: disposition.filenameIsExtended)
    }

    /// Reads the line at `start`; the place of the next one.
    private mutating func readLine(at start: Int) throws(WireError) -> Int {
        var colon = start
        while bytes[colon] != UInt8(ascii: ":") { colon += 1 }
        var end = colon + 1
        while bytes[end] != 0x0D { end += 1 }
        let value = trimmed(colon + 1..<end)
        if Token.equals(bytes, start..<colon, "content-disposition") {
            guard disposition == nil else { throw WireError(.multipart, .invalidPartHead, at: start) }
            var reader = DispositionReader(value)
            disposition = try reader.read(&bytes)
        } else if Token.equals(bytes, start..<colon, "content-type") {
            guard contentType == nil else { throw WireError(.multipart, .invalidPartHead, at: start) }
            contentType = value
        } else if Token.equals(bytes, start..<colon, "content-transfer-encoding") {
            transferEncoding =
                if Token.equals(bytes, value, "base64") {
                    .base64
                } else if Token.equals(bytes, value, "quoted-printable") {
                    .quotedPrintable
                } else {
                    .identity
                }
        }
        return end + 2
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }
}
