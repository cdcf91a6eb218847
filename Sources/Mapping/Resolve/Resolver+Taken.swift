import Wire

/// Which part of the payload a path takes, and how: for what is left over, and for explaining. Not for the hot path.
enum Taken: Sendable, Hashable {
    /// It leads to nothing, or to what stands beside the payload.
    case nothing
    /// Fields of a form, by their places among the entries, in the form's order. A path into JSON takes all the field that holds it.
    case fields([Int])
    /// Nodes of JSON, with all that is in them.
    case nodes([Int])
    /// Several names are like the path's and none is exactly it, so that none is taken: two of them.
    case ambiguous([String])
}

extension Resolver {
    /// The part of the payload that a path takes.
    func taken(by path: Path) -> Taken {
        switch path.root {
        case .query, .context: return .nothing
        case .json(let inner), .address(let inner): return taken(by: inner)
        case .whole where whole != nil: return .nothing
        case .payload, .whole: break
        }
        switch payload {
        case .fields(let fields):
            switch fields.find(path, by: index) {
            case .none: return .nothing
            case .one(let field): return .fields([field])
            case .several(let several): return .fields(several)
            case .ambiguous(let one, let other):
                return .ambiguous([one, other].map { fields.name(of: fields.entries[$0]) })
            }
        case .json(let document):
            let nodes =
                path.firstAll == nil
                ? [document.find(path.steps[...], from: 0, by: index)].compactMap(\.self)
                : document.findAll(path.steps[...], from: 0, by: index)
            return nodes.isEmpty ? document.names(like: path) : .nodes(nodes)
        }
    }
}

extension JSONDocument {
    /// Where steps lead nowhere because two names are like one of theirs.
    fileprivate func names(like path: Path) -> Taken {
        for (index, step) in path.steps.enumerated() {
            guard case .member(let name) = step else { continue }
            for node in findAll(path.steps[..<index], from: 0) {
                guard case (let first?, let second?, _) = looseMembers(name, of: only(node)) else { continue }
                return .ambiguous([first, second].map { scalar($0 - 1).string })
            }
        }
        return .nothing
    }
}
