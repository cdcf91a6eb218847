/// A whole answer to a request.
public struct HTTPResponse: Sendable {
    /// The status code, such as 200.
    public let status: Int
    /// The answer's content, at most the configuration's `answerLimit`.
    public let content: [UInt8]
    /// The header section as it came, each field line with its line break.
    let header: [UInt8]

    init(status: Int, header: [UInt8], content: [UInt8]) {
        self.status = status
        self.header = header
        self.content = content
    }

    /// An answer made by hand, for tests and stand-ins.
    public init(status: Int, fields: [HTTPField] = [], content: [UInt8]) {
        let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
        self.init(status: status, header: Array(lines.utf8), content: content)
    }

    /// The same answer with another content.
    public func with(content: [UInt8]) -> HTTPResponse {
        HTTPResponse(status: status, header: header, content: content)
    }

    /// The value of the first field of this name, whatever its case, without the blanks round it; nil if there is none.
    public func field(_ name: String) -> String? {
        for line in header.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            guard HTTPResponse.equal(line[..<colon], name) else { continue }
            let value = line[(colon + 1)...].drop { HTTPResponse.isBlank($0) }
            let end = value.lastIndex { !HTTPResponse.isBlank($0) }
            return end.map { String(decoding: value[...$0], as: UTF8.self) } ?? ""
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private static func equal(_ bytes: ArraySlice<UInt8>, _ name: String) -> Bool {
        func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        return bytes.count == name.utf8.count && zip(bytes, name.utf8).allSatisfy { lower($0) == lower($1) }
    }
}
