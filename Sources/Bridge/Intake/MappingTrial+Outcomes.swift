public import Mapping
internal import Wire

extension MappingTrial {
    /// What comes of one submission of a post.
    public enum Outcome: Sendable {
        /// What the rules make of it.
        case mapped(MappingResult)
        /// It makes no deal: the reason as it is stored.
        case ignored(String)
    }

    /// What comes of a post by the rules of a form: one outcome, or with `each` one for each element. A post that is refused has one.
    public static func outcomes(
        of post: Post, by form: FormSettings, limits: LimitSettings
    ) throws(Unreadable) -> [Outcome] {
        let (payload, context) = try read(post, for: form, limits: limits)
        let mapping = form.mapping
        switch mapping.parts(of: payload) {
        case .none: return [.ignored(Intake.ignored(Intake.emptyList))]
        case .problem(let problem): return [.mapped(.problems([problem]))]
        case .parts(let parts):
            let outcomes = parts.map { part -> Outcome in
                if let reason = mapping.reasonToIgnore(part, context: context) {
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
