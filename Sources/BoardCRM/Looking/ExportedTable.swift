/// The deals in a file that `offer/export` gave: rows of texts.
///
/// Everything about that file is inferred, and stands in this folder's `Exported…` files alone. `{type, data: [byte]}` is how Node.js
/// writes a buffer as JSON, so that `type` tells nothing of the format: the bytes do. Read are XLSX (a ZIP archive with XML) and CSV
/// (UTF-8 or UTF-16, with commas, semicolons or tabs). Which column is which is not known; a row is found by a value that stands in it,
/// and the deal's id by the column that is called so.
public struct ExportedTable: Sendable, Hashable {
    /// The rows in their order, the one with the columns' names first.
    public let rows: [[String]]

    /// A table of these rows.
    public init(rows: [[String]]) {
        self.rows = rows
    }

    /// Reads a file; nil for one of another format.
    public init?(file: [UInt8]) {
        guard !file.isEmpty else {
            self.init(rows: [])
            return
        }
        let rows = file.starts(with: [0x50, 0x4B]) ? ExportedSheet.rows(inXLSX: file) : ExportedText.rows(inCSV: file)
        guard let rows else { return nil }
        self.init(rows: rows)
    }

    /// The deals by the values of their rows that `isMeant` says so of, each with its id where the table tells it: found in one walk. A
    /// deal whose row comes twice counts once.
    public func deals(by isMeant: (String) -> Bool) -> [String: [Identifier?]] {
        let place = idColumn
        var deals: [String: [Identifier?]] = [:]
        for row in rows {
            var met: Set<String> = []
            for cell in row {
                let value = cell.trimmingBlanks
                guard isMeant(value), met.insert(value).inserted else { continue }
                let id = place.flatMap { row.indices.contains($0) ? Identifier(text: row[$0].trimmingBlanks) : nil }
                if id == nil || deals[value]?.contains(id) != true { deals[value, default: []].append(id) }
            }
        }
        return deals
    }

    /// The first column whose name means the deal's own id.
    private var idColumn: Int? {
        let names = ["id", "deal id", "offer id", "deal_id", "offer_id", "#", "№"]
        return rows.first?.firstIndex { names.contains($0.trimmingBlanks.lowercased()) }
    }
}

extension String {
    /// Without blanks at either end.
    var trimmingBlanks: String {
        // Nearly none has any.
        if let first = utf8.first, let last = utf8.last, (0x21..<0x80).contains(first), (0x21..<0x80).contains(last) {
            return self
        }
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" || $0.isNewline }
        guard let start = firstIndex(where: { !isBlank($0) }), let end = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(self[start...end])
    }
}
