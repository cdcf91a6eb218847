public import BoardCRM
public import Mapping

/// Compares a form's rules with the fields that the board has. Pure: what is asked of the board comes in, complaints go out.
///
/// An error is what the CRM will surely refuse, a warning what it will refuse of some submissions, and what cannot be known is said to be
/// unknown.
public struct BoardFit: Sendable {
    private let dealFields: [BoardField]
    private let leadFields: [BoardField]
    /// In JSON a number is no text; the other formats have nothing but text.
    private let tellsNumbersFromText: Bool

    /// - Parameters:
    ///   - fields: the board's fields, as `field/list` answers.
    ///   - format: how calls are written.
    public init(fields: [BoardField], format: BodyFormat) {
        // `offer` and `lead` are what the API itself calls them; what says nothing is taken for a deal's (inferred).
        leadFields = fields.filter { $0.entity.lowercased() == "lead" }
        dealFields = fields.filter { $0.entity.lowercased() != "lead" }
        tellsNumbersFromText = format == .json
    }

    /// What of a form's rules does not fit, or is not known to, in the order of the file.
    public func complaints(about form: FormSettings) -> [Complaint] {
        let outlines = form.mapping.outlines
        var complaints: [Complaint] = []
        for outline in outlines {
            switch outline.target.steps.first {
            case "fields": complaints += self.complaints(about: outline, among: dealFields)
            case "lead": complaints += self.complaints(aboutLead: outline)
            case "column_id":
                // No call of the API lists a board's columns.
                complaints.append(
                    Complaint(
                        "whether the board has this column: the CRM does not tell its columns", at: outline.place,
                        .unknown))
            default: break
            }
        }
        let place = outlines.first?.place ?? Place(file: "forms/\(form.name).yaml", line: 1, column: 1)
        complaints += missing(outlines, dealFields, under: "fields", at: place)
        if !outlines.contains(where: { $0.target == .leadID }) {
            complaints += missing(outlines, leadFields, under: "lead", at: place)
        }
        return complaints.inOrder
    }

    /// What keeps the field of `crm.reference` from carrying a submission's id: nothing at all would be delivered.
    public func complaint(aboutReference alias: Alias, at place: Place) -> Complaint? {
        let use = "it is crm.reference, which carries each submission's id; make a text field for it"
        guard let field = dealFields.first(where: { $0.alias == alias }) else {
            return Complaint("the board's deals have no field '\(alias)'\(hint(for: alias.text)): \(use)", at: place)
        }
        if field.isProtected {
            return Complaint("the board protects '\(alias)', and nothing can be sent for it: \(use)", at: place)
        }
        if let kind = BoardFieldKind(word: field.type), kind != .text {
            return Complaint("the board's '\(alias)' is \(kind.rawValue): \(use)", at: place)
        }
        guard let most = field.maxLength, most < Self.idLength else { return nil }
        return Complaint(
            "the board takes at most \(most) characters for '\(alias)', and an id has \(Self.idLength): \(use)",
            at: place)
    }

    /// A UUID as text.
    private static let idLength = 36

    /// A lead's attributes are the API's own; boards that list them say how long they may be.
    private func complaints(aboutLead outline: RuleOutline) -> [Complaint] {
        guard let name = outline.target.steps.last, leadFields.contains(where: { $0.alias?.text == name }) else {
            return []
        }
        return complaints(about: outline, among: leadFields)
    }

    private func complaints(about outline: RuleOutline, among fields: [BoardField]) -> [Complaint] {
        let name = outline.target.steps.last ?? ""
        guard let field = fields.first(where: { $0.alias?.text == name }) else {
            return [Complaint("the board's deals have no field '\(name)'\(hint(for: name))", at: outline.place)]
        }
        if field.isProtected {
            return [Complaint("the board protects '\(name)': nothing can be sent for it", at: outline.place)]
        }
        var complaints: [Complaint] = []
        if field.isHidden {
            complaints.append(
                Complaint("the board hides '\(name)': nobody sees what is sent for it", at: outline.place, .warning))
        }
        if field.isRequired, !outline.isAlwaysSent {
            complaints.append(
                Complaint(
                    "the board demands '\(name)', and a submission may come without it; write required: true, or a default",
                    at: outline.place, .warning))
        }
        return complaints + kinds(outline, field, name) + length(outline, field, name)
    }

    private func hint(for name: String) -> String {
        let known = dealFields.compactMap(\.alias?.text)
        if let nearest = NearestWord.find(name, among: known) { return "; did you mean '\(nearest)'?" }
        if leadFields.contains(where: { $0.alias?.text == name }) || LeadAttribute(rawValue: name) != nil {
            return "; its leads have it, so it belongs under 'lead'"
        }
        if known.isEmpty { return ", nor any other" }
        // A long list helps nobody.
        return known.count > 20
            ? "; it has \(known.count) others" : "; it has \(known.sorted().joined(separator: ", "))"
    }

    private func kinds(_ outline: RuleOutline, _ field: BoardField, _ name: String) -> [Complaint] {
        guard let kind = BoardFieldKind(word: field.type) else {
            let word =
                field.type.isEmpty
                ? "the board does not tell its type" : "the board calls its type '\(field.type.prefix(40))'"
            return [Complaint("whether '\(name)' takes what this rule sends: \(word)", at: outline.place, .unknown)]
        }
        // The lead's attributes are always sent as text.
        if outline.target.steps.first == "lead", kind == .text { return [] }
        if kind == .text, !tellsNumbersFromText { return [] }
        return outline.kinds.filter { !kind.takes($0) }.sorted { $0.rawValue < $1.rawValue }.map { sent in
            let what = "the board's '\(name)' is \(kind.rawValue), and this rule sends \(sent.words)"
            return Complaint(
                "\(what); write type: \(kind.ruleType)", at: outline.place, kind == .text ? .warning : .error)
        }
    }

    private func length(_ outline: RuleOutline, _ field: BoardField, _ name: String) -> [Complaint] {
        guard let most = field.maxLength, outline.kinds.contains(.text) else { return [] }
        let limit = "the board takes at most \(most) characters for '\(name)'"
        guard let longest = outline.maximumLength else {
            let way =
                outline.isLink
                ? "a link that is cut leads nowhere: make that field longer, or refuse longer ones with max_length: \(most), overflow: refuse"
                : "write max_length: \(most)"
            return [Complaint("\(limit), and this rule may send more; \(way)", at: outline.place, .warning)]
        }
        return longest > most ? [Complaint("\(limit), and this rule sends up to \(longest)", at: outline.place)] : []
    }

    /// The fields that the board demands and no rule sets.
    private func missing(
        _ outlines: [RuleOutline], _ fields: [BoardField], under section: String, at place: Place
    ) -> [Complaint] {
        let set = Set(outlines.filter { $0.target.steps.first == section }.compactMap(\.target.steps.last))
        return fields.filter { $0.isRequired && !$0.isProtected }.compactMap { field in
            guard let alias = field.alias?.text else {
                return Complaint(
                    "whether deals are taken: the board demands a field '\(field.title.prefix(40))' that has no alias",
                    at: place,
                    .unknown)
            }
            if set.contains(alias) { return nil }
            return Complaint(
                "the board demands '\(alias)', and no rule sets it; write one under '\(section)'", at: place)
        }
    }
}

extension RuleOutline.Kind {
    /// What a rule sends, in a complaint.
    fileprivate var words: String {
        switch self {
        case .text: "text"
        case .number: "a number"
        case .boolean: "true or false"
        case .dateTime: "a date and time"
        }
    }
}
