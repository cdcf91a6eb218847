public import Mapping

/// What a draft needs to know of a sender's preset.
public struct KnownSender: Sendable {
    /// The preset's name.
    public var name: String
    /// The short names that it gives to places in what it posts.
    public var shortcuts: [PathShortcut]
    /// Paths that all lead to something in what it posts: what names an event, and where answers are.
    public var marks: [String]
    /// Paths to where a visitor's words stand; empty for everywhere.
    public var within: [String]
    /// Whether it proves its posts by a secret.
    public var needsSecret: Bool

    /// Whether it posts a notice alone, and what it tells of is fetched.
    public var isNotice: Bool

    /// A preset in these words.
    public init(
        name: String, shortcuts: [PathShortcut], marks: [String], within: [String], needsSecret: Bool,
        isNotice: Bool = false
    ) {
        self.isNotice = isNotice
        self.name = name
        self.shortcuts = shortcuts
        self.marks = marks
        self.within = within
        self.needsSecret = needsSecret
    }

    /// The environment variable that its secret is written as.
    var variable: String {
        name.uppercased().replacing("-", with: "_") + "_SECRET"
    }

    /// The one of these that a sample is from; nil where none is. The most that it can be known by counts.
    static func find(among senders: [KnownSender], in trial: PathTrial) -> KnownSender? {
        senders.filter { sender in
            // `id` and `data` say nothing.
            sender.marks.count > 1 && sender.marks.reduce(0, { $0 + $1.utf8.count }) >= 12
                && sender.marks.allSatisfy(trial.isThere)
        }.max { $0.marks.count < $1.marks.count }
    }

    /// What a leaf may be called by the short names, the likeliest first.
    func names(of leaf: Leaf) -> [String] {
        leaf.paths.flatMap { path in
            shortcuts.flatMap { shortcut -> [String] in
                switch shortcut.target {
                case .path(let target):
                    guard !target.value.contains("*"), path.hasPrefix(target.value + ".") else { return [] }
                    return [shortcut.name.value + path.dropFirst(target.value.count)]
                case .answers(let answers):
                    guard path.hasPrefix(answers.list.value + "[") else { return [] }
                    let words = [Self.selector(in: path).flatMap { Self.isWord($0) ? $0 : nil }, leaf.label]
                    return words.compactMap(\.self).filter { !$0.isEmpty }.map {
                        PathText.member($0, of: shortcut.name.value)
                    }
                }
            }
        }
    }

    /// `email` of `form_response.answers[field.ref=email].email`.
    private static func selector(in path: String) -> String? {
        guard let equals = path.firstIndex(of: "="), let end = path[equals...].firstIndex(of: "]") else { return nil }
        return String(path[path.index(after: equals)..<end])
    }

    /// Whether a person has named it so, and no program.
    private static func isWord(_ text: String) -> Bool {
        (2...30).contains(text.count) && text.allSatisfy { $0.isLowercase && $0.isASCII || $0 == "_" }
    }

    /// Whether a visitor writes there.
    func isWithin(_ leaf: Leaf) -> Bool {
        within.isEmpty
            || leaf.paths.contains { path in
                within.contains { path == $0 || path.hasPrefix($0 + ".") || path.hasPrefix($0 + "[") }
            }
    }
}
