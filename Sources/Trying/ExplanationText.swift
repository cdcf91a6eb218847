internal import BoardCRM
public import Mapping

/// An explanation, laid out for a person: each rule with its line of the file, where its value came from, and every step.
public struct ExplanationText {
    private let files: [String: [UInt8]]
    private let width: Int
    private let visible: (String) -> String

    /// - Parameters:
    ///   - files: the configuration's files, by the names that places give.
    ///   - width: the columns of a line; longer values are cut.
    ///   - visible: makes a stranger's text safe to show.
    public init(files: [String: [UInt8]], width: Int = 80, visible: @escaping (String) -> String) {
        self.files = files
        self.width = width
        self.visible = visible
    }

    /// All rules, then what was left over.
    public func text(_ explanation: Explanation) -> String {
        var blocks = explanation.rules.map(block)
        for (target, text) in explanation.gathered {
            blocks.append("\(target)\n" + row("gathered", quoted(text)))
        }
        if explanation.leftOver.isEmpty {
            blocks.append("left over: nothing")
        } else {
            let column = min(40, (explanation.leftOver.map { visible($0.name).count }.max() ?? 0) + 2)
            let lines = explanation.leftOver.map { left in
                cut("  " + pad(visible(left.name), column) + (left.value.map(quoted) ?? "(a group of values)"))
            }
            let hint =
                explanation.leftOver.contains { $0.name.contains("[") }
                ? [
                    "  (an element: by its place, a[0], or by what it holds, a[label=Name].value)"
                ] : []
            blocks.append((["left over, which no rule took:"] + lines + hint).joined(separator: "\n"))
        }
        if !explanation.passedOver.isEmpty {
            let names = explanation.passedOver.map(visible).joined(separator: ", ")
            blocks.append(
                wrapped(
                    "rest", "passes over \(names): programs call what nobody fills in so; a rule of its own takes one"
                )
                .joined(separator: "\n"))
        }
        return blocks.joined(separator: "\n\n")
    }

    private func block(_ rule: Explanation.Rule) -> String {
        let place = rule.place
        var lines = [head("\(rule.target)", "\(place.file):\(place.line)")]
        if let written = line(of: place) { lines += wrapped("rule", visible(written)) }
        let column = (rule.paths.map { visible($0.path).count }.max() ?? 0) + 2
        for (index, path) in rule.paths.enumerated() {
            var found =
                switch path.finding {
                case .nothing: "(nothing)"
                case .value(let value): quoted(value)
                case .ambiguous(let names):
                    "(nothing: \(names.map { visible($0) }.joined(separator: ", ")) are both like it)"
                case .unfit(let words): words
                }
            if !path.loosely.isEmpty {
                found += "  (called \(path.loosely.map { visible($0) }.joined(separator: ", ")))"
            }
            let name = visible(path.path)
            let title = index == 0 ? "from" : ""
            if column + found.count <= width - Self.column {
                lines.append(row(title, pad(name, column) + found))
            } else {
                lines += wrapped(title, name) + [row("", "  " + found)]
            }
        }
        for step in rule.steps {
            // What the part says stands in the rule's own line.
            let title = step.part.prefix { $0 != ":" && $0 != " " && $0 != "(" }
            lines.append(row(visible(String(title)), step.value.map(quoted) ?? "(nothing that fits)"))
        }
        if let hint = rule.hint { lines += wrapped("hint", visible(hint)) }
        switch rule.result {
        case .sent(let value): lines.append(row("sent", shown(value)))
        case .leftOut: lines.append(row("sent", "(left out)"))
        case .problem(let field, let message): lines += wrapped("WRONG", "\(visible(field)) \(message)")
        }
        return lines.joined(separator: "\n")
    }

    private static let column = 13

    private func row(_ name: String, _ text: String) -> String { cut(start(name) + text) }

    private func start(_ name: String) -> String { "  " + pad(name, Self.column - 2) }

    /// Text that may not be cut, in as many lines as it takes.
    private func wrapped(_ name: String, _ text: String) -> [String] {
        var rest = text[...]
        var lines: [String] = []
        repeat {
            var part = rest.prefix(width - Self.column)
            // Between words where there is a blank that is not far.
            if part.endIndex < rest.endIndex, let blank = part.lastIndex(of: " "),
                part.distance(from: blank, to: part.endIndex) < 24
            {
                part = part[...blank]
            }
            // No blank at a line's end: the next one has it.
            let end = part.last == " " ? part.dropLast() : part
            lines.append(start(lines.isEmpty ? name : "") + end)
            rest = rest[part.endIndex...]
        } while !rest.isEmpty
        return lines
    }

    private func head(_ target: String, _ place: String) -> String {
        target + String(repeating: " ", count: max(2, width - target.count - place.count)) + place
    }

    private func pad(_ text: String, _ count: Int) -> String {
        text + String(repeating: " ", count: max(text.isEmpty || text.count < count ? 0 : 2, count - text.count))
    }

    private func cut(_ line: String) -> String {
        line.count > width ? line.prefix(width - 1) + "…" : line
    }

    /// Texts in quotes, so that their blanks can be seen; a number is none.
    private func quoted(_ text: String) -> String {
        "\"" + visible(text.replacing("\r\n", with: "⏎").replacing("\n", with: "⏎")) + "\""
    }

    private func shown(_ value: FieldValue) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .boolean(let flag): flag ? "true" : "false"
        case .integer, .number: value.formText
        }
    }

    /// The line of the file, without the blanks before it and the comment behind it.
    private func line(of place: Place) -> String? {
        guard let bytes = files[place.file] else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return nil }
        let text = String(decoding: lines[place.line - 1], as: UTF8.self)
        let trimmed = text[..<Self.comment(in: text)].drop { $0 == " " }
        return String(trimmed.prefix(trimmed.count - trimmed.reversed().prefix { $0 == " " }.count))
    }

    /// Where a line's comment begins: a `#` behind a blank, in no quotes. An apostrophe inside a word is no quote.
    private static func comment(in line: String) -> String.Index {
        var quote: Character?
        var previous: Character = " "
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if character == open, previous != "\\" || open == "'" { quote = nil }
                // `\\` is no sign before the next one.
                previous = previous == "\\" && character == "\\" ? " " : character
                continue
            }
            if character == "#", previous == " " { return index }
            if character == "\"" || character == "'", " [{,(:".contains(previous) { quote = character }
            previous = character
        }
        return line.endIndex
    }
}
