/// Reads CSV (RFC 4180), leniently: any of the usual separators, line ends and encodings.
enum ExportedText {
    /// The rows; nil for what is no text, or begins like a page or a JSON text.
    static func rows(inCSV file: [UInt8]) -> [[String]]? {
        guard let text = decode(file), let first = text.first(where: { !$0.isWhitespace }),
            !"<{[".contains(first), !text.unicodeScalars.contains("\0")
        else { return nil }
        let line = text.prefix { !$0.isNewline }
        let separator = [";", "\t", ","].max { left, right in
            line.count { $0 == left } < line.count { $0 == right }
        }
        return rows(text, separator ?? ",")
    }

    private static func decode(_ file: [UInt8]) -> String? {
        if file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF]) {
            guard file.count.isMultiple(of: 2) else { return nil }
            let isLittle = file[0] == 0xFF
            let units = stride(from: 2, to: file.count, by: 2).map { index in
                let (low, high) = isLittle ? (file[index], file[index + 1]) : (file[index + 1], file[index])
                return UInt16(high) << 8 | UInt16(low)
            }
            return String(decoding: units, as: UTF16.self)
        }
        let isMarked = file.starts(with: [0xEF, 0xBB, 0xBF])
        return String(decoding: isMarked ? file[3...] : file[...], as: UTF8.self)
    }

    private static func rows(_ text: String, _ separator: Character) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var rest = text[...]
        while let character = rest.popFirst() {
            if isQuoted {
                if character != "\"" {
                    cell.append(character)
                } else if rest.first == "\"" {
                    cell.append("\"")
                    rest.removeFirst()
                } else {
                    isQuoted = false
                }
            } else if character == "\"", cell.isEmpty {
                isQuoted = true
            } else if character == separator {
                row.append(cell)
                cell = ""
            } else if character.isNewline {
                rows.append(row + [cell])
                (row, cell) = ([], "")
            } else {
                cell.append(character)
            }
        }
        if !row.isEmpty || !cell.isEmpty { rows.append(row + [cell]) }
        return rows.filter { $0 != [""] }
    }
}
