internal import Files
internal import Outbox
internal import Wire

extension SubmissionsCommand {
    static func export(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments, .init(options: Selection.options + ["--format", "--output"]))
        let selection = try Selection(arguments, standard: nil, takesAll: true)
        let output = arguments.value("--output") ?? "-"
        let format = arguments.value("--format") ?? (output.hasSuffix(".jsonl") ? "jsonl" : "csv")
        guard ["csv", "jsonl"].contains(format) else {
            throw UsageError.unknown("format", format, known: ["csv", "jsonl"])
        }
        return try await withStore(arguments) { store in
            // What comes meanwhile is in neither of the two walks.
            var bounded = selection
            bounded.end(at: try await store.latestID())
            var count = 0
            if format == "jsonl" {
                let file = try OutputFile(output)
                try await bounded.forEach(in: store) { kept in
                    count += 1
                    try file.write { $0 += SubmissionText.json(kept).utf8 + [0x0A] }
                }
                try file.finish()
            } else {
                let columns = try await fieldNames(bounded, store)
                let file = try OutputFile(output)
                try file.write { CommaSeparated.append(ExportedRow.titles + columns.map { "field: \($0)" }, to: &$0) }
                try await bounded.forEach(in: store) { kept in
                    count += 1
                    let row = ExportedRow(kept)
                    try file.write { CommaSeparated.append(row.cells + columns.map { row.fields[$0] ?? "" }, to: &$0) }
                }
                try file.finish()
            }
            Terminal.error("\(count) exported")
            return .good
        }
    }

    /// The names of all fields that came, in the order in which they were first seen, the newest submission's first.
    private static func fieldNames(_ selection: Selection, _ store: any KeptStore) async throws -> [String] {
        var known: Set<String> = []
        var names: [String] = []
        try await selection.forEach(in: store) { kept in
            for name in ExportedRow(kept).names where known.insert(name).inserted {
                guard names.count < mostColumns else {
                    throw Failure("more than \(mostColumns) different fields: choose one form, or --format jsonl")
                }
                names.append(name)
            }
        }
        return names
    }

    private static let mostColumns = 2000
}

/// One submission as a row of a table.
struct ExportedRow {
    static let titles = [
        "id", "form", "state", "received_at", "changed_at", "reason", "attempts", "deal_id", "lead_id",
        "client_address",
        "deal",
    ]

    let cells: [String]
    /// The fields as they came, by their names; of a JSON payload each value by its path. Values of one name stand in one cell.
    private(set) var fields: [String: String] = [:]
    /// Their names in order.
    private(set) var names: [String] = []

    init(_ kept: KeptSubmission) {
        let submission = kept.submission
        cells = [
            submission.id.description, submission.form, submission.state.rawValue, submission.receivedAt.description,
            submission.changedAt.description, submission.reason ?? "", "\(submission.attempts)",
            submission.dealID.map(String.init) ?? "", submission.leadID.map(String.init) ?? "",
            submission.clientAddress, submission.deal.map { SubmissionText.sent($0) } ?? "",
        ]
        switch StoredPayload.read(submission) {
        case .fields(let form):
            for entry in form.entries { add(form.name(of: entry), Self.text(of: entry, in: form, submission.files)) }
        case .json(let document): add(document.root, at: "")
        case nil: break
        }
    }

    /// A file's is its name and size, and what it is called in the folder beside the store.
    private static func text(of entry: FormFields.Entry, in form: FormFields, _ files: [StoredFile]) -> String {
        guard let index = entry.file, files.indices.contains(index), !files[index].name.isEmpty else {
            return form.value(of: entry)
        }
        let file = files[index]
        return "\(file.name) (\(FileSize.text(file.size))\(file.key.map { ", kept as \($0)" } ?? ", not kept"))"
    }

    private mutating func add(_ name: String, _ value: String) {
        if let known = fields[name] {
            fields[name] = known + "\n" + value
        } else {
            fields[name] = value
            names.append(name)
        }
    }

    private mutating func add(_ value: JSONValue, at path: String) {
        switch value.kind {
        case .object:
            for (name, member) in value.members { add(member, at: path.isEmpty ? name : "\(path).\(name)") }
        case .array:
            // Elements share a column: their number says nothing to a table.
            for element in value.elements { add(element, at: path + "[]") }
        case .string: add(path, value.string ?? "")
        case .number: add(path, value.numberText ?? "")
        case .boolean: add(path, value.boolean == true ? "true" : "false")
        case .null: add(path, "")
        }
    }
}
