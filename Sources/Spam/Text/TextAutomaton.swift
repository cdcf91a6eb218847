/// Finds any of many texts in one pass over the bytes, in either case of letters: Aho and Corasick's automaton, with a table for each
/// state over those bytes only that any of the texts has.
struct TextAutomaton: Sendable {
    private struct Hit {
        let text: Int
        let length: Int
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

    /// How many bytes all texts may have together: so many states have numbers.
    static let room = 20_000

    /// Takes texts that are not empty, of ``room`` bytes at most together.
    init(_ texts: [String]) {
        let texts = texts.map(LetterPair.lowered)
        var columns = [UInt8](repeating: 0, count: 256)
        var width = 1
        for byte in Set(texts.joined()).sorted() {
            columns[Int(byte)] = UInt8(width)
            width += 1
        }
        var next = [UInt16](repeating: 0, count: width)
        var ends: [[Int]] = [[]]
        for (number, text) in texts.enumerated() {
            var state = 0
            for byte in text {
                let place = state * width + Int(columns[Int(byte)])
                if next[place] == 0 {
                    next[place] = UInt16(ends.count)
                    ends.append([])
                    next += repeatElement(0, count: width)
                }
                state = Int(next[place])
            }
            ends[state].append(number)
        }
        // By levels: where a state has no way on, it goes where its longest proper ending goes.
        var hits: [Hit] = []
        var firstHit = [Int16](repeating: -1, count: ends.count)
        var fallback = [Int](repeating: 0, count: ends.count)
        var queue = [0]
        var place = 0
        while place < queue.count {
            let state = queue[place]
            place += 1
            firstHit[state] = state == 0 ? -1 : firstHit[fallback[state]]
            for text in ends[state] {
                hits.append(Hit(text: text, length: texts[text].count, next: Int(firstHit[state])))
                firstHit[state] = Int16(hits.count - 1)
            }
            for column in 0..<width {
                let child = Int(next[state * width + column])
                let other = state == 0 ? 0 : Int(next[fallback[state] * width + column])
                if child == 0 {
                    next[state * width + column] = UInt16(other)
                } else {
                    fallback[child] = other
                    queue.append(child)
                }
            }
        }
        for upper in UInt8(ascii: "A")...UInt8(ascii: "Z") { columns[Int(upper)] = columns[Int(upper | 0x20)] }
        self.columns = columns
        self.width = width
        self.next = next.map { UInt32($0) * UInt32(width) * 2 + (firstHit[Int($0)] >= 0 ? 1 : 0) }
        self.firstHit = firstHit
        self.hits = hits
    }

    /// Calls `found` for every place where a text stands, with its number and where it begins and ends.
    @inline(__always)
    func scan(_ text: Span<UInt8>, _ found: (_ text: Int, _ place: Range<Int>) -> Void) {
        let (columns, next) = (columns.span, next.span)
        var state: UInt32 = 0
        var index = 0
        let end = text.count
        while index < end {
            let byte = text[index]
            index &+= 1
            if LetterPair.beginsTwo(byte), index < end {
                let (first, second) = LetterPair.lower(byte, text[index])
                index &+= 1
                state = next[Int(state >> 1) &+ Int(columns[Int(first)])]
                state = next[Int(state >> 1) &+ Int(columns[Int(second)])]
            } else {
                state = next[Int(state >> 1) &+ Int(columns[Int(byte)])]
            }
            if state & 1 != 0 {
                var hit = Int(firstHit[Int(state >> 1) / width])
                while hit >= 0 {
                    found(hits[hit].text, index - hits[hit].length..<index)
                    hit = hits[hit].next
                }
            }
        }
    }
}
