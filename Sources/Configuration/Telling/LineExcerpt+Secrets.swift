extension LineExcerpt {
    /// A value after a key that holds one of these is hidden, even where the key is misspelt or stands elsewhere.
    private static let secretive = ["toke", "password", "pasword", "passwd", "secret", "webho", "hook"]

    /// Whether a line is part of a value whose key stands in a line of its own and names a secret.
    static func belongsToSecret(line number: Int, of content: [UInt8]) -> Bool {
        guard number > 1, let own = line(number, of: content) else { return false }
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let depth = own.prefix(while: isSpace).count
        let above = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(number - 1)
        let parent = above.last { line in
            let indent = line.prefix(while: isSpace).count
            return indent < depth && indent < line.count
        }
        let key = String(decoding: parent ?? [], as: UTF8.self).lowercased()
        return secretive.contains { key.firstRange(of: $0) != nil }
            || (isAlerts(key) && isBareItem(own.dropFirst(depth)))
    }

    /// A webhook's address may have been written where its mapping belongs.
    private static func isAlerts(_ line: some StringProtocol) -> Bool {
        ["alerts:", "to:"].contains { line.drop { $0 == " " }.hasPrefix($0) }
    }

    /// Whether an element of a list, or what follows a key, has no key of its own before its value.
    private static func isBareItem(_ line: some Collection<UInt8>) -> Bool {
        !line.contains(UInt8(ascii: "{")) && line.first == UInt8(ascii: "-")
            && !String(decoding: line, as: UTF8.self).contains(": ")
    }

    /// Each character of a secret as `•`, from the colon after its key to the line's end. A substitution stays: it shows no value.
    static func hidingSecrets(_ characters: ArraySlice<Character>) -> [Character] {
        guard let start = secretStart(in: characters) else { return hidingCredentials(characters) }
        let value = characters[start...]
        if let end = value.firstIndex(of: "}"), value.starts(with: "${"),
            String(value[..<end]).firstRange(of: ":-") == nil
        {
            return hidingCredentials(characters[...end]) + hidingSecrets(value[(end + 1)...])
        }
        return hidingCredentials(characters[..<start]) + value.map { _ in "•" }
    }

    /// Where the first secret's value begins.
    private static func secretStart(in characters: ArraySlice<Character>) -> Int? {
        let lower = characters.map { Character($0.lowercased().prefix(1).description) }
        var key = secretive.compactMap { lower.firstRange(of: Array($0))?.lowerBound }.min()
        // A token may have been written where the CRM's settings belong.
        let isCRM = lower.starts(with: "crm:") && lower.dropFirst(4).first { $0 != " " } != "{"
        let isWebhook = isAlerts(String(lower)) && lower.firstRange(of: Array("://")) != nil
        if key == nil, isCRM || isWebhook { key = 0 }
        guard let key, let colon = characters[(characters.startIndex + key)...].firstIndex(of: ":") else { return nil }
        return characters[(colon + 1)...].firstIndex { $0 != " " && $0 != "\t" }
    }

    /// What stands between `://` and `@` as `•`.
    private static func hidingCredentials(_ characters: ArraySlice<Character>) -> [Character] {
        guard let scheme = characters.firstRange(of: "://"),
            let at = characters[scheme.upperBound...].lastIndex(of: "@")
        else {
            return Array(characters)
        }
        return Array(characters[..<scheme.upperBound]) + characters[scheme.upperBound..<at].map { _ in "•" }
            + Array(characters[at...])
    }
}
