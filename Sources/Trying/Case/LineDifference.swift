/// Two texts, line by line.
public enum LineDifference {
    /// All lines of both: `- ` before one that only the first has, `+ ` before one that only the second has, two spaces before the others.
    public static func lines(from old: [String], to new: [String]) -> [String] {
        let changes = new.difference(from: old) { Array($0.utf8) == Array($1.utf8) }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var output: [String] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                output.append("- " + old[left])
                left += 1
            } else if right < new.count, inserted.contains(right) {
                output.append("+ " + new[right])
                right += 1
            } else {
                output.append("  " + new[right])
                (left, right) = (left + 1, right + 1)
            }
        }
        return output
    }

    /// The same of two texts, without their empty lines.
    public static func lines(_ old: String, _ new: String) -> [String] {
        lines(from: old.split(separator: "\n").map(String.init), to: new.split(separator: "\n").map(String.init))
    }
}
