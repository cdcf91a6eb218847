extension TemplateLayout {
    /// The text between two values, or before the first, or behind the last, taken apart.
    struct Between {
        /// The marks that belong to the value before: `)` of `({a}) `, `%`.
        private(set) var after = ""
        private(set) var parts: [Template.Part] = []
        /// The marks that belong to the value behind: `#`, `€`.
        private(set) var before = ""

        init(_ text: String, isAfterValue: Bool, isBeforeValue: Bool) {
            var rest = text[...]
            if isAfterValue {
                let marks = rest.prefix { Between.isMark($0) && !Between.isPunctuation($0) }
                // Marks with a value on both sides separate: `{a}/{b}`.
                if !marks.isEmpty, marks.endIndex == rest.endIndex ? !isBeforeValue : rest[marks.endIndex].isWhitespace
                {
                    after = String(marks)
                    rest = rest[marks.endIndex...]
                }
            }
            if isBeforeValue {
                let marks = rest.reversed().prefix(while: Between.isMark)
                let start = rest.index(rest.endIndex, offsetBy: -marks.count)
                let isAlone = start == rest.startIndex ? !isAfterValue : rest[rest.index(before: start)].isWhitespace
                if !marks.isEmpty, isAlone {
                    before = String(rest[start...])
                    rest = rest[..<start]
                }
            }
            guard rest.contains(where: Between.isOfWord) else {
                addMarks(rest, isAfterValue: isAfterValue, isBeforeValue: isBeforeValue)
                return
            }
            addWords(rest, isAfterValue: isAfterValue, isBeforeValue: isBeforeValue)
        }

        private mutating func addMarks(_ text: Substring, isAfterValue: Bool, isBeforeValue: Bool) {
            if text.isEmpty { return }
            let isBlank = text.allSatisfy(\.isWhitespace)
            switch (isAfterValue, isBeforeValue) {
            case (true, true): add(Template.Part.separator, text)
            // Blanks at the ends of a template are nobody's.
            case (false, true) where isBlank, (true, false) where isBlank: break
            case (true, false): add(Template.Part.end, text)
            case (false, _): add(Template.Part.text, text)
            }
        }

        private mutating func addWords(_ text: Substring, isAfterValue: Bool, isBeforeValue: Bool) {
            var rest = text
            if isAfterValue {
                let separator = rest.prefix { !Between.isOfWord($0) }
                add(Template.Part.separator, separator)
                rest = rest[separator.endIndex...]
            }
            let reversed = rest.reversed()
            let trailing =
                isBeforeValue
                ? reversed.prefix { $0.isWhitespace || Between.isSeparator($0) }
                : reversed.prefix(while: \.isWhitespace)
            let end = rest.index(rest.endIndex, offsetBy: -trailing.count)
            let words = rest[..<end]
            // A label begins behind the last separator, so that what stands before it stays.
            if words.last == ":",
                let last = words.dropLast().lastIndex(where: { $0.isNewline || Between.isSeparator($0) && $0 != "-" })
            {
                let first = words[..<last]
                let label = words[words.index(after: last)...].drop(while: \.isWhitespace)
                let kept = first.reversed().drop { $0.isWhitespace || Between.isSeparator($0) }
                let keptEnd = first.index(first.startIndex, offsetBy: kept.count)
                add(Template.Part.text, first[..<keptEnd])
                add(Template.Part.separator, words[keptEnd..<label.startIndex])
                add(Template.Part.text, label)
            } else {
                add(Template.Part.text, words)
            }
            if isBeforeValue { add(Template.Part.separator, rest[end...]) }
        }

        private mutating func add(_ make: ([UInt8]) -> Template.Part, _ text: Substring) {
            if !text.isEmpty { parts.append(make(Array(text.utf8))) }
        }

        private static func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

        /// Neither a word's nor a blank.
        private static func isMark(_ character: Character) -> Bool { !isOfWord(character) && !character.isWhitespace }

        /// What ends a sentence or a part of one, and so is no mark of the value before it.
        private static func isPunctuation(_ character: Character) -> Bool { ".,;:!?…".contains(character) }

        private static func isSeparator(_ character: Character) -> Bool { ",;|/·•–—-".contains(character) }
    }
}
