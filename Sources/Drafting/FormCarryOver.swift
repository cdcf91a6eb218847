/// What a form says beside its rules, carried over into a draft that takes its file's place: who may post, what is checked and kept.
///
/// It is carried over as it was written: a draft knows only what was posted, and a form that is written anew must not stand open.
public struct FormCarryOver: Sendable {
    /// The draft with all that was carried over.
    public let text: String
    /// What was, by the keys.
    public let keys: [String]
    /// What the old file said beside that, and the draft does not: its rules.
    public let left: [String]

    private static let kept: Set<String> = [
        "crm", "dedupe", "enabled", "fetch", "files", "handshake", "ignore_if", "limits", "on_invalid", "origins",
        "record", "respond",
        "retention", "spam", "verify",
    ]

    /// - Parameters:
    ///   - draft: a draft's text.
    ///   - old: the form file that it takes the place of.
    public init(_ draft: String, over old: String) {
        let old = Self.blocks(old)
        let new = Self.blocks(draft)
        let names = Set(new.map(\.key))
        var text = draft
        var keys: [String] = []
        // A preset that the post was known by stays, with its proof: the draft's rules use its names.
        let isPreset = new.contains { $0.key == "sender" && !$0.isAnybody }
        for key in ["sender", "verify"] where !isPreset {
            guard let block = old.first(where: { $0.key == key }), let drafted = new.first(where: { $0.key == key })
            else { continue }
            text = text.replacing(drafted.text, with: block.text)
            keys.append(key)
        }
        if let column = old.first(where: { $0.key == "column_id" }),
            let drafted = new.first(where: { $0.key == "column_id" }), drafted.text.hasPrefix("column_id: 0")
        {
            text = text.replacing(drafted.text, with: column.text)
            keys.append("column_id")
        }
        for block in old
        where (!isPreset || block.key != "verify") && Self.kept.contains(block.key) && !names.contains(block.key) {
            if !text.hasSuffix("\n") { text += "\n" }
            text += block.text
            keys.append(block.key)
        }
        self.text = text
        self.keys = keys
        left = old.map(\.key).filter { !keys.contains($0) && !names.contains($0) }
    }

    private struct Block {
        let key: String
        var text: String

        /// Whether it is the sender of a page, or of a service that is not known.
        var isAnybody: Bool { text.hasPrefix("sender: browser") || text.hasPrefix("sender: json") }
    }

    /// The keys that begin a line, each with its line and those that are indented behind it.
    private static func blocks(_ text: String) -> [Block] {
        var blocks: [Block] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let first = line.first, first.isLetter, let colon = line.firstIndex(of: ":") {
                blocks.append(Block(key: String(line[..<colon]), text: line + "\n"))
            } else if let first = line.first, first == " " || first == "-", !blocks.isEmpty {
                blocks[blocks.count - 1].text += line + "\n"
            }
        }
        return blocks
    }
}
