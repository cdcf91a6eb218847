/// What a path leads to.
enum Located: Sendable {
    /// Nothing, or a JSON null.
    case nothing
    /// The text of one value.
    case piece(Piece)
    /// A JSON number. It is written in one way only: its point is never a mark of thousands.
    case number(Piece)
    /// The texts of several values, at least two, none of them blank.
    case list([Piece])
    /// An object, or a list that holds more than single values.
    case group
    /// Text that should be JSON and is not.
    case notJSON

    /// What several values come to: the blank ones do not count, and one by itself is no list.
    static func list(of pieces: [Piece]) -> Located {
        let there = pieces.filter { !$0.isBlank }
        return there.count > 1 ? .list(there) : there.first.map { .piece($0) } ?? .nothing
    }

    /// Whether something is there, were it blank.
    var isThere: Bool { if case .nothing = self { false } else { true } }

    /// Several values, or a number, as one text.
    var joined: Located {
        switch self {
        case .list(let pieces): .piece(Piece(joining: pieces))
        case .number(let piece): .piece(piece)
        case .nothing, .piece, .group, .notJSON: self
        }
    }
}

extension Piece {
    /// Several texts put together.
    init(joining pieces: [Piece], by separator: [UInt8] = Piece.comma) {
        var joined: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            if index > 0 { joined += separator }
            joined += piece.bytes[piece.range]
        }
        self.init(joined)
    }

    /// What stands between several values where nothing else is said.
    static let comma = Array(", ".utf8)
}
