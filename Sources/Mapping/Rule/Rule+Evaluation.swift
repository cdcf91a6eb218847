import BoardCRM

extension Rule {
    /// What a rule makes of a submission.
    enum Outcome: Sendable {
        case value(ReadValue)
        /// What stands for a value that did not come, or that `choices` does not know.
        case fallback(ReadValue)
        /// A text that was cut, and the whole of it.
        case shortened(ReadValue, whole: Piece)
        /// Nothing came and nothing is needed: the target is left out.
        case nothing
        case problem(Problem)
    }

    /// Source, transforms, default, choices, type, length: in this order.
    func evaluate(_ resolver: inout Resolver) -> Outcome {
        if let firstInput {
            return campaign == nil ? evaluate(firstInput, &resolver) : evaluate(ofCampaign: firstInput, &resolver)
        }
        switch source {
        case .constant(let value): return .value(.typed(value))
        case .paths: return absent(nil)
        case .template(let template):
            switch template.fill(&resolver) {
            case .text(let piece):
                return piece.isBlank ? absent(template) : settle(piece, from: template.paths.first)
            case .nothing: return absent(template)
            case .refused(let path, let reason): return problem(path, reason)
            }
        case .jq(let program, let takes):
            let outcome = run(program, &resolver)
            if resolver.isRecording { resolver.found += takes }
            return outcome
        }
    }

    /// What comes of the first path at which something is.
    private func evaluate(_ first: Path, _ resolver: inout Resolver) -> Outcome {
        let located = resolver.locate(first)
        if let outcome = outcome(of: located, from: first, resolver) { return outcome }
        if moreInputs.isEmpty { return absent(first) }
        var empty = located.isThere ? first : nil
        for path in moreInputs {
            let located = resolver.locate(path)
            if let outcome = outcome(of: located, from: path, resolver) { return outcome }
            if empty == nil, located.isThere { empty = path }
        }
        return absent(empty ?? first)
    }

    /// What comes of the path that belongs to the campaign's place.
    private func evaluate(ofCampaign first: Path, _ resolver: inout Resolver) -> Outcome {
        guard let place = campaign?.place(in: &resolver) else { return absent(first) }
        let path = place == 0 ? first : moreInputs[place - 1]
        return outcome(of: resolver.locate(path), from: path, resolver) ?? absent(path)
    }

    private func outcome(of located: Located, from path: Path, _ resolver: borrowing Resolver) -> Outcome? {
        guard path.isBesideParts, let share = resolver.share else { return settle(located, from: path) }
        return share.outcome(of: self, at: path) { settle(located, from: path) }
    }

    /// What comes of what is at a path; nil where nothing is there.
    private func settle(_ located: Located, from path: Path) -> Outcome? {
        switch located {
        case .nothing: nil
        case .piece(let piece): piece.isBlank ? nil : settle(piece, from: path)
        case .number(let piece): settle(number: piece, from: path)
        case .list(let pieces): gather(.several(pieces), from: path)
        case .group: problem(path, Refusal.group)
        case .notJSON: problem(path, Refusal.notJSON)
        }
    }

    private func run(_ program: JQProgram, _ resolver: inout Resolver) -> Outcome {
        do {
            switch try resolver.run(program) {
            case .piece(let piece): return piece.isBlank ? absent(nil) : settle(piece, from: nil)
            case .number(let piece): return settle(number: piece, from: nil)
            case .list(let pieces): return gather(.several(pieces), from: nil)
            case .nothing, .notJSON: return absent(nil)
            case .group: return problem(nil, Refusal.jqGroup)
            }
        } catch {
            return .problem(
                Problem(
                    field: targetPath.description, target: targetPath, message: "its jq " + error.message,
                    isOurs: error.isNoAnswer))
        }
    }

    /// A JSON number, which the rule's `decimal` does not concern, unless something is made of its text first.
    private func settle(number: Piece, from path: Path?) -> Outcome {
        guard transforms.isEmpty, choices == nil, let type = type.ofNumbers else { return settle(number, from: path) }
        do {
            return .value(try type.read(number))
        } catch {
            return problem(path, error.message)
        }
    }

