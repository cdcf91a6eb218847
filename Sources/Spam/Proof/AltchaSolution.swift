internal import Wire

/// What ALTCHA's widget sends back: `{"algorithm":"SHA-256","challenge":…,"number":…,"salt":…,"signature":…,"took":…}` in base64. Read in
/// place as every browser writes it; whatever is written otherwise is read as JSON may be.
struct AltchaSolution {
    private(set) var bytes: [UInt8]
    private(set) var challenge = 0..<0
    private(set) var salt = 0..<0
    private(set) var signature = 0..<0
    /// The number's digits.
    private(set) var number = 0..<0

    /// The longest solution that is read, in bytes of base64.
    private static let longest = 2048

    /// nil for what is no solution.
    init?(_ text: Span<UInt8>) {
        guard text.count <= Self.longest, let json = Base64.standard.decode(text) else { return nil }
        bytes = json
        if let found = Self.plainly(bytes.span) {
            (challenge, salt, signature, number) = (found.challenge, found.salt, found.signature, found.number)
        } else {
            guard read() else { return nil }
        }
        for index in number where bytes[index] &- 0x30 > 9 { return nil }
    }

    // MARK: As browsers write it

    /// Reads one object of strings without escapes, numbers and constants, each key once; nil for anything else.
    private static func plainly(_ text: Span<UInt8>) -> Found? {
        var found = Found()
        var place = behindBlanks(text, 0)
        guard byte(text, place) == UInt8(ascii: "{") else { return nil }
        repeat {
            place = behindBlanks(text, place + 1)
            guard let key = plainString(text, place) else { return nil }
            place = behindBlanks(text, key.upperBound + 1)
            guard byte(text, place) == UInt8(ascii: ":") else { return nil }
            place = behindBlanks(text, place + 1)
            let isString = byte(text, place) == UInt8(ascii: "\"")
            guard let value = isString ? plainString(text, place) : scalar(text, place),
                found.take(value, isString, for: key, of: text)
            else { return nil }
            place = behindBlanks(text, value.upperBound + (isString ? 1 : 0))
        } while byte(text, place) == UInt8(ascii: ",")
        guard byte(text, place) == UInt8(ascii: "}"), place == text.count - 1, found.isWhole else { return nil }
        return found
    }

    /// The members that count, each once.
    private struct Found {
        var hasAlgorithm = false
        var challenge = 0..<0
        var salt = 0..<0
        var signature = 0..<0
        var number = 0..<0

        var isWhole: Bool {
            hasAlgorithm && !challenge.isEmpty && !salt.isEmpty && !signature.isEmpty && !number.isEmpty
        }

        mutating func take(_ value: Range<Int>, _ isString: Bool, for key: Range<Int>, of text: Span<UInt8>) -> Bool {
            switch key.count {
            case 4 where AltchaSolution.equals(text, key, "salt"): return isString && Self.set(&salt, value)
            case 6 where AltchaSolution.equals(text, key, "number"): return !isString && Self.set(&number, value)
            case 9 where AltchaSolution.equals(text, key, "challenge"): return isString && Self.set(&challenge, value)
            case 9 where AltchaSolution.equals(text, key, "signature"): return isString && Self.set(&signature, value)
            case 9 where AltchaSolution.equals(text, key, "algorithm"):
                guard isString, !hasAlgorithm, AltchaSolution.equals(text, value, "SHA-256") else { return false }
                hasAlgorithm = true
                return true
            default: return true
            }
        }

        private static func set(_ place: inout Range<Int>, _ value: Range<Int>) -> Bool {
            guard place.isEmpty else { return false }
            place = value
            return true
        }
    }

    private static func equals(_ text: Span<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { word in
            // because a static string's bytes are always there, and as many are looked at.
            for offset in 0..<word.count where unsafe text[range.lowerBound + offset] != word[offset] { return false }
            return true
        }
    }

    private static func byte(_ text: Span<UInt8>, _ place: Int) -> UInt8 { place < text.count ? text[place] : 0 }

    private static func behindBlanks(_ text: Span<UInt8>, _ place: Int) -> Int {
        var place = place
        while place < text.count, text[place] == 0x20 || text[place] &- 9 < 2 || text[place] == 13 { place += 1 }
        return place
    }

    /// What stands between the quotes from `place` on: ASCII without a backslash.
    private static func plainString(_ text: Span<UInt8>, _ place: Int) -> Range<Int>? {
        guard byte(text, place) == UInt8(ascii: "\"") else { return nil }
        let end = JSONText.plainEnd(text, from: place + 1)
        return byte(text, end) == UInt8(ascii: "\"") ? place + 1..<end : nil
    }

    /// A whole number without leading zeros, or a constant.
    private static func scalar(_ text: Span<UInt8>, _ place: Int) -> Range<Int>? {
        var end = place
        while end < text.count, text[end] &- 0x30 < 10 { end += 1 }
        if end > place { return end - place == 1 || text[place] != UInt8(ascii: "0") ? place..<end : nil }
        for word in ["true", "false", "null"] as [StaticString] where place + word.utf8CodeUnitCount <= text.count {
            let range = place..<place + word.utf8CodeUnitCount
            if equals(text, range, word) { return range }
        }
        return nil
    }

    // MARK: As anything may write it

    private mutating func read() -> Bool {
        guard let document = try? JSONDocument.parse(bytes), let algorithm = document.member(Name.algorithm, of: 0),
            document.equals(algorithm, Name.sha256), let found = document.member(Name.number, of: 0),
            let value = document.int64(of: found), value >= 0
        else { return false }
        bytes = []
        guard let challenge = take(Name.challenge, of: document), let salt = take(Name.salt, of: document),
            let signature = take(Name.signature, of: document)
        else { return false }
        (self.challenge, self.salt, self.signature) = (challenge, salt, signature)
        let start = bytes.count
        bytes.append(contentsOf: String(value).utf8)
        number = start..<bytes.count
        return true
    }

    private mutating func take(_ name: [UInt8], of document: JSONDocument) -> Range<Int>? {
        guard let node = document.member(name, of: 0), document.kind(of: node) == .string else { return nil }
        let start = bytes.count
        document.appendString(of: node, to: &bytes)
        return start..<bytes.count
    }

    private enum Name {
        static let algorithm = Array("algorithm".utf8)
        static let sha256 = Array("SHA-256".utf8)
        static let challenge = Array("challenge".utf8)
        static let salt = Array("salt".utf8)
        static let signature = Array("signature".utf8)
        static let number = Array("number".utf8)
    }
}
