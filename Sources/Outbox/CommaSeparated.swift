/// Rows of a CSV file as RFC 4180 writes them, in UTF-8, safe to open in a spreadsheet.
public enum CommaSeparated {
    /// Writes a row with its line's end.
    ///
    /// A cell that a spreadsheet would take for a formula (one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an
    /// apostrophe before it. Whatever could end a cell, here or where a semicolon or a tab does, is quoted.
    public static func append(_ cells: some Sequence<String>, to output: inout [UInt8]) {
        var isFirst = true
        for cell in cells {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            append(cell, to: &output)
        }
        output += "\r\n".utf8
    }

    private static func append(_ cell: String, to output: inout [UInt8]) {
        let bytes = cell.utf8
        let guarded = bytes.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        let edges = [bytes.first, bytes.last]
        guard bytes.contains(where: { "\",;\t\r\n".utf8.contains($0) }) || edges.contains(UInt8(ascii: " ")) else {
            if guarded { output.append(UInt8(ascii: "'")) }
            output += bytes
            return
        }
        output.append(UInt8(ascii: "\""))
        if guarded { output.append(UInt8(ascii: "'")) }
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }
}
