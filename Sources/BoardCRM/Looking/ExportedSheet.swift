/// Reads the first sheet of an XLSX workbook (ECMA-376, part 1, 18.3 and 18.4): its cells' texts, which is all that a look needs.
enum ExportedSheet {
    /// The rows; nil for what is no such workbook.
    static func rows(inXLSX file: [UInt8]) -> [[String]]? {
        guard let archive = ZIPArchive(file) else { return nil }
        let sheets = archive.names.filter { $0.hasPrefix("xl/worksheets/") && $0.hasSuffix(".xml") }
        guard let name = sheets.min(by: { ($0.count, $0) < ($1.count, $1) }), let sheet = archive.file(name) else {
            return nil
        }
        var shared: [String] = []
        if archive.names.contains("xl/sharedStrings.xml") {
            guard let strings = archive.file("xl/sharedStrings.xml") else { return nil }
            shared = sharedStrings(strings)
        }
        return rows(sheet, shared)
    }

    private static func sharedStrings(_ xml: [UInt8]) -> [String] {
        var strings: [String] = []
        var text: String?
        var isText = false
        for token in XMLTokens(xml) {
            switch token {
            case .open("si", _): text = ""
            case .close("si"):
                strings.append(text ?? "")
                text = nil
            case .open("t", _): isText = true
            case .close("t"): isText = false
            case .text(let part) where isText: text?.append(part)
            default: break
            }
        }
        return strings
    }

    private static func rows(_ xml: [UInt8], _ shared: [String]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = (type: "", text: "", column: 0)
        var isValue = false
        for token in XMLTokens(xml) {
            switch token {
            case .open("row", _): row = []
            case .close("row"): rows.append(row)
            case .open("c", let attributes):
                cell = (attributes["t"] ?? "", "", attributes["r"].map(column) ?? row.count)
            case .close("c"):
                let text =
                    cell.type == "s"
                    ? Int(cell.text).flatMap { shared.indices.contains($0) ? shared[$0] : nil } : cell.text
                // Cells without a value may be left out of a row.
                while row.count < min(cell.column, 1000) { row.append("") }
                row.append(text ?? "")
            case .open("v", _), .open("t", _): isValue = true
            case .close("v"), .close("t"): isValue = false
            case .text(let part) where isValue: cell.text += part
            default: break
            }
        }
        return rows
    }

    /// `B7` is column 1.
    private static func column(_ reference: String) -> Int {
        let letters = reference.utf8.prefix { (0x41...0x5A).contains($0) }.prefix(3)
        return letters.reduce(0) { $0 * 26 + Int($1) - 0x40 } - 1
    }
}
