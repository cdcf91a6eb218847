import Wire

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

    /// Adds a line for each file: of one payload of several its own, and those that the post has beside them.
    private mutating func addFiles(_ resolver: Resolver, _ each: EachList?, to slot: Int) {
        if case .fields(let fields) = resolver.payload { addFiles(of: fields, to: slot) { _ in true } }
        if case .fields(let fields)? = resolver.whole {
            addFiles(of: fields, to: slot) { each?.element(of: $0) == nil }
        }
    }

    private mutating func addFiles(of fields: FormFields, to slot: Int, where isMeant: (ArraySlice<UInt8>) -> Bool) {
        for entry in fields.entries where fields.keepsFiles {
            guard let file = entry.file, !entry.value.isEmpty else { continue }
            var label = fields.bytes[entry.name]
            guard isMeant(label) else { continue }
            if label.suffix(2).elementsEqual("[]".utf8) { label = label.dropLast(2) }
            lines[slot].add(label: Array(label), value: Piece(fields.line(about: file)))
        }
    }

    private static func paths(of line: Gathering.Line, _ resolver: inout Resolver) -> ArraySlice<Path> {
        guard let campaign = line.campaign else { return line.paths[...] }
        return campaign.place(in: &resolver).map { line.paths[$0...$0] } ?? []
    }

    /// Puts everything behind the rules' own texts.
    mutating func finish(_ resolver: inout Resolver, each: EachList?, into values: inout [ReadValue?]) {
        var attribution = LabelledLines(characters: 0)
        if let wanted = gathering.attribution {
            attribution = LabelledLines(characters: gathering.slots[wanted.slot].limit.maximum)
            for line in wanted.lines {
                for path in Self.paths(of: line, &resolver) {
                    guard case .piece(let piece) = resolver.locate(path).joined, !piece.isBlank else { continue }
                    attribution.add(label: line.label, value: piece)
                    taken.append(path)
                    break
                }
            }
        }
        if let slot = gathering.fileLines { addFiles(resolver, each, to: slot) }
        if let rest = gathering.rest {
            var leftovers = Leftovers(taken: taken + rest.except, within: rest.within, lines: lines[rest.slot])
            leftovers.tellsFiles = gathering.fileLines == nil
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
