import BoardCRM
public import Wire

extension FormMapping {
    /// What all rules together make of a submission: a value for each that gives one, by its place, or what is wrong.
    func evaluate(_ resolver: inout Resolver) -> (values: [ReadValue?], problems: [Problem]) {
        var values = [ReadValue?](repeating: nil, count: rules.count)
        var problems: [Problem] = []
        let gathering = whole?.gathering
        var gathered = gathering.map { GatheredTexts($0) }
        /// The rules of which a demand needs to hear no more: they gave a value, or have a problem of their own.
        var isSettled = [Bool](repeating: false, count: rules.count)
        resolver.isRecording = gathering?.rest != nil
        for (index, rule) in rules.enumerated() {
            resolver.found.removeAll(keepingCapacity: true)
            isSettled[index] = true
            switch rule.evaluate(&resolver) {
            case .value(let value):
                values[index] = value
                gathered?.take(resolver.found)
            case .shortened(let value, let whole):
                values[index] = value
                gathered?.take(resolver.found)
                gathered?.add(whole, cutBy: index, label: resolver.found.first ?? rule.paths.first)
            case .fallback(let value): values[index] = value
            case .nothing: isSettled[index] = false
            case .problem(let problem): problem.add(to: &problems)
            }
        }
        for demand in whole?.demands ?? [] where !demand.rules.contains(where: { isSettled[$0] }) {
            demand.problem.add(to: &problems)
        }
        if problems.isEmpty { gathered?.finish(&resolver, each: whole?.each, into: &values) }
        return (values, problems)
    }
}

extension FormMapping {
    /// Whether a post may be more than one submission.
    public var hasEach: Bool { whole?.each != nil }
    /// Whether some submissions make no deal.
    public var mayIgnore: Bool { whole.map { !$0.ignoreIf.isEmpty } ?? false }
    /// Whether values of the form's own tell one event from another.
    public var hasDedupeKey: Bool { whole.map { !$0.dedupeKey.isEmpty } ?? false }

    /// What a payload is: one submission, or those of the list of `each`.
    public func parts(of payload: Payload) -> PostParts {
        whole?.each?.parts(of: payload) ?? .parts([PostPart(payload)])
    }

    /// What is wrong with a post of so many parts that is too large to be kept with each of them.
    public func tooLarge(_ parts: Int) -> Problem {
        Problem(
            field: whole?.each?.path.name ?? "", target: TargetPath(steps: []),
            message: "has \(parts) elements, too many for so large a post; fewer at a time are expected")
    }

    /// Why a submission makes no deal, in the words of `ignore_if`; nil where it does. Nothing of the submission is in it.
    ///
    /// - Parameter isFetched: whether what is fetched is there; before that, what looks into it does not count.
    public func reasonToIgnore(
        _ part: PostPart, context: MappingContext = .empty, isFetched: Bool = true
    ) -> String? {
        guard let whole, !whole.ignoreIf.isEmpty else { return nil }
        var resolver = Resolver(part, context, files: filePaths)
        return whole.ignoreIf.first { (isFetched || !$0.path.isOfFetched) && $0.holds(&resolver) }?.words
    }

    /// The values of `dedupe`'s `key`, each with its length before it; nil where one of them is not there: what is left of a key would
    /// make repeats of two that are none. What an element of `each` does not have is looked for beside its list: an event's own id
    /// stands there.
    public func dedupeKey(of part: PostPart, context: MappingContext = .empty) -> [UInt8]? {
        guard let whole, !whole.dedupeKey.isEmpty else { return nil }
        var resolver = Resolver(part, context, files: filePaths)
        var key: [UInt8] = []
        for path in whole.dedupeKey {
            var value = resolver.locate(path).keyValue
            if value.isEmpty, let share = part.share {
                value = share.keyValue(at: path) {
                    var around = Resolver(share.whole, context, files: filePaths)
                    return around.locate(path).keyValue
                }
            }
            if value.isEmpty { return nil }
            key += Array("\(value.count):".utf8) + value
        }
        return key
    }
}

extension Located {
    /// The text that tells one event from another; empty where there is none.
    fileprivate var keyValue: ArraySlice<UInt8> {
        guard case .piece(let piece) = joined else { return [] }
        let trimmed = piece.trimmed
        return trimmed.bytes[trimmed.range]
    }
}
