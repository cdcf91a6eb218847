/// What is looked for at a path, compiled.
struct Condition: Sendable {
    let path: Path
    let equals: [[UInt8]]
    let contains: [[UInt8]]
    let exists: Bool?
    /// What it says, in the form's own words: `'test' is 'test'`. Nothing of a submission is in it.
    let words: String

    /// Whether all of it holds.
    func holds(_ resolver: inout Resolver) -> Bool {
        let value: Piece?
        let isThere: Bool
        switch resolver.locate(path) {
        case .piece(let piece): (value, isThere) = (piece.trimmed, !piece.isBlank)
        case .group: (value, isThere) = (nil, true)
        case .nothing, .notJSON: (value, isThere) = (nil, false)
        }
        if let exists, exists != isThere { return false }
        if !equals.isEmpty {
            guard let value, equals.contains(where: value.equals) else { return false }
        }
        if !contains.isEmpty {
            guard let value, contains.contains(where: value.contains) else { return false }
        }
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
