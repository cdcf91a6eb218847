/// Reads CSV (RFC 4180), leniently: any of the usual separators, line ends and encodings.
enum ExportedText {
    /// The rows; nil for what is no text, or begins like a page or a JSON text.
    static func rows(inCSV file: [UInt8]) -> [[String]]? {
        guard let text = decode(file), let first = text.first(where: { $0 > 0x20 }),
            ![UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first), !text.contains(0)
        else { return nil }
        let line = text.prefix { $0 != newline && $0 != carriageReturn }
        let separator = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")].max { left, right in
            line.count { $0 == left } < line.count { $0 == right }
        }
        return rows(text, separator ?? UInt8(ascii: ","))
    }

    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let quote = UInt8(ascii: "\"")

    /// The text in UTF-8, without the mark at its beginning.
    private static func decode(_ file: [UInt8]) -> ArraySlice<UInt8>? {
        if file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF]) {
            guard file.count.isMultiple(of: 2) else { return nil }
            let isLittle = file[0] == 0xFF
            let units = stride(from: 2, to: file.count, by: 2).map { index in
                let (low, high) = isLittle ? (file[index], file[index + 1]) : (file[index + 1], file[index])
                return UInt16(high) << 8 | UInt16(low)
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)[...]
        }
        return file.starts(with: [0xEF, 0xBB, 0xBF]) ? file[3...] : file[...]
    }

    /// By bytes: a file of a busy hour has millions of them, and every sign that means something here is one byte.
    private static func rows(_ text: ArraySlice<UInt8>, _ separator: UInt8) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var index = text.startIndex
        func endCell() {
            row.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
        }
        func endRow() {
            endCell()
            if row != [""] { rows.append(row) }
            row = []
        }
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            if byte == quote, cell.isEmpty {
                // To the quote that is not doubled.
                while index < text.endIndex {
                    let quoted = text[index]
                    index += 1
                    if quoted == quote {
                        guard index < text.endIndex, text[index] == quote else { break }
                        index += 1
                    }
                    cell.append(quoted)
                }
            } else if byte == separator {
                endCell()
            } else if byte == newline || byte == carriageReturn {
                if byte == carriageReturn, index < text.endIndex, text[index] == newline { index += 1 }
                endRow()
            } else {
                cell.append(byte)
            }
        }
        if !row.isEmpty || !cell.isEmpty { endRow() }
        return rows
    }
}