    /// One text that stays one.
    private func settle(_ piece: Piece, from path: Path?) -> Outcome {
        guard isOfOneText else { return gather(.one(piece), from: path) }
        if transforms.isEmpty { return finish(piece, from: path) }
        guard let changed = transforms.apply(to: piece, limit: cuts ? limit : nil) else {
            return problem(path, Refusal.endless)
        }
        return changed.isBlank ? absent(path) : finish(changed, from: path)
    }

    /// Several texts, or one that a transform or the type makes several of.
    private func gather(_ pieces: Pieces, from path: Path?) -> Outcome {
        guard let changed = transforms.apply(to: pieces) else { return problem(path, Refusal.endless) }
        if changed.isBlank { return absent(path) }
        if let separator = type.listSeparator { return list(changed, separator, from: path) }
        if let choices, case .several(let several) = changed { return choose(among: several, choices, from: path) }
        return finish(changed.joined(), from: path)
    }

    /// Of several boxes that were ticked, the first that the table knows; unless it has a line for all of them as one text.
    private func choose(among several: [Piece], _ choices: ChoiceTable, from path: Path?) -> Outcome {
        let all = Pieces.several(several).joined()
        if choices[all] == nil {
            for one in several { if let chosen = choices[one] { return .value(.typed(chosen)) } }
        }
        return finish(all, from: path)
    }

    private func finish(_ piece: Piece, from path: Path?) -> Outcome {
        guard let choices else { return read(piece, from: path) }
        if let chosen = choices[piece] { return .value(.typed(chosen)) }
        if let defaultValue { return .fallback(.typed(defaultValue)) }
        return problem(path, choices.refusal)
    }

    /// Each text by itself through the choices, and then all as one.
    private func list(_ pieces: Pieces, _ separator: [UInt8], from path: Path?) -> Outcome {
        var elements: [Piece] = []
        // Whether the default stands for one that the table does not know.
        var isReplaced = false
        let given = pieces.elements.map(\.trimmed).filter { !$0.range.isEmpty }
        for element in given {
            guard let choices else {
                elements.append(element)
                continue
            }
            let known = choices[element]
            guard let chosen = known ?? defaultValue else {
                return problem(path, Refusal.ofSeveral(choices.refusal, elements.count + 1, of: given.count))
            }
            isReplaced = isReplaced || known == nil
            elements.append(Piece(chosen.fieldValue.plainText))
        }
        let outcome = read(Piece(joining: elements, by: separator), from: path)
        if isReplaced, case .value(let value) = outcome { return .fallback(value) }
        return outcome
    }

    private func read(_ piece: Piece, from path: Path?) -> Outcome {
        let value: ReadValue
        do {
            value = try type.read(cuts ? enough(of: piece) : piece)
        } catch {
            return problem(path, error.message)
        }
        // A character has at least one byte: what has few enough bytes needs no String to be counted.
        guard let limit, case .text(let text) = value, text.range.count > limit.maximum else { return .value(value) }
        guard let fitting = limit.apply(to: text.string) else { return problem(path, Refusal.tooLong(limit.maximum)) }
        return limit.overflow == .comment
            ? .shortened(.text(Piece(fitting)), whole: text) : .value(.text(Piece(fitting)))
    }

    private func enough(of piece: Piece) -> Piece { limit?.enough(of: piece) ?? piece }

    private func absent(_ path: Path?) -> Outcome {
        if let defaultValue { return .fallback(.typed(defaultValue)) }
        return isRequired ? problem(path, Refusal.required) : .nothing
    }

    /// Any one of a template's values would do.
    private func absent(_ template: Template) -> Outcome {
        guard defaultValue == nil, isRequired, template.paths.count > 1 else { return absent(template.paths.first) }
        var others: [String] = []
        for path in template.paths.dropFirst() where path.name != template.paths[0].name && !others.contains(path.name)
        {
            others.append(path.name)
        }
        return problem(template.paths.first, ([Refusal.required] + others).joined(separator: ", or "))
    }

    private func problem(_ path: Path?, _ message: String) -> Outcome {
        .problem(Problem(field: path?.name ?? targetPath.description, target: targetPath, message: message))
    }
}
