/// A pattern that finds a part of a text, compiled; a small regular expression whose time grows with the text and never explodes.
///
/// It has letters, `.`, `[a-z]`, `[^,]`, `\d \w \s` and their capitals, `\b`, `^`, `$`, groups `( )` and `(?: )`, `a|b`, and `* + ? {2,5}`, each
/// with a `?` behind it for as few as possible. `(?i)` before it all makes letters' case mean nothing. What it finds is the first group, or all
/// that matched where there is no group. It looks at a text's first 16 KiB.
///
/// A class, so that a rule's transforms are walked without touching its parts.
final class Pattern: Sendable {
    /// The most instructions: repeats are written out.
    static let longestProgram = 500
    /// How much of a text is looked at, in bytes.
    static let longestText = 1 << 14

    let program: [PatternInstruction]
    /// Whether there is a group, whose text is what is found.
    let hasGroup: Bool

    /// Reads a pattern.
    /// - Throws: what is wrong, and where in the text.
    init(parsing text: String) throws(PathError) {
        var parser = PatternParser(text)
        let node = try parser.parse()
        var compiler = PatternCompiler(ignoresCase: parser.ignoresCase)
        program = try compiler.compile(node)
        hasGroup = parser.groups > 0
    }

    /// What the pattern finds first; an empty text if it finds nothing.
    func firstMatch(in piece: Piece) -> Piece {
        // A String, so that bytes which are no UTF-8 are read as they will be sent.
        let text = Array(piece.prefix(Self.longestText).string.utf8)
        var machine = PatternMachine(program, text)
        guard let slots = machine.run() else { return Piece([]) }
        let (start, end) = hasGroup ? (slots.groupStart, slots.groupEnd) : (slots.start, slots.end)
        return start >= 0 && end >= start ? Piece(text, start..<end) : Piece([])
    }
}
