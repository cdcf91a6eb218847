/// A request as a `RawServer` read it.
public struct RawServerRequest: Sendable {
    /// The request line and the header, without the empty line.
    public let head: String
    /// The content, as long as Content-Length says.
    public let content: [UInt8]

    /// The content as text.
    public var text: String { String(decoding: content, as: UTF8.self) }

    /// The values of the field lines of this name, in lower case, as they came.
    public func fields(_ name: String) -> [String] {
        head.split(separator: "\r\n").dropFirst().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name else { return nil }
            return parts[1].trimmingPrefix { $0 == " " }.description
        }
    }

    /// Takes a whole request off the front; nil, and nothing taken, while it is not all there.
    init?(takingFrom bytes: inout [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        guard let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
        head = String(decoding: bytes[..<headEnd], as: UTF8.self)
        let lengthLine = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        let length = lengthLine.flatMap { Int($0.dropFirst(15).trimmingPrefix { $0 == " " }) } ?? 0
        let contentStart = headEnd + end.count
        guard bytes.count >= contentStart + length else { return nil }
        content = Array(bytes[contentStart..<contentStart + length])
        bytes.removeFirst(contentStart + length)
    }
}
