internal import BoardCRM
internal import Mapping

/// Which value of a sample goes where.
struct DraftPlan {
    let sample: Sample
    private(set) var lead: [DraftRule] = []
    private(set) var fields: [DraftRule] = []
    /// The names of what is left out, and is not shown because it may be secret.
    private(set) var leftOut: [String] = []

    private let form: String
    private let trial: PathTrial
    private var isTaken: [Bool]
    private var aliases: Set<String> = []

    init(_ sample: Sample, form: String) {
        self.sample = sample
        self.form = form
        trial = PathTrial(payload: sample.payload)
        isTaken = Array(repeating: false, count: sample.found.count)
    }

    /// Settles every value.
    mutating func settle() {
        name()
        one(.email, "email", type: "email")
        one(.phone, "phone", type: "phone")
        one(.phone, "add_phone", type: "phone")
        one(.organization, "organization")
        one(.position, "position")
        one(.website, "website")
        for network in ["skype", "telegram", "facebook", "vk"] { one(.network(network), network) }
        title()
        if let message = best(.message) { field(message, alias: "description") }
        for index in sample.found.indices where !isTaken[index] { other(index) }
        leftOut += sample.unreachable
    }

    // MARK: - The lead

    private mutating func name() {
        let whole = best(.fullName)
        let some = best(.someName)
        let first = best(.firstName)
        let last = best(.lastName)
        if let whole { return take(whole, lead: "name") }
        switch (some, first, last) {
        case (_, let first?, let last?), (let first?, nil, let last?): name(first, last)
        // `nom` beside `prénom` is the last name.
        case (let last?, let first?, nil): name(first, last)
        case (let only?, nil, nil), (nil, let only?, nil), (nil, nil, let only?): take(only, lead: "name")
        case (nil, nil, nil): break
        }
    }

    private mutating func name(_ first: Int, _ last: Int) {
        let found = [sample.found[first], sample.found[last]]
        let saw = found.map(\.leaf.value).filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: " ")
        let rule = DraftRule(
            target: "name", source: .template(found.map { "{\($0.path)}" }.joined(separator: " ")), saw: saw)
        let isEmpty = found.allSatisfy(\.leaf.isBlank)
        guard isEmpty || trial.value(of: rule.definition) != nil else { return take(first, lead: "name") }
        lead.append(rule)
        isTaken[first] = true
        isTaken[last] = true
    }

    private mutating func one(_ meaning: Meaning, _ target: String, type: String? = nil) {
        if let index = best(meaning) { take(index, lead: target, type: type) }
    }

    private mutating func take(_ index: Int, lead target: String, type: String? = nil) {
        lead.append(rule(index, target, type))
        isTaken[index] = true
    }

    // MARK: - The deal's fields

    /// A board shows its deals by their titles.
    private mutating func title() {
        if let topic = best(.topic) { return field(topic, alias: "title") }
        guard let name = lead.first(where: { $0.target == "name" || $0.target == "email" }) else { return }
        let path: String
        switch name.source {
        case .path(let text): path = "{\(text)}"
        case .template(let text): path = text
        }
        let rule = DraftRule(target: "title", source: .template("\(form): \(path)"), saw: name.saw)
        guard trial.value(of: rule.definition) != nil else { return }
        aliases.insert("title")
        fields.append(rule)
    }

    private mutating func field(_ index: Int, alias: String, type: String? = nil) {
        aliases.insert(alias)
        fields.append(rule(index, alias, type))
        isTaken[index] = true
    }

    private mutating func other(_ index: Int) {
        let found = sample.found[index]
        switch found.meaning {
        case .machinery, .bookkeeping: leftOut.append(found.leaf.title)
        case .attribution(let name): field(index, alias: alias(for: name))
        case .date: field(index, alias: alias(for: found.leaf.title), type: "datetime")
        default:
            let type: String? =
                switch found.leaf.kind {
                case .number: "number"
                case .boolean: "boolean"
                case .text, .list, .nothing: nil
                }
            field(index, alias: alias(for: found.leaf.title), type: type)
        }
    }

    /// An alias that a board may have: 1 to 15 of `a-z 0-9 _`, each once.
    private func alias(for title: String) -> String {
        var letters = ""
        for scalar in title.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": letters.unicodeScalars.append(scalar)
            default: if !letters.isEmpty, !letters.hasSuffix("_") { letters += "_" }
            }
        }
        while letters.hasSuffix("_") { letters.removeLast() }
        let wanted = letters.isEmpty ? "field" : String(letters.prefix(15))
        var alias = wanted
        var number = 2
        while aliases.contains(alias) {
            alias = String(wanted.prefix(14 - String(number).count)) + "_\(number)"
            number += 1
        }
        return alias
    }

    // MARK: - Choosing

    /// The first of that meaning that is not taken, one that holds something before one that is empty.
    private func best(_ meaning: Meaning) -> Int? {
        let all = sample.found.indices.filter { !isTaken[$0] && sample.found[$0].meaning == meaning }
        return all.first { !sample.found[$0].leaf.isBlank } ?? all.first
    }

    /// A rule, with its type if the sample's value fits that.
    private func rule(_ index: Int, _ target: String, _ type: String?) -> DraftRule {
        let found = sample.found[index]
        var rule = DraftRule(target: target, source: .path(found.path), type: type, saw: found.leaf.value)
        if let label = found.leaf.label, found.path.firstRange(of: label) == nil { rule.label = label }
        if type != nil, !found.leaf.isBlank, trial.value(of: rule.definition) == nil { rule.type = nil }
        return rule
    }
}
