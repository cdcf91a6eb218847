/// What a visitor called a file, made safe to show and to save under: a label, and never a path.
enum FileName {
    /// The longest, in bytes: what any file system takes, with room for what a browser adds.
    private static let longest = 120
    private static let reserved: Set<String> = [
        "con", "prn", "aux", "nul", "conin$", "conout$", "clock$",
    ]

    /// - Parameter type: what it is; a name whose ending says something else gets that one's. nil where that is not known.
    static func safe(_ name: String, type: FileType?) -> String {
        var text = String(String.UnicodeScalarView(name.unicodeScalars.map(shown)))
        // Some old browsers send the whole path.
        text = String(text.split { $0 == "/" || $0 == "\\" }.last ?? "")
        text = String(text.map { "<>:\"|?*".contains($0) ? "_" : $0 })
        text = trimmed(text)
        let dot = text.lastIndex(of: ".")
        var stem = dot.map { $0 == text.startIndex ? text[...] : text[..<$0] } ?? text[...]
        var ending = dot.map { $0 == text.startIndex ? "" : String(text[text.index(after: $0)...]) } ?? ""
        if let type, !type.endings.contains(ending.lowercased()) {
            stem = text[...]
            ending = type.name
        }
        if ending.utf8.count > 16 {
            stem = text[...]
            ending = type?.name ?? ""
        }
        var first = trimmed(String(stem))
        while first.utf8.count > longest { first.removeLast() }
        if first.isEmpty { first = "file" }
        // https://learn.microsoft.com/windows/win32/fileio/naming-a-file: whatever follows the first dot.
        let word = first.prefix { $0 != "." }.lowercased()
        let isNumbered =
            word.count == 4 && (word.hasPrefix("com") || word.hasPrefix("lpt")) && word.last?.isNumber == true
        if reserved.contains(word) || isNumbered { first = "_" + first }
        return ending.isEmpty ? first : "\(first).\(ending)"
    }

    /// Without dots and blanks at its ends: Windows takes them away, and a name that begins with a dot is hidden elsewhere.
    private static func trimmed(_ text: String) -> String {
        let inner = text.drop { $0 == "." || $0.isWhitespace }
        let end = inner.lastIndex { $0 != "." && !$0.isWhitespace }
        return end.map { String(inner[...$0]) } ?? ""
    }

    /// Control characters, and those that turn the direction of what follows or are not seen, show as a low line.
    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: "_"
        default: scalar.value == 0xFFFD ? "_" : scalar
        }
    }

    /// The field that makes a browser save it and not show it (RFC 6266): the name in ASCII for old ones, and as it is.
    static func disposition(_ name: String) -> String {
        let plain = name.unicodeScalars.map { $0.isASCII && $0 != "\"" && $0 != "\\" && $0 != "%" ? String($0) : "_" }
        let digits = Array("0123456789ABCDEF")
        let encoded = name.utf8.map { byte -> String in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return "attachment; filename=\"\(plain.joined())\"; filename*=UTF-8''\(encoded.joined())"
    }
}
