/// What a form says about a submission as a whole, compiled. A form that says nothing has none, and pays nothing.
final class WholeRules: Sendable {
    let each: EachList?
    /// A submission that fits any of them makes no deal.
    let ignoreIf: [Condition]
    let demands: [Demand]
    let dedupeKey: [Path]
    let gathering: Gathering?

    init(each: EachList?, ignoreIf: [Condition], demands: [Demand], dedupeKey: [Path], gathering: Gathering?) {
        self.each = each
        self.ignoreIf = ignoreIf
        self.demands = demands
        self.dedupeKey = dedupeKey
        self.gathering = gathering
    }

    /// Whether the deal depends on more than each rule by itself.
    var concernsDeal: Bool { !demands.isEmpty || gathering != nil }

    /// Every path that is looked at beside the rules' own.
    var paths: [Path] {
        (each.map { [$0.path] } ?? []) + ignoreIf.map(\.path) + dedupeKey + (gathering?.paths ?? [])
    }
}

/// Rules of which at least one has to give a value.
struct Demand: Sendable {
    /// The rules by their place among the form's.
    let rules: [Int]
    /// The first one's field, and what is wrong where none of them gives a value.
    let problem: Problem
}
