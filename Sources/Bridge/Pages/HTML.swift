/// Writes HTML in which everything that is not ours is escaped.
enum HTML {
    /// Text for an element's content or for an attribute in double quotes.
    static func escape(_ text: some StringProtocol) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A text with values in the place of `{name}`. What a value holds is never searched for another placeholder.
    static func fill(_ template: [UInt8], _ values: [(name: String, value: String)]) -> String {
        var filled = ""
        var rest = String(decoding: template, as: UTF8.self)[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let tail = rest[open...]
            if let (name, value) = values.first(where: { tail.hasPrefix("{\($0.name)}") }) {
                filled += value
                rest = tail.dropFirst(name.count + 2)
            } else {
                filled += "{"
                rest = tail.dropFirst()
            }
        }
        return filled + rest
    }
}
