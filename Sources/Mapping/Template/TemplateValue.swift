/// What stands between a template's braces: a path, what is done with its value, and what stands for one that is missing.
struct TemplateValue: Sendable {
    let path: Path
    let transforms: [Transform]
    /// `default("…")`; nil where a missing value is missing.
    let fallback: [UInt8]?

    /// The value's text; nil if there is none.
    func text(_ resolver: inout Resolver) throws(TemplateFilling.Refused) -> Piece? {
        switch resolver.locate(path).joined {
        case .nothing, .list: return fallback.map { Piece($0) }
        case .piece(var piece):
            for transform in transforms { piece = transform.apply(to: piece) }
            return piece.isBlank ? fallback.map { Piece($0) } : piece
        case .group: throw TemplateFilling.Refused(path: path, reason: Refusal.group)
        case .notJSON: throw TemplateFilling.Refused(path: path, reason: Refusal.notJSON)
        }
    }
}
