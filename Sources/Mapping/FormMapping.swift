public import BoardCRM
public import Wire

/// The rules of one form, compiled once, when the configuration is read; used from any thread.
public struct FormMapping: Sendable {
    let rules: [Rule]
    /// The same rules, as far as they are plain.
    let plainRules: [PlainRule]
    /// The parts of the plain rules' templates.
    let plainParts: [PlainPart]
    /// The texts that plain rules write, and room behind them for a look at a word.
    let plainTexts: [UInt8]
    /// What the form says about a submission as a whole; nil where it says nothing.
    let whole: WholeRules?
    /// How what is only announced is fetched, before anything is mapped; nil where all of it comes.
    public let fetch: FetchRules?
    /// The paths that lead to files alone; nil for a form that keeps none.
    var filePaths: FilePaths?

    /// Where each target's rule is written.
    private let places: [Target: Place]
    /// The headers, cookies and facts that the rules use, each once: what must be kept to map a submission again.
    public let contextNames: [MappingContext.Name]
    /// Whether a rule uses the request target's query.
    public let usesQuery: Bool

    /// `places` says where each target's rule is written.
    init(
        rules: [Rule], whole: WholeRules? = nil, fetch: FetchRules? = nil, keepsFiles: Bool = false,
        places: [Target: Place] = [:]
    ) {
        self.rules = rules
        var (texts, parts): ([UInt8], [PlainPart]) = (DealWriter.openings, [])
        plainRules = rules.map { PlainRule($0, texts: &texts, parts: &parts) }
        plainParts = parts
        plainTexts = texts + JSONWriter.room
        self.whole = whole
        self.fetch = fetch
        filePaths = keepsFiles ? FilePaths(rules.flatMap(\.paths) + (whole?.paths ?? [])) : nil
        self.places = places
        var usesQuery = false
        var names: [MappingContext.Name] = []
        func note(_ paths: [Path]) {
            for path in paths {
                switch path.innermostRoot {
                case .query: usesQuery = true
                case .context(let name): if !names.contains(name) { names.append(name) }
                case .payload, .whole, .json, .address: break
                }
            }
        }
        for rule in rules { note(rule.paths) }
        note(whole?.paths ?? [])
        note(fetch?.address.paths ?? [])
        self.usesQuery = usesQuery
        contextNames = names
    }

    /// What is known of each rule before a submission comes, in the order of the CRM's request. Made when it is asked for: only who
    /// looks at the board wants it.
    public var outlines: [RuleOutline] {
        let gathered = whole?.gathering?.slots ?? []
        return rules.enumerated().map { index, rule in
            let outline = rule.outline(at: places[rule.target] ?? Place(file: "", line: 1, column: 1))
            return gathered.first { $0.rule == index }.map { outline.gathering($0.limit.maximum) } ?? outline
        }
    }

    /// Whether any rule reads something of a post: with constants alone every post is of a shape that is not known.
    public var readsPost: Bool {
        whole?.gathering != nil
            || rules.contains { rule in
                if case .constant = rule.source { false } else { true }
            }
    }

    /// Makes a deal of a submission, or says what is wrong with it, field by field. Pure; it never blocks.
    public func map(_ payload: Payload, context: MappingContext = .empty) -> MappingResult {
        map(PostPart(payload), context: context)
    }

    /// Makes a deal of one part of a post. Pure; it never blocks.
    public func map(_ part: PostPart, context: MappingContext = .empty) -> MappingResult {
        var resolver = Resolver(part, context, files: filePaths)
        let (values, problems) = evaluate(&resolver)
        return problems.isEmpty ? .mapped(deal(of: values)) : .problems(problems.map(part.named))
    }

    /// A deal of what could be mapped, whatever is wrong with the rest; without `rest` and its like where anything is. For a person who
    /// mends it: it may lack its column.
    public func draft(_ part: PostPart, context: MappingContext = .empty) -> MappedDeal {
        var resolver = Resolver(part, context, files: filePaths)
        return deal(of: evaluate(&resolver).values)
    }

    private func deal(of values: [ReadValue?]) -> MappedDeal {
        var mapped = MappedDeal(deal: Deal())
        var lead = Lead()
        for (rule, value) in zip(rules, values) {
            if let value { mapped.set(rule.target, to: value.typed, by: rule, lead: &lead) }
        }
        if !lead.attributes.isEmpty { mapped.deal.lead = lead }
        return mapped
    }

    /// The names of the form's fields that feed a target or anything in it (`lead`), in the order in which they are tried:
    /// to put what the CRM says about an attribute into the form's words. Empty for a target with no rule or a constant.
    public func formFields(feeding target: TargetPath) -> [String] {
        guard !target.steps.isEmpty else { return [] }
        return rules.filter { $0.targetPath.steps.starts(with: target.steps) }.flatMap(\.formFields)
            .reduce(into: []) { names, name in
                if !names.contains(name) { names.append(name) }
            }
    }
}

extension MappedDeal {
    fileprivate mutating func set(_ target: Target, to value: TypedValue, by rule: Rule, lead: inout Lead) {
        switch (target, value) {
        case (.columnID, .identifier(let identifier)): deal.columnID = identifier
        case (.leadID, .identifier(let identifier)): deal.leadID = identifier
        case (.deadline, .dateTime(let time)): deal.deadline = time
        case (.lead(let attribute), _): lead.attributes.append(attribute, value.leadValue)
        case (.field(let alias), _): deal.fields.append(alias, value.fieldValue)
        // The compiler of rules lets only ids and times come here.
        case (.columnID, _), (.leadID, _), (.deadline, _): break
        }
        if case .phone = value, case .phone(let region) = rule.type {
            phones.append(Phone(target: rule.targetPath, region: region))
        }
    }
}
