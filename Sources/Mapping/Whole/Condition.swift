/// What is looked for at a path, compiled. Of several values there, any one will do.
struct Condition: Sendable {
    let path: Path
    let equals: [[UInt8]]
    let not: [[UInt8]]
    let contains: [[UInt8]]
    let exists: Bool?
    /// What it says, in the form's own words: `'test' is 'test'`. Nothing of a submission is in it.
    let words: String

    /// Whether all of it holds.
    func holds(_ resolver: inout Resolver) -> Bool {
        let values: [Piece]
        let isThere: Bool
        switch resolver.locate(path) {
        case .piece(let piece), .number(let piece): (values, isThere) = ([piece.trimmed], !piece.isBlank)
        case .list(let pieces): (values, isThere) = (pieces.map(\.trimmed), true)
        case .group: (values, isThere) = ([], true)
        case .nothing, .notJSON: (values, isThere) = ([], false)
        }
        if let exists, exists != isThere { return false }
        if !equals.isEmpty, !values.contains(where: { equals.contains(where: $0.equals) }) { return false }
        if !not.isEmpty, values.contains(where: { not.contains(where: $0.equals) }) { return false }
        if !contains.isEmpty, !values.contains(where: { contains.contains(where: $0.contains) }) { return false }
        return true
    }
}

extension Piece {
    /// Whether these bytes, at least one, stand somewhere in it.
    fileprivate func contains(_ other: [UInt8]) -> Bool {
        let span = bytes.span
        let wanted = other.span
        guard let first = other.first, range.count >= other.count else { return false }
        for start in range.lowerBound...range.upperBound - other.count where span[start] == first {
            if ASCII.equal(span, from: start, wanted) { return true }
        }
        return false
    }
}
