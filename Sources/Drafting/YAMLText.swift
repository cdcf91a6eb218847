/// Writes what stands in a YAML file so that it is read back as it was.
enum YAMLText {
    /// A text as a value: plain where that is surely text, else in quotes.
    static func scalar(_ text: String) -> String {
        if isPlain(text) { return text }
        // A path in quotes of its own is easier to read in YAML's other kind.
        let isSimple = text.contains("\"") && !text.contains("'") && !text.contains("\\") && !text.contains("${")
        return isSimple && text.unicodeScalars.allSatisfy(isPrintable) ? "'\(text)'" : quoted(text)
    }

    /// In double quotes (YAML 1.1, 5.7). `${` is doubled, or it would be replaced when the file is read.
    static func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.replacing("${", with: "$${").unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\t": output += "\\t"
            case _ where isPrintable(scalar): output.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                output += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return output + "\""
    }

    /// What a person may read of a stranger's text, in one line of a comment.
    static func comment(_ text: String, limit: Int = 48) -> String {
        var output = ""
        var isAfterBlank = false
        var count = 0
        for character in text {
            let isBlank = character.isWhitespace
            if isBlank, isAfterBlank { continue }
            isAfterBlank = isBlank
            count += 1
            if count > limit { return output + "…" }
            output +=
                isBlank ? " " : character.unicodeScalars.prefix(8).map { isPrintable($0) ? String($0) : "·" }.joined()
        }
        return output
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first,
            !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased()),
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
        else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
