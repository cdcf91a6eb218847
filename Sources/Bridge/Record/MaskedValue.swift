/// A header's or a query's value that may be a secret, as it is kept for a person: its shape, and nothing of it.
enum MaskedValue {
    /// `sha256=[64 characters]`, `Bearer [40 characters]`, `t=1700000000,v1=[64 characters]`: what stands before a secret is what a
    /// form's `verify` needs to know.
    static func text(of value: String) -> String {
        let scheme = ["Bearer ", "Basic ", "bearer ", "basic ", "Token "].first { value.hasPrefix($0) } ?? ""
        let rest = value.dropFirst(scheme.count)
        return scheme + rest.split(separator: ",", omittingEmptySubsequences: false).map(element).joined(separator: ",")
    }

    private static func element(_ text: Substring) -> String {
        // Base64 has its `=` at the end, where nothing follows that could be hidden.
        guard let equals = text.firstIndex(of: "="), case let rest = text[text.index(after: equals)...],
            rest.contains(where: { $0 != "=" }), text[..<equals].count <= 12
        else { return mask(text) }
        let isTime = (10...13).contains(rest.count) && rest.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return text[...equals] + (isTime ? String(rest) : mask(rest))
    }

    private static func mask(_ text: Substring) -> String {
        text.isEmpty ? "" : "[\(text.count) characters]"
    }
}
