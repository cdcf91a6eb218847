/// `boolean`: `true`, `yes`, `on` and `1`, or `false`, `no`, `off` and `0`, in any case.
///
/// `on` is what a browser sends for a box that is ticked and has no value of its own; for one that is not it sends nothing.
enum BooleanType {
    private static let words: [(word: [UInt8], value: Bool)] = [
        (Array("true".utf8), true), (Array("yes".utf8), true), (Array("on".utf8), true), (Array("1".utf8), true),
        (Array("false".utf8), false), (Array("no".utf8), false), (Array("off".utf8), false), (Array("0".utf8), false),
    ]

    static func read(_ piece: Piece) -> Bool? {
        let text = piece.trimmedASCII
        for (word, value) in words where matches(text, word) { return value }
        return nil
    }

    private static func matches(_ text: Piece, _ word: [UInt8]) -> Bool {
        guard text.range.count == word.count else { return false }
        for index in word.indices where ASCII.lowered(text.bytes[text.range.lowerBound + index]) != word[index] {
            return false
        }
        return true
    }
}
