import BoardCRM

extension Rule {
    /// What a rule makes of a submission.
    enum Outcome {
        case value(ReadValue)
        /// Nothing came and nothing is needed: the target is left out.
        case nothing
        case problem(Problem)
    }

    /// Source, transforms, default, choices, type, length: in this order.
    func evaluate(_ resolver: inout Resolver) -> Outcome {
        switch source {
        case .constant(let value): return .value(.typed(value))
        case .paths(let paths):
            for path in paths {
                switch resolver.locate(path) {
                case .nothing: continue
                case .piece(let piece):
                    if piece.isBlank { continue }
                    return settle(piece, from: path)
                case .list(let pieces): return settle(Piece(joining: pieces), from: path)
                case .group: return problem(path, Refusal.group)
                case .notJSON: return problem(path, Refusal.notJSON)
                }
            }
            return absent(paths.first)
        case .template(let template):
            switch template.fill(&resolver) {
            case .text(let piece):
                return piece.isBlank ? absent(template.paths.first) : settle(piece, from: template.paths.first)
            case .nothing: return absent(template.paths.first)
            case .refused(let path, let reason): return problem(path, reason)
            }
        case .jq(let program): return run(program, &resolver)
        }
    }

    private func run(_ program: JQProgram, _ resolver: inout Resolver) -> Outcome {
        do {
            switch try resolver.run(program).joined {
            case .piece(let piece): return piece.isBlank ? absent(nil) : settle(piece, from: nil)
            case .nothing, .list, .notJSON: return absent(nil)
            case .group: return problem(nil, Refusal.jqGroup)
            }
        } catch {
            return .problem(
                Problem(
                    field: targetPath.description, target: targetPath, message: "its jq " + error.message,
                    isOurs: error.isNoAnswer))
        }
    }

    private func settle(_ piece: Piece, from path: Path?) -> Outcome {
        var piece = piece
        for transform in transforms {
            // White space is gone before letters are mapped: more than the limit needs is not worth the work.
            if !transform.isOfWhiteSpace { piece = enough(of: piece) }
            piece = transform.apply(to: piece)
        }
        if !transforms.isEmpty, piece.isBlank { return absent(path) }
        if let choices {
            if let chosen = choices[piece] ?? defaultValue { return .value(.typed(chosen)) }
            return problem(path, choices.refusal)
        }
        guard let value = type.read(enough(of: piece)) else { return problem(path, type.refusal) }
        // A character has at least one byte: what has few enough bytes needs no String to be counted.
        guard let limit, case .text(let text) = value, text.range.count > limit.maximum else { return .value(value) }
        guard let fitting = limit.apply(to: text.string) else { return problem(path, Refusal.tooLong(limit.maximum)) }
        return .value(.text(Piece(fitting)))
    }

    /// Of a text that is only cut or refused for its length, as much as decides that.
    private func enough(of piece: Piece) -> Piece {
        guard let limit, choices == nil, case .text = type else { return piece }
        return limit.enough(of: piece)
    }

    private func absent(_ path: Path?) -> Outcome {
        if let defaultValue { return .value(.typed(defaultValue)) }
        return isRequired ? problem(path, Refusal.required) : .nothing
    }

    private func problem(_ path: Path?, _ message: String) -> Outcome {
        .problem(Problem(field: path?.name ?? targetPath.description, target: targetPath, message: message))
    }
}
