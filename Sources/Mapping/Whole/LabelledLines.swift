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
        capacity = characters * Self.bytesForCharacter + Self.longestLabel
    }

    var isEmpty: Bool { bytes.isEmpty }
    /// Whether there is no use in adding more.
    var isFull: Bool { bytes.count >= capacity }

    /// Adds a line. A value of several lines goes on indented, so that none of them looks like a line of its own.
    mutating func add(label: [UInt8], value: Piece) {
        let value = value.trimmed
        guard !value.range.isEmpty else { return }
        begin(label)
        var wasReturn = false
        for byte in value.bytes[value.range] {
            guard !isFull else { return cut() }
            switch byte {
            case UInt8(ascii: "\n") where wasReturn: break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                bytes += [UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: " ")]
            default: bytes.append(byte)
            }
            wasReturn = byte == UInt8(ascii: "\r")
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
