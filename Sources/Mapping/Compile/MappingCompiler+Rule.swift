import BoardCRM

extension MappingCompiler {
    /// One rule for a target; nil if it is so wrong that nothing can be made of it. Complaints come in any case.
    mutating func compile(_ definition: RuleDefinition, for target: Target) -> Rule? {
        let type = type(of: definition, for: target)
        let transforms = transforms(of: definition)
        complainOfTakes(definition)
        let limit = limit(of: definition, type: type, for: target)
        // Without a type to measure by, values cannot be checked; the type's own complaint is enough.
        guard let type, definition.tellsValues(of: type) else {
            _ = source(of: definition, type: type ?? .text)
            return nil
        }
        let values = ValueCompiler(
            type: type, keepsKind: definition.type == nil && target.onlyTypes.isEmpty, limit: limit)
        let table = choices(of: definition, values)
        let fallback = defaultValue(of: definition, table, values)
        guard let source = source(of: definition, type: type) else { return nil }
        let compiled: Rule.Source
        switch source {
        case .paths(let paths): compiled = .paths(paths)
        case .template(let template): compiled = .template(template)
        case .jq(let program): compiled = .jq(program, takes: takes(of: definition))
        case .constant(let constant):
            guard let value = value(of: constant, in: definition, transforms, table, values) else { return nil }
            compiled = .constant(value)
        }
        guard definition.unread.isEmpty else { return nil }
        return Rule(
            target: target, source: compiled, type: type,
            // A deal without a column is no deal.
            isRequired: definition.required?.value ?? false || target == .columnID, defaultValue: fallback,
            transforms: transforms, choices: table, limit: limit)
    }

    // MARK: - Source

    private enum CompiledSource {
        case paths([Path])
        case template(Template)
        case jq(JQProgram)
        case constant(Placed<FieldValue>)
    }

    private mutating func source(of definition: RuleDefinition, type: ValueType) -> CompiledSource? {
        switch definition.source {
        case .paths(let written):
            if written.isEmpty, !definition.unread.contains("from") {
                complain("'from' names no path", at: definition.place)
            }
            // With choices, or beside other paths, it is a field's name in any case.
            let isField = written.count > 1 || !definition.choices.isEmpty || definition.unread.contains("choices")
            let paths = written.compactMap { path($0, type: isField ? .text : type) }
            return paths.isEmpty ? nil : .paths(paths)
        case .template(let written):
            do {
                let template = try Template(parsing: written.value, names: names)
                if template.paths.isEmpty {
                    warn(
                        "a template has {paths}, and there is none in it; for the text itself write 'value'",
                        at: written.place)
                }
                return .template(template)
            } catch {
                complain(error.complaint(about: "template", written.value, at: written.place))
                return nil
            }
        case .jq(let written):
            do {
                return .jq(try JQProgram.compile(written.value))
            } catch {
                complain("jq \(error.message)", at: written.place)
                return nil
            }
        case .constant(let constant):
            if case .text(let text) = constant.value, Self.looksLikeTemplate(text) {
                complain(
                    "a value is sent as it stands; for text with {paths} in it write 'template'", at: constant.place)
            }
            return .constant(constant)
        }
    }

