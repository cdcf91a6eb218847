/// What stands in a stored submission, as it came, wherever something that is sought may be in it: by it a million submissions are passed over
/// in seconds, and only the rest are decoded. It may be wrong in one direction only: where nothing of it is seen, there is nothing.
public struct SoughtTraces: Sendable {
    /// What one thing that is sought leaves behind.
    private struct Trace: Sendable {
        /// Its words, as bits of ``Seen/words``: each of them has to be there.
        let words: UInt64
        /// Whether there has to be something beyond ASCII.
        let isBeyondASCII: Bool
    }

    /// What was seen of one submission.
    public struct Seen: Sendable {
        fileprivate var words: UInt64 = 0
        fileprivate var isBeyondASCII = false
        /// A letter or a digit is written in a way that hides it: `%61`, `\u0061`.
        fileprivate var isHidden = false

        /// Nothing yet.
        public init() {}
    }

    /// Runs of small letters and digits, which stand in every encoding as they are unless somebody hides them.
    private let words: [[UInt8]]
    private let traces: [Trace]
    /// What a byte may be: bits of ``Role``.
    private let roles: [UInt8]

    private enum Role {
        static let beginsWord: UInt8 = 1
        static let percent: UInt8 = 2
        static let unicode: UInt8 = 4
        static let beyondASCII: UInt8 = 8
        static let number: UInt8 = 16
    }

    /// Nil where one of them leaves no trace: each submission has to be read then.
    public init?(_ sought: [Sought]) {
        var words: [[UInt8]] = []
        var traces: [Trace] = []
        for sought in sought {
            let text: String
            switch sought {
            case .text(let some), .email(let some): text = some.lowercased()
            // Digits have anything between them.
            case .phone: return nil
            }
            var bits: UInt64 = 0
            for word in Self.words(of: text) where words.count < UInt64.bitWidth {
                bits |= 1 << UInt64(words.count)
                words.append(word)
            }
            let isBeyondASCII = text.unicodeScalars.contains { !$0.isASCII && !Self.isLikeASCII($0) }
            guard bits != 0 || isBeyondASCII else { return nil }
            traces.append(Trace(words: bits, isBeyondASCII: isBeyondASCII))
        }
        (self.words, self.traces) = (words, traces)
        var roles = [UInt8](repeating: 0, count: 256)
        for byte in 0x80...0xFF { roles[byte] = Role.beyondASCII }
        roles[Int(UInt8(ascii: "%"))] = Role.percent
        roles[Int(UInt8(ascii: "u"))] = Role.unicode
        roles[Int(UInt8(ascii: "#"))] = Role.number
        for word in words {
            roles[Int(word[0])] |= Role.beginsWord
            if Self.isLetter(word[0]) { roles[Int(word[0] & ~0x20)] |= Role.beginsWord }
        }
        self.roles = roles
    }

    /// The runs of small letters and digits in a text; without the shortest, where there are others. What other signs may stand for is in
    /// none: `k`, which is the sign of Kelvin too, and an `i` that has or may have a dot of its own, of which `İ` is the capital letter.
    private static func words(of text: String) -> [[UInt8]] {
        let plain = text.unicodeScalars.map { $0 }
        let known = plain.indices.map { index -> UInt8 in
            let isLast = index + 1 == plain.count
            let isDotted = isLast ? plain[index] == "i" : plain[index + 1] == "\u{307}"
            guard let byte = UInt8(exactly: plain[index].value), isWord(byte), plain[index] != "k", !isDotted else {
                return 0
            }
            return byte
        }
        let words = known.split(separator: 0).map(Array.init)
        let long = words.filter { $0.count > 1 }
        return long.isEmpty ? words : long
    }

    /// Scalars that are the same as one of ASCII to who compares characters.
    private static func isLikeASCII(_ scalar: Unicode.Scalar) -> Bool {
        ["\u{37E}", "\u{1FEF}", "\u{212A}"].contains(scalar)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Looks at some bytes of a submission, as they are stored.
    public func look(at bytes: Span<UInt8>, _ seen: inout Seen) {
        let roles = roles.span
        for index in bytes.indices {
            let role = roles[Int(bytes[index])]
            guard role != 0 else { continue }
            if role & Role.beginsWord != 0 { look(forWordsAt: index, of: bytes, &seen) }
            if role & Role.beyondASCII != 0 { seen.isBeyondASCII = true }
            if role & Role.percent != 0 { Self.note(bytes, from: index + 1, digits: 2, &seen) }
            if role & Role.unicode != 0 { Self.note(bytes, from: index + 1, digits: 4, &seen) }
            if role & Role.number != 0 { Self.noteReference(bytes, from: index + 1, &seen) }
        }
    }

    /// Whether one of them may be in the submission of which this was seen.
    public func mayBe(in seen: Seen) -> Bool {
        seen.isHidden
            || traces.contains { trace in
                trace.words & ~seen.words == 0 && (!trace.isBeyondASCII || seen.isBeyondASCII)
            }
    }

    private func look(forWordsAt index: Int, of bytes: Span<UInt8>, _ seen: inout Seen) {
        for place in words.indices where seen.words & (1 << UInt64(place)) == 0 {
            let word = words[place]
            guard index + word.count <= bytes.count else { continue }
            var length = 0
            while length < word.count, Self.isSame(bytes[index + length], word[length]) { length += 1 }
            if length == word.count { seen.words |= 1 << UInt64(place) }
        }
    }

    /// Whether a byte is that of a word, in either case of letters.
    private static func isSame(_ byte: UInt8, _ own: UInt8) -> Bool {
        byte == own || (isLetter(own) && byte | 0x20 == own)
    }

    /// Notes what an escape stands for, if there is one: of so many digits.
    private static func note(_ bytes: Span<UInt8>, from start: Int, digits: Int, _ seen: inout Seen) {
        guard let number = number(bytes, from: start, digits: digits) else { return }
        note(number, &seen)
        // What is escaped may be an escape itself: `%2561`.
        if number == 0x25 { note(bytes, from: start + digits, digits: 2, &seen) }
        if number == 0x23 { noteReference(bytes, from: start + digits, &seen) }
    }

    /// Notes what a number of HTML stands for, behind its `#`: `&#97;`, `&#x61;`.
    private static func noteReference(_ bytes: Span<UInt8>, from start: Int, _ seen: inout Seen) {
        var (index, number, base) = (start, 0, 10)
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "x") { (index, base) = (index + 1, 16) }
        let first = index
        while index < bytes.count, index - first < 8, let digit = digit(bytes[index]), digit < base {
            number = number * base + digit
            index += 1
        }
        if index > first { note(number, &seen) }
    }

    private static func note(_ number: Int, _ seen: inout Seen) {
        if number >= 0x80 {
            seen.isBeyondASCII = true
        } else if isWord(UInt8(number)) {
            seen.isHidden = true
        }
    }

    /// So many hexadecimal digits; nil where they are none.
    private static func number(_ bytes: Span<UInt8>, from start: Int, digits: Int) -> Int? {
        guard start + digits <= bytes.count else { return nil }
        var number = 0
        for index in start..<start + digits {
            guard let digit = digit(bytes[index]) else { return nil }
            number = number << 4 | digit
        }
        return number
    }
    /// The value of a hexadecimal digit; nil for anything else.
    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte & 0xF)
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte & 0xF) + 9
        default: nil
        }
    }
}
