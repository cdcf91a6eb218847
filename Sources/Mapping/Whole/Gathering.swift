import BoardCRM

/// Texts that are gathered from more than one place: what no rule took, what was cut, what brought the visitor.
struct Gathering: Sendable {
    /// A rule's text that more goes behind.
    struct Slot: Sendable {
        /// The rule by its place among the form's.
        let rule: Int
        /// How long the text may be in the end.
        let limit: LengthLimit
    }

    /// A line that is written wherever one of its paths leads to a value.
    struct Line: Sendable {
        let label: [UInt8]
        let paths: [Path]
        /// For a campaign's name: where all of them are looked for.
        var campaign: Campaign?
    }

    let slots: [Slot]
    /// Where a rule's whole text goes when it was cut: its slot, by the rule's place.
    let slotOfCut: [Int: Int]
    /// What brought the visitor, and the slot that it goes to.
    let attribution: (slot: Int, lines: [Line])?
    /// What no rule took: the slot that it goes to, paths to what is left out, and to what alone is told.
    let rest: (slot: Int, except: [Path], within: [Path])?

    /// The slot that lines about files go to.
    var fileLines: Int?

    var paths: [Path] { (attribution?.lines.flatMap(\.paths) ?? []) + (rest.map { $0.except + $0.within } ?? []) }
}
