/// JSON's blanks: taken out, or put in for a person. The rest is kept to the byte.
public enum JSONLayout {
    /// Without any blank outside strings.
    public static func compact(_ json: String) -> String {
        lay(json) { _, _ in "" }
    }

    /// One member a line, two spaces a level.
    public static func pretty(_ json: String) -> String {
        lay(json) { place, depth in
            switch place {
            case .afterColon: " "
            case .inside: "\n" + String(repeating: "  ", count: depth)
            }
        }
    }

    private enum Place { case inside, afterColon }

    private static func lay(_ json: String, _ blank: (Place, Int) -> String) -> String {
        var output = ""
        var depth = 0
        var isInString = false
        var isEscaped = false
        var isAfterOpening = false
        for scalar in json.unicodeScalars {
            if isInString {
                output.unicodeScalars.append(scalar)
                isInString = isEscaped || scalar != "\""
                isEscaped = !isEscaped && scalar == "\\"
                continue
            }
            switch scalar {
            case " ", "\n", "\r", "\t": continue
            case "}", "]":
                depth -= 1
                if !isAfterOpening { output += blank(.inside, depth) }
            default:
                if isAfterOpening { output += blank(.inside, depth) }
            }
            isAfterOpening = scalar == "{" || scalar == "["
            output.unicodeScalars.append(scalar)
            switch scalar {
            case "\"": isInString = true
            case "{", "[": depth += 1
            case ",": output += blank(.inside, depth)
            case ":": output += blank(.afterColon, depth)
            default: break
            }
        }
        return output
    }
}
