/// What a form or its sender's preset says about fetching what is only announced, as it was written: what of it reads the post or the answer.
public struct FetchDefinition: Sendable, Hashable {
    /// Where it is fetched: an address on a fixed host, with paths in braces.
    public var url: Placed<String>
    /// An answer that fits any of them says that the token is not taken.
    public var denied: [WholeDefinition.Condition]
    /// An answer that fits any of them asks to come again later.
    public var later: [WholeDefinition.Condition]

    /// A definition of these parts.
    public init(
        url: Placed<String>, denied: [WholeDefinition.Condition] = [], later: [WholeDefinition.Condition] = []
    ) {
        self.url = url
        self.denied = denied
        self.later = later
    }
}
