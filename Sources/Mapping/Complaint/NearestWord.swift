/// Finds the word that a person most likely meant.
public enum NearestWord {
    /// The candidate nearest to `word` by edits (insert, delete, replace, swap of neighbours, all after lower-casing
    /// ASCII), or nil when none is near: at most one edit for each three characters, and at least one is allowed.
    /// Of equally near ones, the first.
    public static func find(_ word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = lowered(word)
        var best: (word: String, edits: Int)?
        for candidate in candidates {
            let edits = distance(wanted, lowered(candidate))
            if edits <= max(1, max(wanted.count, candidate.utf8.count) / 3), edits < best?.edits ?? .max {
                best = (candidate, edits)
            }
        }
        return best?.word
    }

    /// `; did you mean 'x'?` for the nearest candidate, or nothing: what ends a complaint about an unknown word.
    public static func suggestion(for word: String, among candidates: some Sequence<String>) -> String {
        find(word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
    }

    private static func lowered(_ word: String) -> [UInt8] {
        // A word longer than this is no typing error, and the table below is quadratic.
        word.utf8.prefix(64).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    }

    /// The optimal string alignment distance: Damerau-Levenshtein in which no part is edited twice.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var edits = min(last[column + 1] + 1, current[column] + 1, replaced)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    edits = min(edits, beforeLast[column - 1] + 1)
                }
                current.append(edits)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
