/// The keys of one kind of mapping: what its reader reads by, what JSON Schema says, and what hints for a misspelt key choose from.
struct Shape: Sendable {
    /// One key.
    struct Entry: Sendable {
        let name: String
        /// The manual's words about it.
        let about: String
        let schema: Schema
        /// Whether it must be there.
        let isNeeded: Bool
    }

    /// What the mapping should hold, for who wrote something else: `limits with their values`.
    let what: String
    /// The keys, in the manual's order.
    let entries: [Entry]
    /// Whether keys that begin with `x-` may stand here, which nobody reads: a place for what YAML's anchors name.
    let hasExtensions: Bool
    /// What to write for a key that others have: what stands behind its name in a complaint.
    var otherWords: [String: String] = [:]
    /// What to write where a single value stands in place of the mapping.
    var single: (@Sendable (String) -> String)?
    private let names: Set<String>

    init(_ what: String, _ keys: [any DescribedKey], hasExtensions: Bool = false) {
        self.what = what
        self.hasExtensions = hasExtensions
        entries = keys.map(\.entry)
        names = Set(entries.map(\.name))
    }

    /// `; write …` for a single value that stands where the mapping should; nothing where that is not known.
    func hint(_ node: Node) -> String {
        guard let single, let scalar = node.scalar, !scalar.isNothing else { return "" }
        return "; write " + single(scalar.isSubstituted ? scalar.written : scalar.text)
    }

    /// Whether there is a key of this name.
    func knows(_ name: String) -> Bool { names.contains(name) }

    /// Whether a key of this name may stand here.
    func lists(_ name: String) -> Bool { knows(name) || isExtension(name) }

    /// Whether a key of this name is the writer's own.
    func isExtension(_ name: String) -> Bool { hasExtensions && name.hasPrefix("x-") }

    /// The key under which a key of this name belongs, where that is a mapping of this one's.
    func section(of name: String) -> String? {
        entries.first { entry in
            guard case .mapping(let shape) = entry.schema else { return false }
            return shape.knows(name)
        }?.name
    }
}
