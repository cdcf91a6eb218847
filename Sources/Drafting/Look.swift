/// What a value looks like, whatever its field is called.
enum Look {
    static func isEmail(_ value: String) -> Bool {
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !value.contains(where: \.isWhitespace) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
    }

    /// Digits with what people write between them, and as many as numbers have (E.164: 15 at most).
    static func isPhone(_ value: String) -> Bool {
        (7...15).contains(digits(value))
            && value.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "0"..."9", "+", " ", "(", ")", "-", ".", "/", "\u{A0}": true
                default: false
                }
            }
    }

    /// Some digits with what people write between them: `+1`, `(202)`.
    static func isPartOfPhone(_ value: String) -> Bool {
        (1...15).contains(digits(value)) && value.allSatisfy { $0.isASCII && ($0.isNumber || "+ ()-./".contains($0)) }
    }

    /// A number that says itself that it is one to call.
    static func isPhoneSurely(_ value: String) -> Bool {
        isPhone(value) && !isDate(value) && (value.hasPrefix("+") || value.hasPrefix("(") || value.hasPrefix("00"))
    }

    /// Whether a field that is called a phone may hold this.
    static func mayBePhone(_ value: String) -> Bool { digits(value) >= 5 }

    static func isURL(_ value: String) -> Bool {
        value.hasPrefix("http://") || value.hasPrefix("https://") || value.hasPrefix("www.")
    }

    /// A file that was uploaded, or a picture: nobody's website.
    static func isFile(_ value: String) -> Bool {
        let path = value.prefix { $0 != "?" && $0 != "#" }
        guard path.contains("://"), let last = path.split(separator: "/").last, path.split(separator: "/").count > 2
        else { return false }
        let ending = last.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return last.contains(".") && !["html", "htm", "php", "asp", "aspx"].contains(ending)
            || path.contains("/uploads/")
    }

    /// Whether a field that is called a website may hold this.
    static func mayBeURL(_ value: String) -> Bool {
        isURL(value) || (value.contains(".") && !value.contains(where: \.isWhitespace) && !value.contains("@"))
    }

    /// ISO 8601's beginning, which browsers and senders write.
    static func isDate(_ value: String) -> Bool {
        let shape = value.utf8.prefix(10).map {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) ? UInt8(ascii: "0") : $0
        }
        return shape == Array("0000-00-00".utf8)
    }

    /// Two to four words that begin with capital letters, and nothing else: where a field's name says nothing.
    static func isName(_ value: String) -> Bool {
        let words = value.split(separator: " ")
        // `Strony WWW`: what is all capitals beside what is not is no name.
        let loud = words.count { $0.count > 1 && $0.allSatisfy { !$0.isLowercase } }
        return (loud == 0 || loud == words.count) && (2...4).contains(words.count) && value.count <= 50
            && words.allSatisfy { word in
                word.first?.isUppercase == true
                    && word.allSatisfy { $0.isLetter || $0 == "-" || $0 == "'" || $0 == "’" || $0 == "." }
            }
    }

    /// Text that a person wrote to be read.
    static func isProse(_ value: String) -> Bool {
        value.count > 60 && value.split(separator: " ").count > 8 || value.contains(where: \.isNewline)
    }

    private static func digits(_ value: String) -> Int {
        // Full-width ones are digits too.
        value.unicodeScalars.count { $0.properties.numericType == .decimal }
    }
}
