/// A file's text as libyaml can read it, with the way back to the places of the file.
///
/// YAML 1.2 (7.3.3) lets `::1` stand in `[127.0.0.1, ::1]`; libyaml, which holds to YAML 1.1 there, does not. Such a word is put
/// in quotes when libyaml stumbles over it, and nowhere else.
struct YAMLText {
    /// UTF-8 without a byte order mark.
    private(set) var bytes: [UInt8]
    /// Columns, from 1, of the quotes that were put in, by line.
    private var quotes: [Int: [Int]] = [:]
    private var repairs = 0

    /// More words than this, and the file is not worth reading again for each.
    private static let maximumRepairs = 100

    init(_ file: [UInt8]) {
        bytes = file.starts(with: [0xef, 0xbb, 0xbf]) ? Array(file[3...]) : file
    }

    /// The column in the file for a column in `bytes`.
    func column(_ column: Int, line: Int) -> Int {
        guard let inLine = quotes[line] else { return column }
        return column - inLine.count { $0 < column }
    }

    /// Puts the word at an error in quotes; false when it is not a word with two colons.
    mutating func repair(_ error: YAMLSyntaxError) -> Bool {
        guard repairs < Self.maximumRepairs, let start = error.byte, bytes[start...].starts(with: "::".utf8) else {
            return false
        }
        let word = bytes[start...].prefix { byte in
            byte.isDecimalDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
                || byte == UInt8(ascii: ":")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
        }
        guard let after = bytes[word.endIndex...].first, " ,]}\r\n".utf8.contains(after) else { return false }
        let quote = UInt8(ascii: "'")
        bytes.insert(quote, at: word.endIndex)
        bytes.insert(quote, at: start)
        repairs += 1
        quotes[error.line, default: []] += [error.column, error.column + word.count + 1]
        return true
    }
}