    /// `Website: {topic}`: a word between braces, and nothing quoted.
    private static func looksLikeTemplate(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "{")), !text.contains("\""), let open = text.firstIndex(of: "{"),
            let close = text[open...].firstIndex(of: "}")
        else { return false }
        let inner = text[text.index(after: open)..<close]
        return !inner.isEmpty && !inner.contains("{") && !inner.contains(":")
    }

    private mutating func path(_ written: Placed<String>, type: ValueType) -> Path? {
        if case .identifier = type, !written.value.isEmpty, written.value.utf8.allSatisfy(ASCII.isDigit) {
            let number = String(written.value.drop { $0 == "0" })
            complain(
                number == written.value
                    ? "'\(number)' in quotes is a field's name; for the id itself write \(number) without quotes"
                    : "'\(written.value)' is a field's name; for the id itself write \(number.isEmpty ? "1287" : number) without quotes",
                at: written.place)
            return nil
        }
        if Self.looksLikeTemplate(written.value) {
            complain(
                "a path has no braces; for text with {paths} in it write { template: \"\(written.value)\" }",
                at: written.place)
            return nil
        }
        do {
            return try PathParser.parse(written.value, names: names)
        } catch {
            complain(error.complaint(about: "path", written.value, at: written.place))
            return nil
        }
    }

    /// - Parameter meant: what is surely meant, though it is not near.
    func unknown(_ what: String, _ word: String, _ known: [String], meant: String? = nil) -> String {
        let hint = (meant ?? NearestWord.find(word, among: known)).map { "did you mean '\($0)'?" }
        return "unknown \(what) '\(word)'; \(hint ?? "there are \(known.joined(separator: ", "))")"
    }

    // MARK: - What jq takes

    /// What a program takes of what was posted: what the rule says, or what the program's text does.
    private mutating func takes(of definition: RuleDefinition) -> [Path] {
        if let written = definition.takes { return written.compactMap { path($0, type: .text) } }
        guard case .jq(let program) = definition.source else { return [] }
        if let read = JQReads.paths(of: program.value) { return read.compactMap { try? PathParser.parse($0) } }
        if restTarget != nil, !definition.unread.contains("takes") {
            warn(
                "what this program reads cannot be told, so that 'rest' tells it again; write takes: with the paths to it, such as "
                    + "takes: [items, total], or takes: [] if that is meant", at: program.place)
        }
        return []
    }

    private mutating func complainOfTakes(_ definition: RuleDefinition) {
        guard let first = definition.takes?.first else { return }
        if case .jq = definition.source { return }
        complain("'takes' is for jq; what a path or a template reads is known", at: first.place)
    }

    // MARK: - Length

    private mutating func limit(of definition: RuleDefinition, type: ValueType?, for target: Target) -> LengthLimit? {
        guard let maximum = definition.maximumLength else {
            if let overflow = definition.overflow, !definition.hasKnownOverflow { complainOfOverflow(overflow) }
            if let overflow = definition.overflow, definition.hasKnownOverflow,
                !definition.unread.contains("max_length")
            {
                complain("'overflow' says what happens beyond 'max_length', which is missing", at: overflow.place)
            }
            return nil
        }
        if maximum.value < 1 { complain("max_length is \(maximum.value); at least 1 is expected", at: maximum.place) }
        if let type, !type.hasLength {
            complain("'max_length' is for types text, email, url and list", at: maximum.place)
        }
        var overflow: LengthLimit.Overflow?
        if let written = definition.overflow {
            overflow = LengthLimit.Overflow(rawValue: written.value)
            if overflow == nil {
                complainOfOverflow(written)
            }
        }
        if let type, type.hasLength, !type.mayBeCut {
            if overflow == .cut || overflow == .comment, let place = definition.overflow?.place {
                complain("an address that is cut is another address; 'refuse' is expected", at: place)
            }
            overflow = .refuse
        }
        // Where there is a rest, nothing that a visitor wrote is lost, unless the rule says so.
        let isTold = restTarget.map { $0 != target.path.description } ?? false
        return LengthLimit(maximum: max(1, maximum.value), overflow: overflow ?? (isTold ? .comment : .cut))
    }

    private mutating func complainOfOverflow(_ written: Placed<String>) {
        let otherWords = ["truncate": LengthLimit.Overflow.cut, "trim": .cut, "error": .refuse, "reject": .refuse]
        complain(
            unknown(
                "overflow", written.value, LengthLimit.Overflow.allCases.map(\.rawValue),
                meant: otherWords[written.value.lowercased()]?.rawValue),
            at: written.place)
    }
}
