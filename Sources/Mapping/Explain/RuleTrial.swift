import BoardCRM
import Wire

/// Runs a rule, or its first parts, on one submission, with the code that maps every other.
struct RuleTrial {
    let part: PostPart
    let context: MappingContext
    /// The short names of the sender's preset.
    let shortcuts: [PathShortcut]
    /// The form's, of all its rules.
    var files: FilePaths?

    var names: PathNames { PathNames(shortcuts) { _, _ in } }

    var resolver: Resolver { Resolver(part.byItself, context, files: files) }

    /// What came of it.
    enum Outcome {
        case value(FieldValue)
        case nothing
        case problem(Problem)
        /// These parts are no rule by themselves.
        case unknown
    }

    /// What a whole rule makes of the submission, at its own target.
    func outcome(of rule: RuleDefinition, for target: Target) -> Outcome {
        var definition = MappingDefinition(at: rule.place, columnID: Self.column)
        definition.shortcuts = shortcuts
        var rule = rule
        // By itself a rule has no rest in which what is too long could go on.
        if rule.overflow?.value == LengthLimit.Overflow.comment.rawValue {
            rule.overflow?.value = LengthLimit.Overflow.cut.rawValue
            rule.overflowTarget = nil
        }
        let name = Placed(target.path.steps.last ?? "", at: rule.place)
        switch target {
        case .columnID: definition.columnID = rule
        case .leadID: definition.leadID = rule
        case .lead: definition.lead = [.init(name, rule)]
        case .field: definition.fields = [.init(name, rule)]
        case .deadline: definition.deadline = rule
        }
        return outcome(of: definition) { deal in
            switch target {
            case .columnID: deal.columnID.map { .integer($0.value) }
            case .leadID: deal.leadID.map { .integer($0.value) }
            case .lead(let attribute): deal.lead?.attributes[attribute]
            case .field(let alias): deal.fields[alias]
            case .deadline: deal.deadline.map { .text($0.description) }
            }
        }
    }

    /// What parts of a rule make of it, at a target that takes anything.
    func outcome(of parts: RuleDefinition) -> Outcome {
        guard let alias = Alias("x") else { return .unknown }
        return outcome(of: parts, for: .field(alias))
    }

    /// The texts that a list is made of, once the transforms have run; with nothing between them that stands in them.
    func elements(of parts: RuleDefinition) -> [String] {
        var parts = parts
        let separator = "\u{1F}"
        parts.type = Placed(ValueType.Name.list.rawValue, at: parts.place)
        parts.separator = Placed(separator, at: parts.place)
        guard case .value(let value) = outcome(of: parts) else { return [] }
        return value.plainText.components(separator)
    }

    private func outcome(of definition: MappingDefinition, _ value: (Deal) -> FieldValue?) -> Outcome {
        guard var mapping = FormMapping.compile(definition).mapping else { return .unknown }
        mapping.filePaths = files
        switch mapping.map(part.byItself, context: context) {
        case .mapped(let mapped): return value(mapped.settled()).map { .value($0) } ?? .nothing
        case .problems(let problems): return problems.first.map { .problem($0) } ?? .unknown
        }
    }

    private static let place = Place(file: "", line: 1, column: 1)
    private static let column = RuleDefinition(.constant(Placed(.integer(1), at: place)), at: place)
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator).map(String.init)
    }
}

extension PostPart {
    /// The same, with a share of its own in what the post has: jq's time is the post's, and a trial runs each program more than once.
    var byItself: PostPart {
        whole.map { PostPart(payload, in: PostShare($0), prefix: prefix) } ?? self
    }
}
