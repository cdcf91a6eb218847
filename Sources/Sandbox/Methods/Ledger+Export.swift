import BoardCRM

extension Ledger {
    /// The deals of a time as a file, `{type, data: [byte]}` as Node.js writes a buffer. Format, columns and the names of the date columns
    /// are inferred.
    func exportOffers(_ parameters: SandboxValue) -> Reply {
        var errors: [AttributeError] = []
        func date(_ name: String) -> DateTime? {
            guard let value = parameters[name], value != .null else { return nil }
            let date = value.text.flatMap { DateTime(parsing: $0) }
            if date == nil {
                let rule = "Must have the format YYYY-MM-DD HH:MM:SS"
                errors.append(AttributeError(path: TargetPath(name), message: rule))
            }
            return date
        }
        let (start, end) = (date("date_from"), date("date_to"))
        if let column = parameters["date_column"]?.text, column != "created_at" {
            errors.append(AttributeError(path: TargetPath("date_column"), message: "Unknown column"))
        }
        guard errors.isEmpty else { return .invalid(errors) }
        switch quirks.export {
        case .missing: return .unknownMethod
        case .file(let file): return Self.file(file)
        case .csv:
            let shown = deals.filter { deal in
                guard let made = DateTime(parsing: created(deal.createdAt)) else { return false }
                return start.map { made >= $0 } ?? true && end.map { made <= $0 } ?? true
            }
            return Self.file(csv(of: shown))
        }
    }

    private func csv(of deals: [SandboxDeal]) -> [UInt8] {
        let titles = ["ID", "Column", "Created at", "Lead", "E-mail", "Phone"] + board.fields.map(\.title)
        var text = "\u{FEFF}" + Self.line(titles)
        for deal in deals {
            let lead = [LeadAttribute.name, .email, .phone].map { deal.lead?[$0] ?? "" }
            text += Self.line(
                [deal.id.description, deal.columnID.description, created(deal.createdAt)] + lead
                    + board.fields.map { deal.fields[$0.alias]?.formText ?? "" })
        }
        return Array(text.utf8)
    }

    private static func line(_ cells: [String]) -> String {
        cells.map { cell in
            cell.contains { ",\"\r\n".contains($0) } ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
        }.joined(separator: ",") + "\r\n"
    }

    private static func file(_ bytes: [UInt8]) -> Reply {
        .data(["type": "Buffer", "data": .array(bytes.map { .integer(Int64($0)) })])
    }
}
