import BoardCRM

extension MappingCompiler {
    /// How long a text may become that more goes behind, where nothing says so.
    private static let usualLength = 10_000

    /// Where text is gathered. Rules for targets that have none are added.
    mutating func gathering(of definition: MappingDefinition, _ rules: inout [Rule]) -> Gathering? {
        let written = definition.whole
        let restTarget = written.rest.flatMap { gatheredTarget($0.target, what: "what no rule took", rules) }
        let restPlace = written.rest?.target.place
        var limits: [Target: Int] = [:]
        if let maximum = written.rest?.maximumLength {
            if maximum.value < 1 {
                complain("max_length is \(maximum.value); at least 1 is expected", at: maximum.place)
            }
            if let restTarget { limits[restTarget] = max(1, maximum.value) }
        }
        attributionRules(of: definition, &rules)
        let lineTarget = attributionTarget(written.attribution, restTarget, rules)
        let fileTarget = fileTarget(written.fileLines, restTarget, rules)
        var targets: [Target] = []
        for target in [restTarget, lineTarget, fileTarget] {
            if let target, !targets.contains(target) { targets.append(target) }
        }
        let cuts = self.cuts(in: definition, restTarget, rules)
        for (_, target) in cuts where !targets.contains(target) { targets.append(target) }
        guard !targets.isEmpty else { return nil }

        for target in targets where !rules.contains(where: { $0.target == target }) {
            add(
                Rule(
                    target: target, source: .paths([]), type: .text, isRequired: false, defaultValue: nil,
                    transforms: .none, choices: nil, limit: nil), to: &rules)
        }
        let place = restPlace ?? definition.place
        let slots = targets.compactMap { target in self.slot(target, limits[target], rules, at: place) }
        guard slots.count == targets.count else { return nil }
        var slotOfCut: [Int: Int] = [:]
        for (source, target) in cuts {
            guard let rule = rules.firstIndex(where: { $0.target == source }) else { continue }
            slotOfCut[rule] = targets.firstIndex(of: target)
        }
        let lines = Attribution.lines(
            besides: written.attribution?.members.map(\.name.value) ?? [], inPart: written.each != nil)
        var gathering = Gathering(
            slots: slots, slotOfCut: slotOfCut,
            attribution: lineTarget.flatMap { targets.firstIndex(of: $0) }.map { ($0, lines) },
            rest: restTarget.flatMap { targets.firstIndex(of: $0) }.map { slot in
                (
                    slot, written.rest?.except.compactMap { wholePath($0) } ?? [],
                    written.rest?.within?.compactMap { wholePath($0) } ?? []
                )
            })
        gathering.fileLines = fileTarget.flatMap { targets.firstIndex(of: $0) }
        return gathering
    }

    private mutating func fileTarget(
        _ written: WholeDefinition.FileLines?, _ rest: Target?, _ rules: [Rule]
    ) -> Target? {
        guard let written else { return nil }
        if let target = written.target { return gatheredTarget(target, what: "lines about files", rules) }
        return rest ?? gatheredTarget(Placed("lead.note", at: written.place), what: "lines about files", rules)
    }

    private func slot(_ target: Target, _ maximum: Int?, _ rules: [Rule], at place: Place) -> Gathering.Slot? {
        guard let index = rules.firstIndex(where: { $0.target == target }) else { return nil }
        return Gathering.Slot(
            rule: index,
            limit: LengthLimit(maximum: maximum ?? rules[index].limit?.maximum ?? Self.usualLength, overflow: .cut))
    }

    /// Puts a rule where the CRM's request has its target: behind the others of the lead, or of the fields.
    private func add(_ rule: Rule, to rules: inout [Rule]) {
        let end = rules.lastIndex { $0.target.group <= rule.target.group }.map { $0 + 1 } ?? 0
        rules.insert(rule, at: end)
    }

    // MARK: - What was cut

    /// Targets whose texts go somewhere else in full when they are cut, and where to.
    private mutating func cuts(
        in definition: MappingDefinition, _ rest: Target?, _ rules: [Rule]
    ) -> [(source: Target, target: Target)] {
        var cuts: [(source: Target, target: Target)] = []
        let concerns = { (rule: RuleDefinition) in
            rule.overflow != nil || rule.overflowTarget != nil || rest != nil && rule.maximumLength != nil
        }
        for (name, rule) in definition.namedRules(where: concerns) {
            if let rest, rule.overflow == nil, rule.overflowTarget == nil {
                // What is too long goes on in the rest without a word.
                guard let source = rules.first(where: { $0.targetPath == name }), source.limit?.overflow == .comment,
                    source.target != rest
                else { continue }
                cuts.append((source.target, rest))
                continue
            }
            guard rule.overflow?.value == LengthLimit.Overflow.comment.rawValue, let place = rule.overflow?.place else {
                let isTold = rule.unread.contains("overflow") || !rule.hasKnownOverflow
                if let wanted = rule.overflowTarget, !isTold {
                    complain("'overflow_to' is for overflow: comment", at: wanted.place)
                }
                continue
            }
            var target = rest
            if let wanted = rule.overflowTarget {
                guard let found = gatheredTarget(wanted, what: "a text that was cut", rules) else { continue }
                target = found
            } else if definition.whole.rest == nil, !definition.whole.isRestUnread {
                complain(
                    "overflow: comment has nowhere to put the whole text; write overflow_to: lead.note, or 'rest' for the form",
                    at: place)
            }
            guard let target, let source = rules.first(where: { $0.targetPath == name })?.target else { continue }
            if source == target {
                complain(
                    "the whole text cannot go to \(target.path), which it was too long for; another target is expected",
                    at: (rule.overflowTarget?.place ?? place))
                continue
            }
            cuts.append((source, target))
        }
        return cuts
    }

