import Wire

/// What a path with a `*` may be called in a form, whose fields have flat names: `items[0][name]`, `items[1][name]` for `items[*].name`.
struct FieldPattern: Sendable, Hashable {
    /// What stands before, between and behind the words that a `*` stands for; at least two.
    private let literals: [[UInt8]]

    /// The ways in which forms write the steps, the likeliest first; none for a path without a `*` or one that no form can have.
    static func candidates(_ steps: [Path.Step]) -> [FieldPattern] {
        guard steps.contains(.all), steps.first != .all else { return [] }
        return [(true, true), (true, false), (false, false)].compactMap { bracketsAll, bracketsNames in
            FieldPattern(steps, bracketsAll: bracketsAll, bracketsNames: bracketsNames)
        }
    }

    /// - Parameters: whether `*`, and whether names, stand in brackets or behind a dot.
    private init?(_ steps: [Path.Step], bracketsAll: Bool, bracketsNames: Bool) {
        var literals: [[UInt8]] = [[]]
        func append(_ bytes: [UInt8]) { literals[literals.count - 1] += bytes }
        for (position, step) in steps.enumerated() {
            switch step {
            case .member(let name) where position == 0: append(name.bytes)
            case .member(let name) where bracketsNames:
                append([UInt8(ascii: "[")] + name.bytes + [UInt8(ascii: "]")])
            case .member(let name): append([UInt8(ascii: ".")] + name.bytes)
            case .element(let index) where index >= 0 && position > 0: append(Array("[\(index)]".utf8))
            case .list: append(Array("[]".utf8))
            case .all:
                append([UInt8(ascii: bracketsAll ? "[" : ".")])
                literals.append(bracketsAll ? [UInt8(ascii: "]")] : [])
            case .element, .match, .answer, .answerValue: return nil
            }
        }
        self.literals = literals
    }

    /// Whether the field at `entry` has such a name. Each byte of it is looked at once or twice.
    func names(_ entry: FormFields.Entry, of bytes: Span<UInt8>) -> Bool {
        var position = entry.name.lowerBound
        let end = entry.name.upperBound
        for (index, literal) in literals.enumerated() {
            if index > 0 {
                while position < end, !Self.isMark(bytes[position]) { position += 1 }
            }
            guard end - position >= literal.count, ASCII.equal(bytes, from: position, literal.span) else {
                return false
            }
            position += literal.count
        }
        // As PHP marks a field that repeats.
        return position == end || end - position == 2 && ASCII.equal(bytes, from: position, Self.list.span)
    }

    private static let list = Array("[]".utf8)

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ".")
    }
}
