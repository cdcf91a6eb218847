import BoardCRM

extension MappingCompiler {
    /// The rule's table, each line checked against the type; nil if it has none.
    mutating func choices(of definition: RuleDefinition, _ values: ValueCompiler) -> ChoiceTable? {
        guard !definition.choices.isEmpty else { return nil }
        var lines: [(from: String, to: TypedValue)] = []
        for choice in definition.choices {
            if lines.contains(where: { $0.from == choice.from.value }) {
                complain("a second choice for '\(choice.from.value)'", at: choice.from.place)
            } else if let value = check(choice.to, "choice '\(choice.from.value)':", values) {
                lines.append((choice.from.value, value))
            }
        }
        return ChoiceTable(lines)
    }

    /// What is sent when nothing came: the default's own line in the table, or the default itself.
    mutating func defaultValue(
        of definition: RuleDefinition, _ table: ChoiceTable?, _ values: ValueCompiler
    ) -> TypedValue? {
        guard let written = definition.defaultValue else { return nil }
        if case .constant = definition.source {
            complain("'default' has no use beside 'value', which is always there", at: written.place)
        }
        return table?[Piece(written.value.plainText)] ?? check(written, "default", values)
    }

    /// The value of a rule that sends the same for every submission.
    mutating func value(
        of constant: Placed<FieldValue>, in definition: RuleDefinition, _ transforms: TransformChain,
        _ table: ChoiceTable?, _ values: ValueCompiler
    ) -> TypedValue? {
        if let required = definition.required, required.value {
            complain("'required' has no use beside 'value', which is always there", at: required.place)
        }
        var constant = constant
        if !transforms.isEmpty {
            let changed = transforms.apply(to: .one(Piece(constant.value.plainText)))
            constant.value = .text((changed?.joined() ?? Piece([])).string)
        }
        guard let table else { return check(constant, "value", values) }
        if let chosen = table[Piece(constant.value.plainText)] { return chosen }
        complain("value '\(constant.value.plainText)' is not among the choices", at: constant.place)
        return nil
    }

    private mutating func check(_ written: Placed<FieldValue>, _ what: String, _ values: ValueCompiler) -> TypedValue? {
        do {
            return try values.compile(written.value)
        } catch {
            let text = written.value.plainText
            complain("\(what) '\(text)' \(error.message)", at: written.place)
            return nil
        }
    }
}
