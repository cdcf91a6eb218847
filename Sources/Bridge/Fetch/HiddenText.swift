internal import BoardCRM
internal import HTTPClient
internal import Wire

/// A secret in what somebody else says: as it is, or percent-encoded, all of it or some, and more than once.
struct HiddenText {
    private let secret: [UInt8]

    /// nil where there is nothing to hide.
    init?(_ secret: String) {
        guard !secret.isEmpty else { return nil }
        self.secret = Array(secret.utf8)
    }

    /// The text with `[secret]` in its place.
    func hide(in text: String) -> String {
        let bytes = Array(text.utf8)
        var (shown, position): ([UInt8], Int) = ([], 0)
        while position < bytes.count {
            if let end = end(in: bytes, from: position) {
                shown += Array("[secret]".utf8)
                position = end
            } else {
                shown.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: shown, as: UTF8.self)
    }

    /// Where the secret ends that begins here; nil where none does.
    private func end(in bytes: [UInt8], from start: Int) -> Int? {
        if bytes[start...].starts(with: secret) { return start + secret.count }
        var positions: Set = [start]
        for byte in secret {
            positions = positions.reduce(into: []) { $0.formUnion(Self.ends(of: byte, in: bytes, from: $1)) }
            if positions.isEmpty { return nil }
        }
        return positions.max()
    }

    /// How often a text may be encoded again.
    private static let mostTimes = 4

    /// Where a byte of the secret may end that begins here.
    private static func ends(of byte: UInt8, in bytes: [UInt8], from position: Int) -> [Int] {
        guard position < bytes.count else { return [] }
        let isSpace = byte == UInt8(ascii: " ") && bytes[position] == UInt8(ascii: "+")
        var ends = bytes[position] == byte || isSpace ? [position + 1] : []
        guard bytes[position] == UInt8(ascii: "%") else { return ends }
        var digits = position + 1
        for _ in 0..<mostTimes {
            guard let value = PercentEncoding.value(of: bytes[digits...].prefix(2)) else { break }
            if value == byte { ends.append(digits + 2) }
            // `%252B` is a `+` that was encoded twice.
            guard value == UInt8(ascii: "%") else { break }
            digits += 2
        }
        return ends
    }
}

extension FetchSettings {
    /// What no answer may show: the token and its proof, what stands in headers that are secret by their names, and of credentials what they say.
    var hidden: [HiddenText] {
        let own = fields.filter { MaskedValue.isSecret($0.name) }.map(\.value)
        let token = token?.revealed()
        let proofs =
            proof.map { proof in [proof.secret.revealed()] + (token.map { [proof.value(for: $0)] } ?? []) } ?? []
        return ((token.map { [$0] } ?? []) + proofs + own).flatMap(Self.forms).compactMap(HiddenText.init)
    }

    /// The longest first: what stands in another is not to be hidden before it.
    private static func forms(of secret: String) -> [String] {
        let words = secret.split(separator: " ", maxSplits: 1)
        guard words.count == 2, ["basic", "bearer", "token"].contains(words[0].lowercased()) else { return [secret] }
        let credentials = String(words[1])
        guard words[0].lowercased() == "basic", let text = Base64.standard.decode(Array(credentials.utf8).span) else {
            return [secret, credentials]
        }
        let said = String(decoding: text, as: UTF8.self)
        let password = said.split(separator: ":", maxSplits: 1).dropFirst().map(String.init)
        return [secret, credentials, said] + password
    }
}
