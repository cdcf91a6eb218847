/// The table of a rule's `choices`, compiled: what comes, in UTF-8, and what is sent for it.
struct ChoiceTable: Sendable {
    private let entries: [(from: [UInt8], to: TypedValue)]
    /// What is wrong with a value that is not in the table.
    let refusal: String

    /// A table of these lines, each of another `from`.
    init(_ lines: [(from: String, to: TypedValue)]) {
        refusal = Refusal.notAChoice(lines.map(\.from))
        entries = lines.map { (Array($0.from.utf8), $0.to) }.sorted { $0.from.lexicographicallyPrecedes($1.from) }
    }

    /// All that may be sent.
    var values: [TypedValue] { entries.map(\.to) }

    /// What is sent for a text; nil if the table does not have it.
    subscript(piece: Piece) -> TypedValue? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].from.lexicographicallyPrecedes(piece.bytes[piece.range]) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < entries.count && piece.equals(entries[low].from) ? entries[low].to : nil
    }
}
