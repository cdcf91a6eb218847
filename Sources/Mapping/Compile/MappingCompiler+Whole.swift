import BoardCRM

extension MappingCompiler {
    /// What the form says about a submission as a whole. Rules that only gather text are added to `rules`.
    mutating func whole(of definition: MappingDefinition, _ rules: inout [Rule]) -> WholeRules? {
        let written = definition.whole
        let each = written.each.flatMap { self.each($0) }
        let conditions = written.ignoreIf.compactMap { condition($0) }
        let key = written.dedupeKey.compactMap { wholePath($0) }
        let gathering = self.gathering(of: definition, &rules)
        let demands = written.requiredOneOf.compactMap { demand($0, of: definition, rules) }
        if each == nil, conditions.isEmpty, key.isEmpty, gathering == nil, demands.isEmpty { return nil }
        return WholeRules(each: each, ignoreIf: conditions, demands: demands, dedupeKey: key, gathering: gathering)
    }

    /// A path outside rules.
    mutating func wholePath(_ written: Placed<String>) -> Path? {
        do {
            return try PathParser.parse(written.value, names: names)
        } catch {
            complain(error.complaint(about: "path", written.value, at: written.place))
            return nil
        }
    }

    private mutating func each(_ written: Placed<String>) -> EachList? {
        guard let path = wholePath(written) else { return nil }
        switch path.innermostRoot {
        case .payload: return EachList(path: path)
        case .whole, .query, .context, .json, .address:
            complain("'each' is a list in what was posted, such as answers.people", at: written.place)
            return nil
        }
    }

    mutating func condition(_ written: WholeDefinition.Condition) -> Condition? {
        guard let path = wholePath(written.path) else { return nil }
        var words: [String] = []
        if !written.equals.isEmpty { words.append("is " + Self.oneOf(written.equals)) }
        if !written.not.isEmpty { words.append("is not " + Self.oneOf(written.not)) }
        if !written.contains.isEmpty { words.append("contains " + Self.oneOf(written.contains)) }
        if let exists = written.exists { words.append(exists.value ? "is there" : "is not there") }
        if words.isEmpty {
            complain("a condition says what it looks for: equals, not, contains or exists", at: written.path.place)
            return nil
        }
        for empty in (written.equals + written.not + written.contains) where Piece(empty.value).isBlank {
            complain(
                "nothing can be told by an empty text; for a field that is not there write exists: false",
                at: empty.place)
        }
        return Condition(
            path: path, equals: written.equals.map { Array(Piece($0.value).trimmed.string.utf8) },
            not: written.not.map { Array(Piece($0.value).trimmed.string.utf8) },
            contains: written.contains.map { Array($0.value.utf8) }, exists: written.exists?.value,
            words: "'\(path.name)' \(words.joined(separator: " and "))")
    }

    private static func oneOf(_ texts: [Placed<String>]) -> String {
        texts.map { "'\($0.value)'" }.joined(separator: " or ")
    }

    // MARK: - One of several

    private mutating func demand(
        _ written: Placed<[Placed<String>]>, of definition: MappingDefinition, _ rules: [Rule]
    ) -> Demand? {
        guard written.value.count > 1 else {
            complain(
                "'required_one_of' has at least two targets; for one write required: true in its rule",
                at: written.place)
            return nil
        }
        var found: [Int] = []
        for name in written.value {
            guard let target = target(name, among: rules) else { continue }
            guard let index = rules.firstIndex(where: { $0.target == target }), !rules[index].isOnlyGathered else {
                // A rule that is there and broken is told as that.
                if !definition.namedRules(where: { _ in true }).contains(where: { $0.0 == target.path }) {
                    complain("no rule sets \(target.path), so it can never be there", at: name.place)
                }
                continue
            }
            let rule = rules[index]
            if found.contains(index) {
                complain("\(target.path) stands here twice", at: name.place)
            } else if rule.isAlwaysThere {
                complain("\(target.path) is always there, so 'required_one_of' has no use", at: name.place)
            }
            found.append(index)
        }
        guard found.count == written.value.count else { return nil }
        let fields = found.map { rules[$0].formFields.first ?? rules[$0].targetPath.description }
        let others = fields.dropFirst().filter { $0 != fields[0] }
        return Demand(
            rules: found,
            problem: Problem(
                field: fields[0], target: rules[found[0]].targetPath,
                message: ([Refusal.required] + others).joined(separator: ", or ")))
    }
}

extension Rule {
    /// Whether no submission is mapped without its value.
    fileprivate var isAlwaysThere: Bool {
        if case .constant = source { return true }
        return isRequired || defaultValue != nil
    }

    /// Whether it has no value of its own, and only text that is gathered goes to it.
    var isOnlyGathered: Bool {
        if case .paths(let paths) = source { paths.isEmpty } else { false }
    }
}
