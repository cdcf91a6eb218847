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
        case .file(let file): return .file(file)
        case .csv:
            let (first, last) = (start?.secondsSince1970 ?? .min, end?.secondsSince1970 ?? .max)
            let shown = deals.filter { deal in
                let made = deal.createdAt / 1000 + quirks.clockOffset
                return made >= first && made <= last
            }
            return .deals(ExportedDeals(deals: shown, fields: board.fields, clockOffset: quirks.clockOffset))
        }
    }
}
