/// What differs between two texts, line by line.
enum TextDifference {
    /// The lines of both in order: those that only the old one has begin with `-`, those of the new one with `+`.
    static func lines(_ old: String, _ new: String) -> [String] {
        let (old, new) = (split(old), split(new))
        let changes = new.difference(from: old)
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [String] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                lines.append("- " + old[left])
                left += 1
            } else if right < new.count, inserted.contains(right) {
                lines.append("+ " + new[right])
                right += 1
            } else {
                lines.append("  " + old[left])
                left += 1
                right += 1
            }
        }
        return lines
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }
}
