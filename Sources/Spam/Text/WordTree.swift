/// The states of a ``WordAutomaton`` while it is made: one for each beginning of a text, 0 for none.
struct WordTree {
    /// Which column a byte has; 0 is for bytes that no text has.
    private(set) var columns = [UInt8](repeating: 0, count: 256)
    private(set) var width = 1
    /// Where each state goes, by column.
    private(set) var next: [UInt16] = []
    /// The texts that end in each state.
    private(set) var ends: [[Int]] = [[]]
    /// The state of the longest proper ending that begins a text where one may begin.
    private(set) var fallback: [Int] = []
    /// All states, those of fewer bytes first.
    private(set) var byLevels = [0]
    /// The byte that leads to each state.
    private var last: [UInt8] = [0]

    var count: Int { ends.count }

    /// Takes texts in small letters.
    init(_ texts: [[UInt8]]) {
        for byte in Set(texts.joined()).sorted() {
            columns[Int(byte)] = UInt8(width)
            width += 1
        }
        next = Array(repeating: 0, count: width)
        for (number, text) in texts.enumerated() {
            var state = 0
            for byte in text {
                let place = state * width + Int(columns[Int(byte)])
                if next[place] == 0 {
                    next[place] = UInt16(ends.count)
                    ends.append([])
                    last.append(byte)
                    next += repeatElement(0, count: width)
                }
                state = Int(next[place])
            }
            ends[state].append(number)
        }
    }

    /// Leads each state on for every byte: where it has no way of its own, it goes where its longest ending goes that may begin a text.
    mutating func complete() {
        fallback = Array(repeating: 0, count: count)
        let first = Array(next[..<width])
        let bytes = (0..<width).map { column in UInt8(columns.firstIndex(of: UInt8(column)) ?? 0) }
        var place = 0
        while place < byLevels.count {
            let state = byLevels[place]
            place += 1
            for column in 0..<width {
                let child = Int(next[state * width + column])
                let other = other(than: state, column, bytes[column], first)
                if child == 0 {
                    next[state * width + column] = UInt16(other)
                } else {
                    fallback[child] = other
                    byLevels.append(child)
                }
            }
        }
    }

    /// Where the longest proper ending of a state goes with one more byte.
    private func other(than state: Int, _ column: Int, _ byte: UInt8, _ first: [UInt16]) -> Int {
        if state == 0 || column == 0 { return 0 }
        if fallback[state] != 0 { return Int(next[fallback[state] * width + column]) }
        // A letter behind a letter begins no word.
        return ByteKind.isLetter(last[state]) && ByteKind.isLetter(byte) ? 0 : Int(first[column])
    }
}
