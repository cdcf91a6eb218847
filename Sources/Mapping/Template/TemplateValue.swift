/// What stands between a template's braces: a path, what is done with its value, and what stands for one that is missing.
struct TemplateValue: Sendable {
    let path: Path
    let transforms: TransformChain
    /// `default("…")`; nil where a missing value is missing.
    let fallback: [UInt8]?

    /// The value's text; nil if there is none.
    func text(_ resolver: inout Resolver) throws(TemplateFilling.Refused) -> Piece? {
        let pieces: Pieces
        switch resolver.locate(path) {
        case .nothing: return fallback.map { Piece($0) }
        case .piece(let piece), .number(let piece): pieces = .one(piece)
        case .list(let several): pieces = .several(several)
        case .group: throw TemplateFilling.Refused(path: path, reason: Refusal.group)
        case .notJSON: throw TemplateFilling.Refused(path: path, reason: Refusal.notJSON)
        }
        guard !transforms.isEmpty else { return text(pieces) }
        let changed =
            if path.isBesideParts, let share = resolver.share {
                share.changed(at: path) { transforms.apply(to: pieces) }
            } else {
                transforms.apply(to: pieces)
            }
        guard let changed else {
            throw TemplateFilling.Refused(path: path, reason: Refusal.endless)
        }
        return text(changed)
    }

    private func text(_ pieces: Pieces) -> Piece? {
        let piece = pieces.joined()
        return piece.isBlank ? fallback.map { Piece($0) } : piece
    }
}
