internal import Mapping

extension DraftPlan {
    /// Rules that would make one date of a day, a month and a year each in a field of its own, for whoever has a field of the board for it.
    func dates(among open: [Int]) -> [String] {
        open.compactMap { index in
            let leaf = sample.found[index].leaf
            guard leaf.names.count > 1, let group = leaf.names.dropLast().last, Words(leaf.title).words == ["year"],
                let month = sibling("month", of: leaf, among: open), let day = sibling("day", of: leaf, among: open)
            else { return nil }
            let paths = [index, month, day].map { "{\(sample.found[$0].path)}" }
            let rule = DraftRule(
                target: "date", source: .template(paths.joined(separator: "-")), type: "date", saw: leaf.value)
            guard trial.value(of: rule.definition) != nil else { return nil }
            return "\(group), as one date: \(rule.text)"
        }
    }

    private func sibling(_ word: String, of leaf: Leaf, among open: [Int]) -> Int? {
        open.first { index in
            let other = sample.found[index].leaf
            return other.names.dropLast() == leaf.names.dropLast() && Words(other.title).words == [word]
        }
    }
}
