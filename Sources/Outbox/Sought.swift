/// Who or what is looked for in submissions.
public enum Sought: Sendable, Hashable {
    /// An e-mail address, in either case of letters, where it stands by itself: not as a part of a longer one.
    case email(String)
    /// A telephone number by its digits, in whatever way it is written; with or without its country's code.
    case phone(digits: String)
    /// Some text, in either case of letters, anywhere.
    case text(String)

    /// The least digits of a telephone number: fewer would find too many others.
    public static let leastDigits = 7

    /// A telephone number by its digits; nil where there are too few.
    public init?(phone text: String) {
        let digits = Self.significant(text.utf8.filter(Self.isDigit))
        guard digits.count >= Self.leastDigits else { return nil }
        self = .phone(digits: String(decoding: digits, as: UTF8.self))
    }

    /// Whether it is in any piece of a text.
    public func isFound(in text: SearchedText) -> Bool { text.pieces.contains(where: isFound) }

    /// Whether it is in one piece.
    public func isFound(in piece: String) -> Bool {
        switch self {
        case .text(let text): Self.isFound(text: text, in: piece)
        case .email(let address): Self.find(Array(address.lowercased().utf8), in: Array(piece.lowercased().utf8))
        case .phone(let digits): !Self.numbers(like: digits, in: piece).isEmpty
        }
    }

    // MARK: E-mail

    private static func find(_ address: [UInt8], in text: [UInt8]) -> Bool {
        guard !address.isEmpty, text.count >= address.count else { return false }
        for start in 0...text.count - address.count where text[start] == address[0] {
            let end = start + address.count
            guard text[start..<end].elementsEqual(address) else { continue }
            if start > 0, isOfLocalPart(text[start - 1]) { continue }
            if end < text.count, goesOn(text, from: end) { continue }
            return true
        }
        return false
    }

    /// Whether a byte before the address would belong to it (RFC 5322, 3.2.3, without what separates in text and markup).
    private static func isOfLocalPart(_ byte: UInt8) -> Bool {
        isWord(byte) || byte >= 0x80 || "._%+-".utf8.contains(byte)
    }

    /// Whether the host's name goes on: `x@example.com` in `x@example.com.au`, and not in `x@example.com.`
    private static func goesOn(_ text: [UInt8], from end: Int) -> Bool {
        if isWord(text[end]) || text[end] >= 0x80 || text[end] == UInt8(ascii: "-") { return true }
        return text[end] == UInt8(ascii: ".") && end + 1 < text.count && isWord(text[end + 1])
    }

    static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
    }
}
