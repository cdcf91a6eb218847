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
        self.steps = steps + letters
    }

    /// Whether there is none.
    var isEmpty: Bool { steps.isEmpty }

    /// The texts after all changes; nil if they became longer than any text that can be sent.
    /// - Parameter limit: of a text that is cut or refused for its length, no more than decides that is worth mapping.
    func apply(to pieces: Pieces, limit: LengthLimit? = nil) -> Pieces? {
        var pieces = pieces
        for index in steps.indices {
            if index >= lettersStart, let limit, case .one(let piece) = pieces {
                pieces = .one(limit.enough(of: piece))
            }
            guard let changed = steps[index].apply(to: pieces) else { return nil }
            pieces = changed
        }
        return pieces
    }
}
