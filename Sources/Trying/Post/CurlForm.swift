/// A multipart form, written as curl writes one for `-F`.
struct CurlForm {
    let boundary: String
    private var bytes: [UInt8] = []

    init(boundary: String) {
        self.boundary = boundary
    }

    /// `name=content`, `name=@file` for a file, `name=<file` for its content as text; both with `;type=` and `;filename=` behind.
    mutating func add(_ value: String, isLiteral: Bool, read: (String) throws -> [UInt8]) throws {
        guard let equals = value.firstIndex(of: "="), equals != value.startIndex else {
            throw CurlContent.Wrong(description: "-F '\(value)': expected name=content, name=@file or name=<file")
        }
        let name = String(value[..<equals])
        var rest = String(value[value.index(after: equals)...])
        guard !isLiteral else { return part(name, filename: nil, type: nil, Array(rest.utf8)) }
        let type = Self.take("type", from: &rest)
        let filename = Self.take("filename", from: &rest)
        switch rest.first {
        case "@":
            let path = Self.unquoted(String(rest.dropFirst()))
            let label = filename ?? path.split(separator: "/").last.map(String.init) ?? path
            part(name, filename: label, type: type ?? Self.type(of: path), try read(path))
        case "<": part(name, filename: filename, type: type, try read(Self.unquoted(String(rest.dropFirst()))))
        default: part(name, filename: filename, type: type, Array(Self.unquoted(rest).utf8))
        }
    }

    private mutating func part(_ name: String, filename: String?, type: String?, _ content: [UInt8]) {
        var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.escaped(name))\""
        if let filename { head += "; filename=\"\(Self.escaped(filename))\"" }
        if let type { head += "\r\nContent-Type: \(type)" }
        bytes += Array((head + "\r\n\r\n").utf8) + content + Array("\r\n".utf8)
    }

    func finished() -> [UInt8] { bytes + Array("--\(boundary)--\r\n".utf8) }

    /// As browsers do it, and curl since 7.81.
    private static func escaped(_ name: String) -> String {
        name.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "%22"
            case "\r": "%0D"
            case "\n": "%0A"
            default: String(scalar)
            }
        }.joined()
    }

    /// Takes `;key=value` out of the text.
    private static func take(_ key: String, from text: inout String) -> String? {
        guard let start = text.firstRange(of: ";\(key)=") else { return nil }
        let end = text[start.upperBound...].firstIndex(of: ";") ?? text.endIndex
        let value = unquoted(String(text[start.upperBound..<end]))
        text.removeSubrange(start.lowerBound..<end)
        return value
    }

    private static func unquoted(_ text: String) -> String {
        text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
    }

    /// The few types that curl guesses by a file's name.
    private static func type(of path: String) -> String {
        switch path.split(separator: ".").last.map({ $0.lowercased() }) {
        case "gif": "image/gif"
        case "jpg", "jpeg": "image/jpeg"
        case "png": "image/png"
        case "svg": "image/svg+xml"
        case "txt": "text/plain"
        case "htm", "html": "text/html"
        case "pdf": "application/pdf"
        case "xml": "application/xml"
        default: "application/octet-stream"
        }
    }
}
