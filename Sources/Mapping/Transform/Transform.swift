internal import Wire

/// One way in which a rule changes a text before its type reads it, with its arguments. `Transform.Name` is the table of names,
/// arguments and examples.
///
/// Of several texts each is changed by itself, but for `join`.
enum Transform: Sendable {
    case trim, squeeze, lower, upper, title, digits, stripHTML, firstName, lastName, slug
    case split(by: [UInt8], take: Int?)
    case join(with: [UInt8])
    case replace(from: [UInt8], to: [UInt8])
    case match(Pattern)
    case slice(from: Int, to: Int?)
    case mask(first: Int, last: Int)
    case defaultIf([[UInt8]])

    /// A text that a transform would make longer than this, in bytes, is refused: a short rule could make gigabytes of a megabyte.
    static let longestResult = 16 << 20

    /// The text after the change; nil if it would be longer than any text that can be sent.
    func apply(to piece: Piece) -> Piece? {
        switch self {
        case .trim: piece.trimmed
        case .squeeze: piece.squeezed
        case .lower: LetterCase.lower.map(piece)
        case .upper: LetterCase.upper.map(piece)
        case .title: TitleCase.map(piece)
        case .digits: piece.digits
        case .stripHTML: HTMLStripper.text(piece)
        case .firstName: PersonName(piece).first
        case .lastName: PersonName(piece).last
        case .slug: Slug.make(piece)
        case .replace(let old, let new): piece.replacing(old, by: new, upTo: Self.longestResult)
        case .match(let pattern): pattern.firstMatch(in: piece)
        case .slice(let start, let end): piece.slice(from: start, to: end)
        case .mask(let first, let last): piece.masked(first: first, last: last)
        case .defaultIf(let words): piece.isAny(of: words) ? Piece([]) : piece
        // What is one text is joined already; what splits one is asked as below.
        case .join, .split: piece
        }
    }

    /// The texts after the change; nil if they would be longer than any text that can be sent.
    func apply(to pieces: Pieces) -> Pieces? {
        switch self {
        case .split(let separator, let index):
            return .several(pieces.elements.flatMap { $0.split(by: separator, index) })
        case .join(let separator): return .one(pieces.joined(by: separator))
        default: break
        }
        switch pieces {
        case .one(let piece): return apply(to: piece).map { .one($0) }
        case .several(let pieces):
            var changed: [Piece] = []
            var size = 0
            for piece in pieces {
                guard let piece = apply(to: piece) else { return nil }
                size += piece.range.count
                if case .replace = self, size > Self.longestResult { return nil }
                // What is empty stays empty, whatever follows.
                if !piece.range.isEmpty { changed.append(piece) }
            }
            return .several(changed)
        }
    }

    /// Whether it takes white space away and leaves letters as they are.
    var isOfWhiteSpace: Bool {
        switch self {
        case .trim, .squeeze: true
        default: false
        }
    }

    /// Whether it maps letters and leaves all else as it is.
    var isOfLetters: Bool {
        switch self {
        case .lower, .upper: true
        default: false
        }
    }
}
