import BoardCRM

/// Explains one rule: each step's value is what the mapping itself makes of the rule's parts up to there.
struct RuleExplainer {
    let trial: RuleTrial
    let definition: RuleDefinition
    let target: Target

    func explanation() -> Explanation.Rule {
        let outcome = trial.outcome(of: definition, for: target)
        let result: Explanation.Result =
            switch outcome {
            case .value(let value): .sent(value)
            case .nothing, .unknown: .leftOut
            case .problem(let problem): .problem(field: problem.field, message: problem.message)
            }
        let paths = paths()
        var rule = Explanation.Rule(
            target: target.path, place: definition.place, paths: paths, steps: steps(outcome), result: result,
            hint: hint(paths) ?? hint(result, paths))
        if case .jq(let program) = definition.source, case .sent = result {
            rule.takes = definition.takes?.map(\.value) ?? JQReads.paths(of: program.value) ?? []
        }
        return rule
    }

    // MARK: - Source

    private func paths() -> [Explanation.TriedPath] {
        switch definition.source {
        case .paths(let written):
            var tried: [Explanation.TriedPath] = []
            for path in written {
                let next = self.tried(path.value)
                tried.append(next)
                switch next.finding {
                case .nothing, .ambiguous: continue
                case .value, .unfit: return tried
                }
            }
            return tried
        case .template(let written):
            guard let template = try? Template(parsing: written.value, names: trial.names) else { return [] }
            var seen: Set<String> = []
            return template.paths.map(\.written).filter { seen.insert($0).inserted }.map(tried)
        case .constant, .jq: return []
        }
    }

    private func tried(_ path: String) -> Explanation.TriedPath {
        let source = RuleDefinition.Source.paths([Placed(path, at: definition.place)])
        let finding: Explanation.Finding =
            switch trial.outcome(of: RuleDefinition(source, at: definition.place)) {
            case .value(let value): .value(value.plainText)
            case .nothing, .unknown: .nothing
            case .problem(let problem): .unfit(problem.message)
            }
        var tried = Explanation.TriedPath(path: path, finding: finding)
        guard let parsed = try? PathParser.parse(path, names: trial.names) else { return tried }
        if case .nothing = finding, let names = trial.resolver.ambiguousNames(parsed) {
            return Explanation.TriedPath(path: path, finding: .ambiguous(names))
        }
        tried.loosely = trial.resolver.namesLike(parsed)
        return tried
    }

    // MARK: - Steps

    private func steps(_ outcome: RuleTrial.Outcome) -> [Explanation.Step] {
        var steps: [Explanation.Step] = []
        var parts = RuleDefinition(definition.source, at: definition.place)
        switch definition.source {
        case .template(let text): add("template: \"\(text.value)\"", parts, to: &steps)
        case .jq(let program): add("jq: \(program.value)", parts, to: &steps)
        case .paths, .constant: break
        }
        let isThere = if case .value = trial.outcome(of: parts) { true } else { false }
        if case .constant = definition.source { return steps }
        if isThere {
            for transform in definition.transforms {
                parts.transforms.append(transform)
                add(words(transform.value), parts, to: &steps)
            }
            if !definition.choices.isEmpty {
                steps.append(Explanation.Step(part: "choices", value: text(of: withoutLimit)))
            } else if let type = definition.type?.value ?? target.onlyTypes.first?.rawValue {
                steps.append(Explanation.Step(part: typeWords(type), value: text(of: withoutLimit)))
            }
            if let limit = definition.maximumLength {
                let overflow = definition.overflow.map { ", overflow: \($0.value)" } ?? ""
                steps.append(Explanation.Step(part: "max_length: \(limit.value)\(overflow)", value: outcome.text))
            }
        } else if let fallback = definition.defaultValue, case .value(let value) = outcome {
            steps.append(Explanation.Step(part: "default: \(fallback.value.plainText)", value: value.plainText))
        }
        return steps
    }

    private func add(_ part: String, _ parts: RuleDefinition, to steps: inout [Explanation.Step]) {
        steps.append(Explanation.Step(part: part, value: trial.outcome(of: parts).text))
    }

    /// All of the rule but what comes last.
    private var withoutLimit: RuleDefinition {
        var parts = definition
        parts.maximumLength = nil
        parts.overflow = nil
        return parts
    }

    private func text(of parts: RuleDefinition) -> String? { trial.outcome(of: parts, for: target).text }

    private func typeWords(_ type: String) -> String {
        let options = [
            ("region", definition.region), ("zone", definition.zone), ("from_zone", definition.fromZone),
            ("decimal", definition.decimal), ("separator", definition.separator),
        ]
        return "type: \(type)" + options.compactMap { name, value in value.map { ", \(name): \($0.value)" } }.joined()
    }

    private func words(_ transform: TransformCall) -> String {
        switch transform {
        case .text(let text): text
        case .call(let name, let arguments):
            "\(name.value): "
                + arguments.map { ($0.label.map { "\($0.value): " } ?? "") + $0.value.value }.joined(separator: ", ")
        }
    }
}

extension RuleTrial.Outcome {
    /// The value as text; nil where there is none.
    fileprivate var text: String? {
        if case .value(let value) = self { value.plainText } else { nil }
    }
}
