/// Lines that a person reads, `Label: value`, up to a size that is enough for the characters that fit.
struct LabelledLines {
    /// A label longer than this is cut; field names come from outside.
    private static let longestLabel = 200
    /// More bytes than this for each character are the work of someone who wants to use up memory.
    private static let bytesForCharacter = 16

    private var bytes: [UInt8] = []
    private let capacity: Int
    /// Whether something was left out because it could not fit in any case.
    private var isCut = false

    /// Lines of which about so many characters can be used.
    init(characters: Int) {
        self.init(capacity: characters * Self.bytesForCharacter + Self.longestLabel)
    }

    private init(capacity: Int) {
        self.capacity = capacity
    }

    /// None yet, and as many as of these can be used.
    var another: LabelledLines { LabelledLines(capacity: capacity) }

    var isEmpty: Bool { bytes.isEmpty }
    /// Whether there is no use in adding more.
    var isFull: Bool { bytes.count >= capacity }

    /// Adds a line. A value of several lines goes on indented, so that none of them looks like a line of its own.
    mutating func add(label: [UInt8], value: Piece) {
        let value = value.trimmed
        guard !value.range.isEmpty else { return }
        begin(label)
        var position = value.range.lowerBound
        while position < value.range.upperBound {
            guard !isFull else { return cut() }
            let length = Self.lineBreak(in: value.bytes, at: position, before: value.range.upperBound)
            if length > 0 {
                bytes += [UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: " ")]
                position += length
            } else {
                bytes.append(value.bytes[position])
                position += 1
            }
        }
    }

    /// How many bytes of a line's end stand there, by any of Unicode's (UAX 14, mandatory breaks); 0 for none.
    private static func lineBreak(in bytes: [UInt8], at position: Int, before end: Int) -> Int {
        func byte(_ offset: Int) -> UInt8 { position + offset < end ? bytes[position + offset] : 0 }
        switch byte(0) {
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0x0A...0x0C: return 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }

    /// Ends in the middle of a value, and never in the middle of a character.
    private mutating func cut() {
        isCut = true
        while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
        if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
    }

    /// Adds the lines of another.
    mutating func add(_ other: LabelledLines) {
        guard !other.isEmpty else { return }
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        bytes += other.bytes
        isCut = isCut || other.isCut
    }

    private mutating func begin(_ label: [UInt8]) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        let label = Piece(label).squeezed.trimmed
        guard !label.range.isEmpty else { return }
        let short = label.prefix(Self.longestLabel)
        bytes += short.bytes[short.range]
        if short.range.count < label.range.count { bytes += "…".utf8 }
        bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
    }

    /// What the rules made and, behind an empty line, these; not longer than the limit.
    func text(behind first: String?, limit: LengthLimit) -> Piece {
        var text = first ?? ""
        if !text.isEmpty { text += "\n\n" }
        text += String(decoding: bytes, as: UTF8.self)
        if isCut { text += "…" }
        return Piece(limit.apply(to: text) ?? text)
    }
}
