internal import BoardCRM
internal import Mapping

/// Which value of a sample goes where.
struct DraftPlan {
    let sample: Sample
    private(set) var lead: [DraftRule] = []
    private(set) var fields: [DraftRule] = []
    /// What `rest` makes of the sample, line by line, and what of it is empty there.
    private(set) var rest: [String] = []
    /// Paths to what nobody wrote: `rest` leaves it out, and it is not shown because it may be secret.
    private(set) var except: [String] = []
    /// The names of what `rest` leaves out by itself, or of what no path leads to.
    private(set) var leftOut: [String] = []
    /// What else a rule could make of the rest.
    private(set) var hints: [String] = []
    /// Paths to what may be fields that no visitor sees, to find robots by.
    private(set) var traps: [String] = []

    private let form: String
    let trial: PathTrial
    private(set) var isTaken: [Bool]

    init(_ sample: Sample, form: String) {
        self.sample = sample
        self.form = form
        trial = PathTrial(payload: sample.payload, sender: sample.sender)
        isTaken = Array(repeating: false, count: sample.found.count)
    }

    /// Settles every value.
    mutating func settle() {
        name()
        one(.email, "email", type: "email")
        phone("phone")
        phone("add_phone")
        one(.organization, "organization")
        one(.position, "position")
        one(.website, "website")
        for network in ["skype", "telegram", "facebook", "vk"] { one(.network(network), network) }
        title()
        if let message = message() { field(message, alias: "description") }
        leftOver()
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
        case (nil, nil, nil):
            if let (first, last) = numberedName() {
                name(first, last)
            } else if let guess = best(.nameByLook) {
                take(guess, lead: "name", note: "by its look alone")
            }
        }
    }

    /// The longest of what visitors write by hand, before what they may have picked.
    private func message() -> Int? {
        let all = sample.found.indices.filter { !isTaken[$0] && sample.found[$0].meaning == .message }
        let ranked = all.map { index in
            let leaf = sample.found[index].leaf
            return (isOwn: Words(leaf.title).has(Vocabulary.ownWords), length: leaf.value.count, index: index)
        }
        let best = ranked.max { ($0.isOwn ? 1 : 0, $0.length, -$0.index) < ($1.isOwn ? 1 : 0, $1.length, -$1.index) }
        // One that the sample leaves empty is better than one that was picked, and worse than one that was written.
        return best?.index
    }

    /// A field's parts by number, as Gravity Forms sends a name: `1.3` is the first, `1.6` the last. An address has a `.1` besides.
    private func numberedName() -> (first: Int, last: Int)? {
        let titles = sample.found.map(\.leaf.title)
        for (first, title) in titles.enumerated() where title.hasSuffix(".3") && !isTaken[first] {
            let number = title.dropLast(2)
            guard !number.isEmpty, number.allSatisfy(\.isNumber), !titles.contains("\(number).1"),
                let last = titles.firstIndex(of: "\(number).6"), !isTaken[last]
            else { continue }
            let values = [first, last].map { sample.found[$0].leaf.value }
            if values.allSatisfy({ $0.contains(where: \.isLetter) && !$0.contains(where: \.isNumber) }) {
                return (first, last)
            }
        }
        return nil
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

    mutating func add(_ rule: DraftRule, taking parts: [Int]) {
        lead.append(rule)
        for part in parts { isTaken[part] = true }
    }

    mutating func take(_ index: Int, lead target: String, type: String? = nil, note: String? = nil) {
        var rule = rule(index, target, type)
        rule.note = note
        lead.append(rule)
        isTaken[index] = true
    }

    // MARK: - The deal's fields

    /// In characters, as boards have it.
    private static let longestTitle = 255

    /// A board shows its deals by their titles.
    private mutating func title() {
        if let topic = best(.topic) { return field(topic, alias: "title") }
        guard let name = lead.first(where: { $0.target == "name" || $0.target == "email" }) else { return }
        let path: String
        switch name.source {
        case .path(let text): path = "{\(text)}"
        case .template(let text): path = text
        }
        var rule = DraftRule(target: "title", source: .template("\(form): \(path)"), saw: name.saw)
        rule.maximumLength = Self.longestTitle
        guard trial.value(of: rule.definition) != nil else { return }
        fields.append(rule)
    }

    /// Only what every board has: another alias would be refused until someone makes the field.
    private mutating func field(_ index: Int, alias: String) {
        var rule = rule(index, alias, nil)
        if alias == "title" { rule.maximumLength = Self.longestTitle }
        fields.append(rule)
        isTaken[index] = true
    }

    // MARK: - The rest

    /// All else stays with the deal as lines: which they are is seen by making them.
    private mutating func leftOver() {
        let open = sample.found.indices.filter { !isTaken[$0] }
        for found in open.map({ sample.found[$0] })
        where found.isNobodys && sample.sender?.isWithin(found.leaf) != false {
            if trial.isTechnical(found.leaf, found.path) {
                leftOut.append(found.leaf.title)
            } else {
                let path = sample.outermost(found)
                if !except.contains(path) { except.append(path) }
            }
        }
        if sample.sender?.within.isEmpty != false { leftOut += sample.unreachable }
        hints = dates(among: open) + campaigns(among: open)
        traps = self.traps(among: open)
        rest = trial.rest(besides: lead + fields, except: except).filter { line in
            !Words(String(line.prefix { $0 != ":" })).has(Vocabulary.machinery)
        }
        for found in open.map({ sample.found[$0] })
        where found.leaf.isBlank && !found.isNobodys && sample.sender?.isWithin(found.leaf) != false {
            rest.append("\(found.leaf.title): (empty in the sample)")
        }
    }

    // MARK: - Choosing

    /// The first of that meaning that is not taken, one that holds something before one that is empty.
    func best(_ meaning: Meaning) -> Int? {
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
