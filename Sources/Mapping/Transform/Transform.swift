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

    /// The texts after the change; nil if they would be longer than any text that can be sent.
    func apply(to pieces: Pieces) -> Pieces? {
        switch self {
        case .trim: return pieces.map(\.trimmed)
        case .squeeze: return pieces.map(\.squeezed)
        case .lower: return pieces.map(LetterCase.lower.map)
        case .upper: return pieces.map(LetterCase.upper.map)
        case .title: return pieces.map(TitleCase.map)
        case .digits: return pieces.map(\.digits)
        case .stripHTML: return pieces.map(HTMLStripper.text)
        case .firstName: return pieces.map { PersonName($0).first }
        case .lastName: return pieces.map { PersonName($0).last }
        case .slug: return pieces.map(Slug.make)
        case .split(let separator, let index):
            return .several(pieces.elements.flatMap { $0.split(by: separator, index) })
        case .join(let separator): return .one(pieces.joined(by: separator))
        case .replace(let old, let new): return replace(old, by: new, in: pieces)
        case .match(let pattern): return pieces.map { pattern.firstMatch(in: $0) }
        case .slice(let start, let end): return pieces.map { $0.slice(from: start, to: end) }
        case .mask(let first, let last): return pieces.map { $0.masked(first: first, last: last) }
        case .defaultIf(let words): return pieces.map { $0.isAny(of: words) ? Piece([]) : $0 }
        }
    }

    private func replace(_ old: [UInt8], by new: [UInt8], in pieces: Pieces) -> Pieces? {
        var room = Self.longestResult
        var isWhole = true
        let replaced = pieces.map { piece in
            guard isWhole, let changed = piece.replacing(old, by: new, upTo: room) else {
                isWhole = false
                return piece
            }
            room -= changed.range.count
            return changed
        }
        return isWhole ? replaced : nil
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
