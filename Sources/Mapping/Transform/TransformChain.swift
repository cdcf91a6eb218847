/// Transforms in the order in which they run.
struct TransformChain: Sendable {
    /// None.
    static let none = TransformChain([])

    /// The most that one rule can have.
    static let longest = 20

    /// White space goes before letters are mapped where one follows the other, which changes nothing.
    let steps: [Transform]
    /// From this step on letters are mapped and nothing else happens.
    private let lettersStart: Int
    /// Whether one text stays one: nothing splits it.
    let keepsOneText: Bool

    /// The transforms of a rule, in the order written.
    init(_ written: [Transform]) {
        var steps: [Transform] = []
        var letters: [Transform] = []
        for transform in written {
            if transform.isOfLetters {
                letters.append(transform)
            } else {
                if !transform.isOfWhiteSpace {
                    steps += letters
                    letters = []
                }
                steps.append(transform)
            }
        }
        lettersStart = steps.count
        keepsOneText = !written.contains { if case .split = $0 { true } else { false } }
        self.steps = steps + letters
    }

    /// Whether there is none.
    var isEmpty: Bool { steps.isEmpty }

    /// The text after all changes, which split none; nil if it became longer than any text that can be sent.
    /// - Parameter limit: of a text that is cut or refused for its length, no more than decides that is worth mapping.
    func apply(to piece: Piece, limit: LengthLimit?) -> Piece? {
        var piece = piece
        for index in steps.indices {
            if index >= lettersStart, let limit { piece = limit.enough(of: piece) }
            guard let changed = steps[index].apply(to: piece) else { return nil }
            piece = changed
        }
        return piece
    }

    /// The texts after all changes; nil if they became longer than any text that can be sent.
    func apply(to pieces: Pieces) -> Pieces? {
        var pieces = pieces
        for step in steps {
            guard let changed = step.apply(to: pieces) else { return nil }
            pieces = changed
        }
        return pieces
    }
}
