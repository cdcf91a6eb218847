import BoardCRM

extension Ledger {
    /// Runs one method on parameters that came with a valid token, which is not among them any more.
    mutating func run(
        _ method: SandboxMethod, _ parameters: SandboxValue, format: BodyFormat, at time: Int64
    ) -> Reply {
        switch method {
        case .offerCreate: createOffer(parameters, format: format, at: time)
        case .offerGet: find(parameters, "Deal not found") { deal($0).map(answer) }
        case .offerExport: exportOffers(parameters)
        case .fieldList: .data(.object(board.fields.map { .init(name: $0.id.description, value: $0.answer) }))
        case .leadList: quirks.listsLeads ? listLeads(parameters) : .unknownMethod
        case .leadGet: find(parameters, "Lead not found") { lead($0).map(answer) }
        case .commentCreate: createComment(parameters, at: time)
        }
    }

    /// By itself, so that the reader's view of the ledger has gone before a deal is added: else each would copy all deals.
    private func read(_ parameters: SandboxValue) -> (OfferDraft?, [AttributeError]) {
        var reader = OfferReader(ledger: self)
        let draft = reader.read(parameters)
        return (draft, reader.errors)
    }

    private mutating func createOffer(_ parameters: SandboxValue, format: BodyFormat, at time: Int64) -> Reply {
        let (draft, errors) = read(parameters)
        guard let draft else { return .invalid(errors) }
        guard let deal = add(draft, format: format, parameters: parameters, at: time) else {
            return .malformed("The board is full")
        }
        return .data(answer(deal))
    }

    private func find(
        _ parameters: SandboxValue, _ notFound: String, _ look: (Identifier) -> SandboxValue?
    ) -> Reply {
        guard let id = parameters["id"]?.integer.flatMap({ Identifier($0) }) else {
            return .invalid([AttributeError(path: TargetPath("id"), message: "Id must be an integer of at least 1")])
        }
        return look(id).map { .data($0) }
            ?? .invalid([AttributeError(path: TargetPath("id"), message: notFound)])
    }

    /// The newest leads come first (inferred) unless the quirks say otherwise, `limit` 1 to 1,000 of them, 20 unless told.
    private func listLeads(_ parameters: SandboxValue) -> Reply {
        var errors: [AttributeError] = []
        func number(_ name: String, _ range: ClosedRange<Int64>, default standard: Int64) -> Int {
            guard let value = parameters[name], value != .null else { return Int(standard) }
            guard let number = value.integer, range.contains(number) else {
                let rule = "Must be an integer from \(range.lowerBound) to \(range.upperBound)"
                errors.append(AttributeError(path: TargetPath(name), message: rule))
                return Int(standard)
            }
            return Int(number)
        }
        let limit = min(number("limit", 1...1000, default: 20), quirks.leadsOnAPage ?? .max)
        let page = number("page", 1...1_000_000, default: 1)
        guard errors.isEmpty else { return .invalid(errors) }
        let shown = leadsInOrder.dropFirst((page - 1) * limit).prefix(limit)
        return .data(["leads": .array(shown.map(answer)), "total": .integer(Int64(leads.count))])
    }

    private var leadsInOrder: [SandboxLead] {
        switch quirks.leadOrder {
        case .newestFirst: leads.reversed()
        case .oldestFirst: leads
        case .byName: leads.sorted { ($0[.name] ?? "") < ($1[.name] ?? "") }
        }
    }

    private mutating func createComment(_ parameters: SandboxValue, at time: Int64) -> Reply {
        var errors: [AttributeError] = []
        let dealID = parameters["offer_id"]?.integer.flatMap { Identifier($0) }
        if dealID.flatMap(deal) == nil {
            errors.append(AttributeError(path: TargetPath("offer_id"), message: "Deal not found"))
        }
        let text = parameters["text"]?.text ?? ""
        if !(1...2500).contains(text.count) {
            let rule = "Text must be a string of 1 to 2500 characters"
            errors.append(AttributeError(path: TargetPath("text"), message: rule))
        }
        guard errors.isEmpty, let dealID, let id = addComment(to: dealID) else { return .invalid(errors) }
        let now = SandboxValue.text(created(time))
        return .data([
            "id": .integer(id), "offer_id": .integer(dealID.value), "text": .text(text), "created_at": now,
            "updated_at": now,
        ])
    }
}
