import Bridge
public import Mapping

/// What a list of senders tells of one.
public struct SenderSummary: Sendable {
    /// The file's name without `.yaml`.
    public let name: String
    /// One line for people; may be empty.
    public let description: String
    /// How it proves itself, in a few words; nil for one that shows nothing.
    public let proof: String?
    /// How it tries the address, as its file says it; nil for one that does not.
    public let handshake: String?

    /// The short names that it gives to places in what it posts.
    public let shortcuts: [PathShortcut]
    /// Paths that lead to something in whatever it posts: what names an event, and where answers are.
    public let marks: [String]
    /// Where visitors' words stand; empty for everywhere.
    public let within: [String]
    /// Whether it posts a notice alone, and what it tells of is fetched.
    public let isNotice: Bool
    /// Whether a form has to say its secret.
    public let needsSecret: Bool

    /// Reads a sender's file; nil for one that is wrong, which `boardbridge check` tells.
    public init?(name: String, file: [UInt8]) {
        let log = ComplaintLog()
        guard let root = NodeComposer.compose(file, file: "senders/\(name).yaml").root,
            let sender = SenderReader(log: log).file(named: name, in: root)
        else { return nil }
        self.name = name
        description = sender.preset.description
        shortcuts = sender.shortcuts
        // What stands in a header, or in a token, is none of what a sample shows.
        let ids = sender.whole.dedupeKey.map(\.value).filter { !$0.hasPrefix("header.") && !$0.hasPrefix("json(") }
        // The first one is where answers are; what a service sends beside them may be missing.
        let lists = sender.shortcuts.prefix(1).compactMap { shortcut -> String? in
            switch shortcut.target {
            case .path(let path): path.value.contains("*") ? nil : path.value
            case .answers(let answers): answers.list.value
            }
        }
        let conditions = sender.whole.ignoreIf.map(\.path.value)
        isNotice = sender.fetch != nil
        let all = isNotice ? ids + conditions : ids + lists + conditions
        // A notice's paths start at an element of its list.
        let start = isNotice ? sender.whole.each.map { "\($0.value)[*]." } ?? "" : ""
        marks = all.reduce(into: []) { if !$0.contains(start + $1) { $0.append(start + $1) } }
        within = sender.whole.within.map(\.value)
        needsSecret = sender.verify.map { $0.text(of: "by") != "address" && $0.text(of: "secret") == nil } ?? false
        handshake = sender.handshake?.text(of: "by")
        proof = sender.verify.flatMap { node in
            node.text(of: "by").map { kind in
                let place = ["header", "field"].lazy.compactMap { node.text(of: $0) }.first
                return kind + (place.map { " in \($0)" } ?? "")
            }
        }
    }
}

extension Node {
    /// The text of a member.
    fileprivate func text(of key: String) -> String? {
        guard case .mapping(let members) = content else { return nil }
        return members.first { $0.key.value == key }?.value.scalar?.text
    }
}
