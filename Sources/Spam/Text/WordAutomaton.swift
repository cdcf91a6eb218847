/// Finds any of many texts in one pass over the bytes, in either case of letters, where they stand alone: no letter and no digit goes on
/// before or behind them. Aho and Corasick's automaton, with a table for each state over those bytes only that any of the texts has; since a
/// text that begins with a letter begins a word, most bytes of a text never enter it.
struct WordAutomaton: Sendable {
    private struct Hit {
        let text: Int
        let length: Int
        /// Whether what follows it may be no letter.
        let endsInLetter: Bool
        /// The next shorter text that ends in the same place; -1 for none.
        let next: Int
    }

    /// Which column a byte has; 0 is for bytes that no text has.
    private let columns: [UInt8]
    private let width: Int
    /// Where each state goes, by column: twice the place of the next state's row, and 1 more where a text ends there.
    private let next: [UInt32]
    /// The longest text that ends in each state; -1 for none.
    private let firstHit: [Int16]
    private let hits: [Hit]
    /// What each byte is.
    private let kinds: [ByteKind]

    /// How many bytes all texts may have together: so many states have numbers.
    static let room = 20_000

    /// Takes texts that are not empty, of ``room`` bytes at most together.
    init(_ texts: [String]) {
        let texts = texts.map(LetterPair.lowered)
        var tree = WordTree(texts)
        tree.complete()
        var hits: [Hit] = []
        var firstHit = [Int16](repeating: -1, count: tree.count)
        for state in tree.byLevels {
            firstHit[state] = state == 0 ? -1 : firstHit[tree.fallback[state]]
            for text in tree.ends[state] {
                let bytes = texts[text]
                hits.append(
                    Hit(
                        text: text, length: bytes.count, endsInLetter: ByteKind.isLetter(bytes[bytes.count - 1]),
                        next: Int(firstHit[state])))
                firstHit[state] = Int16(hits.count - 1)
            }
        }
        var columns = tree.columns
        for upper in UInt8(ascii: "A")...UInt8(ascii: "Z") { columns[Int(upper)] = columns[Int(upper | 0x20)] }
        let width = tree.width
        self.columns = columns
        self.width = width
        next = tree.next.map { UInt32($0) * UInt32(width) * 2 + (firstHit[Int($0)] >= 0 ? 1 : 0) }
        self.firstHit = firstHit
        self.hits = hits
        kinds = ByteKind.table(beginning: Set(texts.map { $0[0] }))
    }

    /// Calls `found` for every place where a text stands alone, with its number and where it begins, and `mark` for every colon and @.
    @inline(__always)
    func scan(_ text: Span<UInt8>, mark: (_ place: Int) -> Void, _ found: (_ text: Int, _ place: Int) -> Void) {
        let (columns, next, kinds) = (columns.span, next.span, kinds.span)
        var state: UInt32 = 0
        var index = 0
        let end = text.count
        while true {
            if state == 0 { index = ByteKind.nextWanted(text, kinds, from: index) }
            guard index < end else { return }
            let byte = text[index]
            let kind = kinds[Int(byte)]
            if kind.contains(.mark) { mark(index) }
            index &+= 1
            // In the first state, only what begins a text leads on.
            if state == 0, !kind.begins { continue }
            if LetterPair.beginsTwo(byte), index < end {
                let (first, second) = LetterPair.lower(byte, text[index])
                index &+= 1
                state = next[Int(state >> 1) &+ Int(columns[Int(first)])]
                state = next[Int(state >> 1) &+ Int(columns[Int(second)])]
            } else {
                state = next[Int(state >> 1) &+ Int(columns[Int(byte)])]
            }
            if state & 1 != 0 { report(state, text, before: index, found) }
        }
    }

    /// All texts that end before a place where the automaton is in a state.
    private func report(
        _ state: UInt32, _ text: Span<UInt8>, before end: Int, _ found: (_ text: Int, _ place: Int) -> Void
    ) {
        let isLetterNext = end < text.count && ByteKind.isLetter(text[end])
        var hit = Int(firstHit[Int(state >> 1) / width])
        while hit >= 0 {
            if !isLetterNext || !hits[hit].endsInLetter { found(hits[hit].text, end &- hits[hit].length) }
            hit = hits[hit].next
        }
    }
}
