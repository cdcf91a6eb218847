/// Text with paths in braces: `Website: {topic}`. `{{` and `}}` stand for the braces themselves.
struct Template: Sendable {
    enum Part: Sendable {
        case text([UInt8])
        case path(Path)
    }

    let parts: [Part]
    /// The paths in the braces, in order.
    let paths: [Path]

    init(parts: [Part]) {
        self.parts = parts
        paths = parts.compactMap { part in
            if case .path(let path) = part { path } else { nil }
        }
    }

    /// The text with every path's value in its place, or nothing if it has paths and none leads to a value.
    ///
    /// Where a path leads to nothing, the blank beside it goes too: `{first} {middle} {last}` leaves no stray one.
    func fill(_ resolver: inout Resolver) -> Filled {
        var written: [UInt8] = []
        var blank: [UInt8] = []
        var isAnyThere = false
        var isAnyMissing = false
        var isAfterGap = false
        for part in parts {
            switch part {
            case .text(let text) where text.allSatisfy(ASCII.isSpace):
                if blank.isEmpty || !isAfterGap { blank += text }
            case .text(let text):
                written += blank + text
                blank = []
                isAfterGap = false
            case .path(let path):
                switch resolver.locate(path).joined {
                case .piece(let piece) where !piece.isBlank:
                    let isSeparated = isAfterGap && written.last.map(ASCII.isSpace) ?? false
                    if !written.isEmpty, !isSeparated { written += blank }
                    written += piece.bytes[piece.range]
                    blank = []
                    isAnyThere = true
                    isAfterGap = false
                case .piece, .list, .nothing:
                    isAnyMissing = true
                    isAfterGap = true
                case .group: return .refused(path, Refusal.group)
                case .notJSON: return .refused(path, Refusal.notJSON)
                }
            }
        }
        if isAnyMissing, !isAnyThere { return .nothing }
        return .text(Piece(written))
    }

    enum Filled {
        case text(Piece)
        case nothing
        /// A path that leads to what a template cannot show, and why.
        case refused(Path, String)
    }
}
