public import Mapping
public import Outbox
public import Wire

extension MappingTrial {
    /// What comes of one submission of a post.
    public enum Outcome: Sendable {
        /// What the rules make of it.
        case mapped(MappingResult)
        /// It makes no deal: the reason as it is stored.
        case ignored(String)
    }

    /// A part with what was fetched for it.
    static func merging(_ fetched: [UInt8], into part: PostPart) throws(Unreadable) -> PostPart {
        guard let merged = part.merging(fetched: fetched) else {
            throw Unreadable(message: "what was fetched is put under `fetched` of a JSON object, which this is not")
        }
        return merged
    }

    /// What a post is by a form's rules, with what was fetched for it.
    public static func parts(
        of payload: Payload, _ post: Post, by form: FormSettings
    ) throws(Unreadable) -> PostParts {
        let parts = try parts(of: payload, post.extent, by: form)
        guard let fetched = post.fetched, case .parts(let all) = parts else { return parts }
        var merged: [PostPart] = []
        for part in all { merged.append(try merging(fetched, into: part)) }
        return .parts(merged)
    }

    /// What a payload is by a form's rules: all its parts, or of a stored submission's post the one that was kept.
    public static func parts(
        of payload: Payload, _ extent: Post.Extent, by form: FormSettings
    ) throws(Unreadable) -> PostParts {
        let parts = form.mapping.parts(of: payload)
        guard case .kept(let element) = extent, case .parts(let all) = parts else { return parts }
        guard element != nil || all.count == 1 else {
            throw Unreadable(
                message: "today's rules make \(all.count) deals of it (`each`), and it was kept as one: edit it")
        }
        guard all.indices.contains(element ?? 0) else {
            throw Unreadable(message: "by today's rules its post has no element \((element ?? 0) + 1)")
        }
        return .parts([all[element ?? 0]])
    }

    /// Whether the form's own words said that it makes no deal: why, as ``Outcome/ignored(_:)`` has it.
    public static func reasonIgnored(_ submission: Submission) -> String? {
        guard submission.state == .discarded, let reason = submission.reason, reason.hasPrefix(Intake.ignored(""))
        else { return nil }
        return reason
    }

    /// What comes of a post by the rules of a form: one outcome, or with `each` one for each element. A post that is refused has one.
    public static func outcomes(
        of post: Post, by form: FormSettings, limits: LimitSettings
    ) throws(Unreadable) -> [Outcome] {
        let (payload, context) = try read(post, for: form, limits: limits)
        let mapping = form.mapping
        switch try parts(of: payload, post, by: form) {
        case .none: return [.ignored(Intake.ignored(Intake.emptyList))]
        case .problem(let problem): return [.mapped(.problems([problem]))]
        case .parts(let parts):
            let isFetched = mapping.fetch == nil || post.fetched != nil
            let outcomes = parts.map { part -> Outcome in
                if let reason = mapping.reasonToIgnore(part, context: context, isFetched: isFetched) {
                    return .ignored(Intake.ignored(reason))
                }
                return .mapped(mapping.map(part, context: context))
            }
            guard form.onInvalid == .refuse else { return outcomes }
            var problems: [Problem] = []
            for case .mapped(.problems(let found)) in outcomes where !found.contains(where: \.isOurs) {
                for problem in found where !problems.contains(problem) { problems.append(problem) }
            }
            return problems.isEmpty ? outcomes : [.mapped(.problems(problems))]
        }
    }
}

extension Intake {
    /// Why a post with an empty list makes no deal.
    static let emptyList = "its list is empty"

    /// The reason of a submission that makes no deal though nothing is wrong with it.
    static func ignored(_ reason: String) -> String { "the form ignores it: \(reason)" }
}
