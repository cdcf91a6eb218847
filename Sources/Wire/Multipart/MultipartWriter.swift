/// Writes a `multipart/form-data` body of text fields.
public struct MultipartWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    /// What separates the parts, without its hyphens.
    public let boundary: String

    /// A writer with this boundary. It must be such that nobody who gives a value can guess it: see ``randomBoundary()``.
    public init(boundary: String) {
        self.boundary = boundary
    }

    /// A boundary of 128 random bits of the system's.
    public static func randomBoundary() -> String {
        let digits = (0..<32).map { _ in Hexadecimal.lower(.random(in: 0..<16)) }
        return "BoardBridge-" + String(decoding: digits, as: UTF8.self)
    }

    /// The request's `Content-Type`.
    public var contentType: String { "multipart/form-data; boundary=" + boundary }

    /// Writes a field. In its name a quote is written `%22` and line breaks `%0D`, `%0A`, as browsers do.
    public mutating func field(name: String, value: String) {
        bytes.append(contentsOf: "--\(boundary)\r\nContent-Disposition: form-data; name=\"".utf8)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: "%22".utf8)
            case 0x0D: bytes.append(contentsOf: "%0D".utf8)
            case 0x0A: bytes.append(contentsOf: "%0A".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(contentsOf: "\"\r\n\r\n".utf8)
        bytes.append(contentsOf: value.utf8)
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// Writes the final boundary. Nothing may follow.
    public mutating func finish() {
        bytes.append(contentsOf: "--\(boundary)--\r\n".utf8)
    }
}
