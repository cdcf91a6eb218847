internal import Wire

/// JSON's blanks: taken out, or put in for a person. The rest is kept to the byte.
public enum JSONLayout {
    /// One member a line, two spaces a level.
    public static func pretty(_ json: String) -> String { PrettyJSON.text(compact(json).utf8) }

    /// Without any blank outside strings.
    public static func compact(_ json: String) -> String {
        var output = ""
        var isInString = false
        var isEscaped = false
        for scalar in json.unicodeScalars {
            if isInString {
                isInString = isEscaped || scalar != "\""
                isEscaped = !isEscaped && scalar == "\\"
            } else if scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" {
                continue
            } else {
                isInString = scalar == "\""
            }
            output.unicodeScalars.append(scalar)
        }
        return output
    }
}
