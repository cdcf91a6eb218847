/// What stands in the texts of a post: words that are looked for, links, domains of e-mail addresses.
struct TextSigns {
    /// The words that were found, by their numbers, each once.
    var words: Set<Int> = []
    /// How many links stand in running text. A field that is an address and nothing else is not counted: forms ask for one, and scripts
    /// say which page it was.
    var links = 0
    /// Whether a field is an e-mail address of a domain that is refused.
    var isBlocked = false
    /// Whether one is of a disposable domain.
    var isDisposable = false
    /// A hash of all texts of ``leastText`` bytes or more together: one of them may be the form's own and come with every post. nil where
    /// there is none.
    var texts: UInt64?

    /// A shorter text is too easily the same by chance.
    static let leastText = 40
}
