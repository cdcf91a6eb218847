extension DateFormat {
    /// Reads a format as a person writes it; the table stands at `DateFormat`.
    /// - Throws: what is wrong, and where in the text.
    init(parsing text: String) throws(PathError) {
        var parser = Parser(text)
        let parts = try parser.parse()
        self.init(parts: parts, example: parser.example)
    }

    private struct Parser {
        private let text: [UInt8]
        private var position = 0
        private var parts: [Part] = []
        private var places: [Field: Int] = [:]
        private(set) var example = ""

        init(_ text: String) {
            self.text = Array(text.utf8)
        }

        mutating func parse() throws(PathError) -> [Part] {
            guard !text.isEmpty, text.count <= 100 else {
                throw PathError(message: "1 to 100 characters are expected, such as DD.MM.YYYY", offset: 0)
            }
            while position < text.count {
                let byte = text[position]
                if byte == UInt8(ascii: "[") {
                    try brackets()
                } else if ASCII.isLetter(byte) {
                    try field()
                } else if ASCII.isSpace(byte) {
                    position += 1
                    if case .blank? = parts.last { continue }
                    add(.blank, " ")
                } else {
                    // A sign of several bytes is one: `2026年1月31日`.
                    let start = position
                    position += 1
                    while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
                    literal(Array(text[start..<position]))
                }
            }
            try check()
            return fixed()
        }

        private mutating func brackets() throws(PathError) {
            guard let close = text[position...].firstIndex(of: UInt8(ascii: "]")) else {
                throw PathError(message: "this '[' is not closed", offset: position)
            }
            literal(Array(text[position + 1..<close]))
            position = close + 1
        }

        private mutating func literal(_ bytes: [UInt8]) {
            // The text that is read has single spaces and no case; what stands in brackets may have both.
            for byte in bytes {
                if ASCII.isSpace(byte) {
                    if case .blank? = parts.last { continue }
                    add(.blank, " ")
                } else if case .text(let before)? = parts.last {
                    parts[parts.count - 1] = .text(before + [ASCII.lowered(byte)])
                } else {
                    parts.append(.text([ASCII.lowered(byte)]))
                }
            }
            example += String(decoding: bytes, as: UTF8.self)
        }

        private mutating func field() throws(PathError) {
            let start = position
            while position < text.count, text[position] == text[start] { position += 1 }
            let word = String(decoding: text[start..<position], as: UTF8.self)
            guard let (field, example) = Self.fields[word] ?? (word.allSatisfy { $0 == "S" } ? (.fraction, "0") : nil)
            else {
                let meant = Self.fields.keys.sorted().first {
                    $0.uppercased() == word.uppercased() && $0.uppercased() == $0
                }
                throw PathError(
                    message: "'\(word)' has no meaning; "
                        + (meant.map { "did you mean '\($0)'?" }
                            ?? "there are YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm m ss s S A Z, and [text] in brackets"),
                    offset: start)
            }
            guard places.updateValue(start, forKey: field) == nil else {
                throw PathError(message: "'\(word)' comes a second time", offset: start)
            }
            add(.field(field, isFixed: false), example)
        }

        private mutating func add(_ part: Part, _ example: String) {
            parts.append(part)
            self.example += example
        }

        private func check() throws(PathError) {
            func need(_ one: Field, or other: Field? = nil, _ word: String) throws(PathError) {
                let second = other.flatMap { places[$0] }
                if places[one] == nil, second == nil { throw PathError(message: "it has no \(word)", offset: 0) }
                if let place = places[one], let second {
                    throw PathError(message: "it has a second \(word)", offset: max(place, second))
                }
            }
            try need(.year, or: .shortYear, "year; YYYY or YY is expected")
            try need(.month, or: .monthName, "month; MM or MMM is expected")
            try need(.day, "day; DD is expected")
            if let place = places[.halfDayHour], places[.halfDay] == nil || places[.hour] != nil {
                throw PathError(
                    message: "an hour of 12 needs A for am and pm, and no hour of 24; HH is an hour of 24",
                    offset: place)
            }
            if let place = places[.halfDay], places[.halfDayHour] == nil {
                throw PathError(message: "am and pm need an hour of 12, hh", offset: place)
            }
            if let place = places[.minute], places[.hour] == nil, places[.halfDayHour] == nil {
                throw PathError(message: "these are minutes without an hour; a month is MM", offset: place)
            }
        }

        /// Digits that stand beside digits have to be all there.
        private func fixed() -> [Part] {
            func isNumber(_ index: Int) -> Bool {
                guard parts.indices.contains(index), case .field(let field, _) = parts[index] else { return false }
                return field.isNumber
            }
            return parts.indices.map { index in
                guard case .field(let field, _) = parts[index], field.isShortNumber else { return parts[index] }
                return .field(field, isFixed: isNumber(index - 1) || isNumber(index + 1))
            }
        }

        private static let fields: [String: (Field, String)] = [
            "YYYY": (.year, "2026"), "YY": (.shortYear, "26"), "MMMM": (.monthName, "January"),
            "MMM": (.monthName, "Jan"), "MM": (.month, "01"),
            "M": (.month, "1"), "DD": (.day, "31"), "D": (.day, "31"), "dddd": (.weekday, "Saturday"),
            "ddd": (.weekday, "Sat"),
            "HH": (.hour, "14"), "H": (.hour, "14"), "hh": (.halfDayHour, "02"), "h": (.halfDayHour, "2"),
            "A": (.halfDay, "PM"),
            "a": (.halfDay, "pm"), "mm": (.minute, "30"), "m": (.minute, "30"), "ss": (.second, "00"),
            "s": (.second, "0"), "Z": (.offset, "+01:00"),
        ]
    }
}