    // MARK: - What brought the visitor

    /// Rules for the names that have a target of their own.
    private mutating func attributionRules(of definition: MappingDefinition, _ rules: inout [Rule]) {
        guard let attribution = definition.whole.attribution else { return }
        let hasEach = definition.whole.each != nil
        for member in attribution.members {
            guard let paths = Attribution.paths(of: member.name.value, inPart: hasEach) else {
                let known = Attribution.names
                let meant = NearestWord.find(member.name.value, among: known).map { "did you mean '\($0)'?" }
                complain(
                    "utm has no '\(member.name.value)'; \(meant ?? "there are to, \(known.joined(separator: ", "))")",
                    at: member.name.place)
                continue
            }
            guard let target = textTarget(member.target, what: "'\(member.name.value)'", rules) else { continue }
            if let rule = rules.first(where: { $0.target == target }) {
                complain("a second rule for \(rule.targetPath)", at: member.target.place)
                continue
            }
            add(
                Rule(
                    target: target, source: .paths(paths), type: .text, isRequired: false, defaultValue: nil,
                    transforms: TransformChain([.trim]), choices: nil, limit: nil,
                    campaign: Attribution.ofCampaign.contains(member.name.value)
                        ? Attribution.campaign(inPart: hasEach) : nil), to: &rules)
        }
    }

    private mutating func attributionTarget(
        _ attribution: WholeDefinition.Attribution?, _ rest: Target?, _ rules: [Rule]
    ) -> Target? {
        switch attribution?.lines {
        case nil, .some(.none): nil
        case .auto:
            rest
                ?? gatheredTarget(
                    Placed("lead.note", at: attribution?.place ?? .init(file: "", line: 1, column: 1)), what: "utm",
                    rules)
        case .target(let written): gatheredTarget(written, what: "utm", rules)
        }
    }

    // MARK: - Targets

    /// A target by its name, as rules have it.
    mutating func target(_ written: Placed<String>, among rules: [Rule]) -> Target? {
        let steps = TargetPath(written.value).steps
        switch (steps.count, steps[0], steps.last ?? "") {
        case (1, "column_id", _): return .columnID
        case (1, "lead_id", _): return .leadID
        case (1, "deadline", _): return .deadline
        case (2, "lead", let name):
            if let attribute = LeadAttribute(rawValue: name) { return .lead(attribute) }
        case (2, "fields", let name):
            if let alias = Alias(name) { return .field(alias) }
        default: break
        }
        let known = rules.map(\.targetPath.description) + LeadAttribute.allCases.map { "lead.\($0.rawValue)" }
        // `email` is the last word of a target; any other word may be an alias.
        let own = known.first { $0.hasSuffix("." + written.value) }
        let alias = steps.count == 1 && steps[0] != "lead" && steps[0] != "fields" ? Alias(written.value) : nil
        let meant =
            own.map { "; did you mean '\($0)'?" } ?? alias.map { "; did you mean 'fields.\($0)'?" }
            ?? NearestWord.suggestion(for: written.value, among: known)
        complain(
            "'\(written.value)' is no target; one such as lead.email or fields.title is expected\(meant)",
            at: written.place)
        return nil
    }

    /// A target that text can be put into.
    private mutating func textTarget(_ written: Placed<String>, what: String, _ rules: [Rule]) -> Target? {
        guard let target = target(written, among: rules) else { return nil }
        switch target {
        case .lead, .field:
            if places[target] == nil { places[target] = written.place }
            return target
        case .columnID, .leadID, .deadline:
            complain(
                "\(what) is text, which \(target.path) does not take; one such as fields.description is expected",
                at: written.place)
            return nil
        }
    }

    /// A target that text can be put behind.
    private mutating func gatheredTarget(_ written: Placed<String>, what: String, _ rules: [Rule]) -> Target? {
        guard let target = textTarget(written, what: what, rules) else { return nil }
        guard let rule = rules.first(where: { $0.target == target }) else { return target }
        if case .text = rule.type, rule.choices == nil { return target }
        complain(
            "\(what) goes behind text, and \(target.path) has \(rule.choices == nil ? "another type" : "choices"); another target is expected",
            at: written.place)
        return nil
    }
}

extension MappingDefinition {
    /// The rules that a test lets through, each with its target.
    func namedRules(where isWanted: (RuleDefinition) -> Bool) -> [(TargetPath, RuleDefinition)] {
        var found: [(TargetPath, RuleDefinition)] = []
        if let columnID, isWanted(columnID) { found.append((.columnID, columnID)) }
        if let leadID, isWanted(leadID) { found.append((.leadID, leadID)) }
        if let deadline, isWanted(deadline) { found.append((.deadline, deadline)) }
        for member in lead where isWanted(member.rule) {
            found.append((TargetPath(steps: ["lead", member.name.value]), member.rule))
        }
        for member in fields where isWanted(member.rule) {
            found.append((TargetPath(steps: ["fields", member.name.value]), member.rule))
        }
        return found
    }
}

extension Target {
    /// In which order the CRM's request has them.
    fileprivate var group: Int {
        switch self {
        case .columnID: 0
        case .leadID: 1
        case .lead: 2
        case .field: 3
        case .deadline: 4
        }
    }
}
