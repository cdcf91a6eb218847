/// The gathered texts of one submission, on their way behind what the rules made.
struct GatheredTexts {
    private let gathering: Gathering
    private var lines: [LabelledLines]
    private var taken: [Path] = []

    init(_ gathering: Gathering) {
        self.gathering = gathering
        lines = gathering.slots.map { LabelledLines(characters: $0.limit.maximum) }
    }

    /// Remembers what a rule took: it is no part of the rest.
    mutating func take(_ paths: [Path]) {
        taken.append(contentsOf: paths)
    }

    /// Adds a text that was cut, in full.
    mutating func add(_ whole: Piece, cutBy rule: Int, label: Path?) {
        guard let slot = gathering.slotOfCut[rule] else { return }
        lines[slot].add(label: Array((label?.name ?? "").utf8), value: whole)
    }

    /// Puts everything behind the rules' own texts.
    mutating func finish(_ resolver: inout Resolver, each: EachList?, into values: inout [ReadValue?]) {
        var attribution = LabelledLines(characters: 0)
        if let wanted = gathering.attribution {
            attribution = LabelledLines(characters: gathering.slots[wanted.slot].limit.maximum)
            for line in wanted.lines {
                for path in line.paths {
                    guard case .piece(let piece) = resolver.locate(path).joined, !piece.isBlank else { continue }
                    attribution.add(label: line.label, value: piece)
                    taken.append(path)
                    break
                }
            }
        }
        if let rest = gathering.rest {
            var leftovers = Leftovers(taken: taken + rest.except, within: rest.within, lines: lines[rest.slot])
            leftovers.collect(&resolver, each: each)
            lines[rest.slot] = leftovers.lines
        }
        if let wanted = gathering.attribution { lines[wanted.slot].add(attribution) }
        for (slot, lines) in zip(gathering.slots, lines) where !lines.isEmpty {
            values[slot.rule] = .text(
                lines.text(behind: values[slot.rule]?.typed.fieldValue.plainText, limit: slot.limit))
        }
    }
}
