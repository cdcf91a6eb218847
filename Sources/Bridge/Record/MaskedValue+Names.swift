internal import Wire

/// Which names say that their values are secret, and the queries in which they stand.
extension MaskedValue {
    /// Whether a name says that its value may be a secret: credentials, cookies, signatures, keys, tokens.
    static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        if name == "code" || parts.contains(where: { name.contains($0) }) { return true }
        return name.split { !$0.isLetter && !$0.isNumber }.contains { words.contains(String($0)) }
    }

    /// These count wherever in a name they stand.
    private static let parts = [
        "auth", "cookie", "signature", "-sig", "hmac", "secret", "token", "key", "password", "passwd", "session",
        "csrf", "xsrf", "jwt", "credential", "digest", "hash",
    ]
    /// And these alone, between hyphens and the like.
    private static let words: Set = ["pass", "pwd", "tok", "pin", "access", "sig", "sign"]

    /// A query, in which the values of secret names show their length alone. Names are read as a form's are.
    static func query(_ query: some StringProtocol) -> String {
        pieces(of: query, endingAt: "&").joined()
    }

    /// A header's value in which there may be an address with a query, or with what scripts keep behind `#`.
    static func address(_ text: String) -> String {
        guard let start = text.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return text }
        return text[..<start] + pieces(of: text[start...], endingAt: "?#&;").joined()
    }

    private static func pieces(of text: some StringProtocol, endingAt ends: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in text {
            if ends.contains(character) {
                pieces += [masked(piece), String(character)]
                piece = ""
            } else {
                piece.append(character)
            }
        }
        return pieces + [masked(piece)]
    }

    private static func masked(_ piece: String) -> String {
        guard let equals = piece.firstIndex(of: "=") else { return piece }
        let name = PercentEncoding.decoded(piece[..<equals].utf8).map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
        let count = piece[equals...].count - 1
        guard isSecret(String(decoding: name, as: UTF8.self)) else { return piece }
        return piece[..<equals] + "=%5B\(count)%20characters%5D"
    }
}
