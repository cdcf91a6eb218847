public import Wire
import BoardCRM

extension MappingDefinition {
    /// Explains what these rules make of a submission, rule by rule. They have to compile; nothing is explained of a rule that does not.
    ///
    /// Slow, and apart from what maps: every step is found by mapping once more with the rule's parts up to there, so that what is said here
    /// is what is done.
    public func explain(_ payload: Payload, context: MappingContext = .empty) -> Explanation {
        explain(PostPart(payload), context: context)
    }

    /// The same for one element of the list that `each` names. What stands beside the list is not among what is left over.
    public func explain(_ part: PostPart, context: MappingContext = .empty) -> Explanation {
        var trial = RuleTrial(part: part, context: context, shortcuts: shortcuts)
        if whole.keepsFiles { trial.files = FormMapping.compile(self).mapping?.filePaths }
        let rules = targets.map { [trial] target, rule in
            RuleExplainer(trial: trial, definition: rule, target: target).explanation()
        }
        // What stands behind the first path that counts is not taken, though a rule names it.
        let paths = rules.flatMap { $0.paths.map(\.path) + $0.takes }
            .compactMap { try? PathParser.parse($0, names: trial.names) }
        // A rest takes all that is left, and lines about files tell of every file.
        let leftOver = whole.rest == nil ? trial.resolver.leftOver(by: paths, withFiles: whole.fileLines == nil) : []
        var explanation = Explanation(rules: rules, leftOver: leftOver)
        explanation.gathered = gathered(part, context)
        if let rest = whole.rest {
            let except = rest.except.compactMap { try? PathParser.parse($0.value, names: trial.names) }
            explanation.passedOver = trial.resolver.leftOver(by: paths + except, withFiles: false).filter { left in
                TechnicalFields.areIn(left.name)
                    && !TechnicalFields.isWritten(Array(left.name.utf8), Piece(left.value ?? ""))
            }.map(\.name)
        }
        return explanation
    }

    /// The texts that more went behind than their rules say.
    private func gathered(_ part: PostPart, _ context: MappingContext) -> [(target: TargetPath, text: String)] {
        guard let mapping = FormMapping.compile(self).mapping, let gathering = mapping.whole?.gathering,
            case .mapped(let mapped) = mapping.map(part.byItself, context: context)
        else { return [] }
        return gathering.slots.compactMap { slot in
            let rule = mapping.rules[slot.rule]
            let value: FieldValue? =
                switch rule.target {
                case .lead(let attribute): mapped.deal.lead?.attributes[attribute]
                case .field(let alias): mapped.deal.fields[alias]
                case .columnID, .leadID, .deadline: nil
                }
            return value.map { (rule.targetPath, $0.plainText) }
        }
    }

    /// The rules with their targets, in the order in which the request has them.
    private var targets: [(Target, RuleDefinition)] {
        var targets: [(Target, RuleDefinition)] = []
        if let columnID { targets.append((.columnID, columnID)) }
        if let leadID { targets.append((.leadID, leadID)) }
        for member in lead {
            if let attribute = LeadAttribute(rawValue: member.name.value) {
                targets.append((.lead(attribute), member.rule))
            }
        }
        for member in fields {
            if let alias = Alias(member.name.value) { targets.append((.field(alias), member.rule)) }
        }
        if let deadline { targets.append((.deadline, deadline)) }
        return targets
    }
}
