/// Tells which of a template's texts are separators, marks round a value, labels and brackets. Done once, when it is read.
enum TemplateLayout {
    enum Piece {
        case text([UInt8])
        case value(TemplateValue)
    }

    static func parts(of pieces: [Piece]) -> [Template.Part] {
        let items = bracketed(pieces.flatMap(items)[...])
        return labelled(parts(of: items))
    }

    /// A template as characters and values; brackets that hold a value are one item with what is in them.
    private enum Item {
        case character(Character)
        case value(TemplateValue)
        case brackets(Character, [Item], Character)

        var isCharacter: Bool { if case .character = self { true } else { false } }

        var holdsValue: Bool {
            switch self {
            case .character: false
            case .value: true
            case .brackets(_, let inner, _): inner.contains(where: \.holdsValue)
            }
        }
    }

    private static func items(of piece: Piece) -> [Item] {
        switch piece {
        case .text(let bytes): String(decoding: bytes, as: UTF8.self).map { .character($0) }
        case .value(let value): [.value(value)]
        }
    }

    // MARK: - Brackets

    private static let closing: [Character: Character] = [
        "(": ")", "[": "]", "{": "}", "<": ">", "«": "»", "“": "”", "„": "“", "‹": "›",
    ]

    private static func bracketed(_ items: ArraySlice<Item>) -> [Item] {
        var output: [Item] = []
        // Where in `output` each bracket stands that is open.
        var open: [(position: Int, closing: Character)] = []
        for item in items {
            guard case .character(let character) = item else {
                output.append(item)
                continue
            }
            if let last = open.last, last.closing == character, case .character(let opening) = output[last.position] {
                open.removeLast()
                let inner = Array(output[(last.position + 1)...])
                guard inner.contains(where: \.holdsValue) else {
                    output.append(item)
                    continue
                }
                output.removeSubrange(last.position...)
                output.append(.brackets(opening, inner, character))
            } else {
                if let closing = closing[character] { open.append((output.count, closing)) }
                output.append(item)
            }
        }
        return output
    }

    // MARK: - Between values

    private static func parts(of items: [Item]) -> [Template.Part] {
        var parts: [Template.Part] = []
        var before = ""
        var position = 0
        var isAfterValue = false
        while position < items.count {
            let start = position
            var text = ""
            while position < items.count, case .character(let character) = items[position] {
                text.append(character)
                position += 1
            }
            if position > start {
                let split = Between(text, isAfterValue: isAfterValue, isBeforeValue: position < items.count)
                if !split.after.isEmpty { append(split.after, to: &parts) }
                parts += split.parts
                before = split.before
            }
            guard position < items.count else { break }
            switch items[position] {
            case .character: break
            case .value(let value): parts.append(.value(value, before: Array(before.utf8), after: []))
            case .brackets(let opening, let inner, let closing):
                parts.append(
                    .group(
                        before: Array((before + String(opening)).utf8), labelled(Self.parts(of: inner)),
                        after: Array(String(closing).utf8)))
            }
            before = ""
            isAfterValue = true
            position += 1
        }
        return parts
    }

    /// Adds the marks behind a value to it.
    private static func append(_ after: String, to parts: inout [Template.Part]) {
        switch parts.popLast() {
        case .value(let value, let before, let old)?:
            parts.append(.value(value, before: before, after: old + after.utf8))
        case .group(let before, let inner, let old)?:
            parts.append(.group(before: before, inner, after: old + after.utf8))
        case let other?: parts.append(other)
        case nil: break
        }
    }

    // MARK: - Labels

    /// Puts a label together with the values that it is for: those behind it that are separated by blanks alone.
    private static func labelled(_ parts: [Template.Part]) -> [Template.Part] {
        var output: [Template.Part] = []
        var position = 0
        while position < parts.count {
            guard case .text(let text) = parts[position], text.last == UInt8(ascii: ":") else {
                output.append(parts[position])
                position += 1
                continue
            }
            var label = text
            var inner: [Template.Part] = []
            var next = position + 1
            if next < parts.count, case .separator(let blank) = parts[next], isBlank(blank) {
                label += blank
                next += 1
            }
            labels: while next < parts.count {
                switch parts[next] {
                case .value, .group: inner.append(parts[next])
                case .separator(let text) where isBlank(text) && next + 1 < parts.count && isValue(parts[next + 1]):
                    inner.append(parts[next])
                default: break labels
                }
                next += 1
            }
            if inner.isEmpty {
                output.append(parts[position])
                position += 1
            } else {
                output.append(.group(before: label, inner, after: []))
                position = next
            }
        }
        return output
    }

    private static func isValue(_ part: Template.Part) -> Bool {
        switch part {
        case .value, .group: true
        case .text, .end, .separator: false
        }
    }

    private static func isBlank(_ text: [UInt8]) -> Bool { text.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}
