public import Wire

/// How what a sender only announces is asked for, and how its answer is read, compiled.
public struct FetchRules: Sendable {
    let address: AddressTemplate
    let denied: [Condition]
    let later: [Condition]

    /// The address for one submission.
    public func address(of part: PostPart, context: MappingContext = .empty) -> AddressTemplate.Filled {
        address.fill(part, context)
    }

    /// Whether an answer says, in its own words, that the token is not taken.
    public func isDenied(_ answer: JSONDocument) -> Bool { holds(denied, answer) }

    /// Whether an answer asks, in its own words, to come again later.
    public func isLater(_ answer: JSONDocument) -> Bool { holds(later, answer) }

    private func holds(_ conditions: [Condition], _ answer: JSONDocument) -> Bool {
        guard !conditions.isEmpty else { return false }
        var resolver = Resolver(PostPart(.json(answer)), .empty)
        return conditions.contains { $0.holds(&resolver) }
    }
}
