/// Reads a pattern as a person writes it; the grammar stands at `Pattern`.
struct PatternParser {
    private let text: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    /// How many groups that keep something were read.
    private(set) var groups = 0
    private(set) var ignoresCase = false

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    mutating func parse() throws(PathError) -> PatternNode {
        guard !text.isEmpty else { throw PathError(message: "it is empty", offset: 0) }
        if text.starts(with: "(?i)".unicodeScalars) {
            ignoresCase = true
            position = 4
        }
        let node = try alternatives()
        if position < text.count { throw error("this ')' closes nothing; '\\)' is a parenthesis itself") }
        return node
    }

    private mutating func alternatives() throws(PathError) -> PatternNode {
        var all = [try sequence()]
        while take("|") { all.append(try sequence()) }
        return all.count == 1 ? all[0] : .either(all)
    }

    private mutating func sequence() throws(PathError) -> PatternNode {
        var nodes: [PatternNode] = []
        while position < text.count, text[position] != "|", text[position] != ")" {
            let start = position
            let node = try single()
            nodes.append(try quantified(node, from: start))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func single() throws(PathError) -> PatternNode {
        let scalar = text[position]
        switch scalar {
        case "(": return try group()
        case "[":
            position += 1
            return .set(try set())
        case ".":
            position += 1
            return .set(PatternSet(ranges: [0x0A...0x0A], isNegated: true))
        case "^":
            position += 1
            return .textStart
        case "$":
            position += 1
            return .textEnd
        case "*", "+", "?", "{":
            throw error(
                "nothing stands before this '\(scalar)' that it could repeat; '\\\(scalar)' is the character itself")
        case "\\": return try escaped()
        default:
            position += 1
            return .set(PatternSet(ranges: [scalar.value...scalar.value]))
        }
    }

    private mutating func group() throws(PathError) -> PatternNode {
        let start = position
        position += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= 20 else { throw error("these groups are nested more than 20 deep") }
        var number: Int?
        if take("?") {
            guard take(":") else { throw error("only (?: stands for a group that keeps nothing, and (?i) before all") }
        } else {
            groups += 1
            number = groups
        }
        let node = try alternatives()
        guard take(")") else { throw error("this '(' is not closed; '\\(' is a parenthesis itself", at: start) }
        return .group(node, number)
    }

    private mutating func quantified(_ node: PatternNode, from start: Int) throws(PathError) -> PatternNode {
        guard position < text.count else { return node }
        let (least, most): (Int, Int?)
        switch text[position] {
        case "*": (least, most) = (0, nil)
        case "+": (least, most) = (1, nil)
        case "?": (least, most) = (0, 1)
        case "{":
            (least, most) = try counts()
            position -= 1
        default: return node
        }
        position += 1
        let isLazy = take("?")
        if position < text.count, "*+?{".unicodeScalars.contains(text[position]) {
            throw error("a second repeat stands behind the first")
        }
        return .repeated(node, least: least, most: most, isLazy: isLazy)
    }

    /// `{3}`, `{2,5}` or `{2,}`; stops behind the brace.
    private mutating func counts() throws(PathError) -> (Int, Int?) {
        let start = position
        position += 1
        let message = "numbers from 0 to 100 are expected in braces, as in {3}, {2,5} or {2,}"
        guard let least = number() else { throw error(message, at: start) }
        var most: Int? = least
        if take(",") { most = position < text.count && text[position] == "}" ? nil : number() ?? -1 }
        guard take("}"), most ?? least >= least, max(least, most ?? 0) <= 100 else { throw error(message, at: start) }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while position < text.count, let digit = text[position].decimalDigit, text[position].isASCII, value ?? 0 < 1000
        {
            value = (value ?? 0) * 10 + Int(digit)
            position += 1
        }
        return value
    }

    private mutating func escaped() throws(PathError) -> PatternNode {
        if position + 1 < text.count, text[position + 1] == "b" || text[position + 1] == "B" {
            position += 2
            return .wordEdge(text[position - 1] == "b")
        }
        var set = PatternSet()
        if let scalar = try escape(into: &set) { set.ranges = [scalar.value...scalar.value] }
        return .set(set)
    }

    /// What `\x` stands for: a character, or nil for a set that was put into `set`.
    private mutating func escape(into set: inout PatternSet) throws(PathError) -> Unicode.Scalar? {
        guard position + 1 < text.count else { throw error("nothing stands behind this '\\'") }
        let scalar = text[position + 1]
        position += 2
        switch scalar {
        case "d", "D": set.kinds.append((.digit, scalar == "D"))
        case "w", "W": set.kinds.append((.word, scalar == "W"))
        case "s", "S": set.kinds.append((.space, scalar == "S"))
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        default:
            if scalar.isASCII, ASCII.isLetter(UInt8(ascii: scalar)) || ASCII.isDigit(UInt8(ascii: scalar)) {
                throw error(
                    "'\\\(scalar)' has no meaning here; there are \\d \\w \\s \\b \\n \\r \\t", at: position - 2)
            }
            return scalar
        }
        return nil
    }

    /// What stands in brackets, the first of which is read.
    private mutating func set() throws(PathError) -> PatternSet {
        let start = position - 1
        var set = PatternSet()
        set.isNegated = take("^")
        var isFirst = true
        while position < text.count, isFirst || text[position] != "]" {
            isFirst = false
            guard let low = try member(of: &set) else { continue }
            guard position + 1 < text.count, text[position] == "-", text[position + 1] != "]" else {
                set.ranges.append(low.value...low.value)
                continue
            }
            let dash = position
            position += 1
            guard let high = try member(of: &set), high.value >= low.value else {
                throw error("this range ends before it begins; '\\-' is a hyphen itself", at: dash)
            }
            set.ranges.append(low.value...high.value)
        }
        guard take("]") else { throw error("this '[' is not closed; '\\[' is a bracket itself", at: start) }
        return set
    }

    private mutating func member(of set: inout PatternSet) throws(PathError) -> Unicode.Scalar? {
        if text[position] == "\\" { return try escape(into: &set) }
        position += 1
        return text[position - 1]
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == scalar else { return false }
        position += 1
        return true
    }

    private func error(_ message: String, at place: Int? = nil) -> PathError {
        PathError(message: message, offset: text[..<(place ?? position)].reduce(0) { $0 + UTF8.width($1) })
    }
}
