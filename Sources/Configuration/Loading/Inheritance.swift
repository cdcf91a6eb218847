import Mapping

/// Puts a form's file together with the files that it extends: mappings key by key, the form's own word before the base's; lists and
/// single values as a whole. Each part keeps the place where it was written.
final class Inheritance {
    /// Files that extend one another.
    static let maximumChain = 8

    /// The tree of a file in `forms/` by its path; nil, with complaints, when it has none.
    private let tree: (String) -> Node?
    /// All files of the folder by their names, for who misspells one.
    private let names: [String]
    private let log: ComplaintLog
    /// Those of bases, which several forms may extend; a form's own is read once, and need not stay.
    private var trees: [String: Node?] = [:]
    /// Files that another one extends, by their paths.
    private(set) var extended: Set<String> = []
    /// What each file that was put together was made of, by their paths: itself and what it extends.
    private(set) var parts: [String: Set<String>] = [:]

    init(names: [String], log: ComplaintLog, tree: @escaping (String) -> Node?) {
        self.names = names
        self.log = log
        self.tree = tree
    }

    /// The tree of a file with all that it extends; nil, with complaints, when any part cannot be had.
    func whole(_ path: String, behind chain: [String] = []) -> Node? {
        parts[chain.first ?? path, default: []].insert(path)
        guard let root = chain.isEmpty ? tree(path) : cached(path) else { return nil }
        guard case .mapping(let members) = root.content, let key = members.first(where: { $0.key.value == "extends" })
        else { return root }
        guard let name = baseName(key.value) else { return nil }
        let (base, chain) = ("forms/\(name)", chain + [path])
        extended.insert(base)
        if let start = chain.firstIndex(of: base) {
            let round = (chain[start...] + [base]).map { $0.dropFirst("forms/".count) }.joined(separator: " → ")
            log.add("this goes round in a circle: \(round)", at: key.value.place)
            return nil
        }
        guard chain.count < Self.maximumChain else {
            log.add("more than \(Self.maximumChain) files extend one another here", at: key.value.place)
            return nil
        }
        return whole(base, behind: chain).map { Self.merge(root, over: $0, at: []) }
    }

    private func cached(_ path: String) -> Node? {
        if let known = trees[path] { return known }
        let node = tree(path)
        trees[path] = .some(node)
        return node
    }

    private func baseName(_ node: Node) -> String? {
        let expected = "the name of a file in forms/, such as _base.yaml"
        guard let scalar = node.scalar, !scalar.text.isEmpty else {
            log.add("expected \(expected), found \(node.found)", at: node.place)
            return nil
        }
        if scalar.isBroken { return nil }
        if names.contains(scalar.text) { return scalar.text }
        let nearest = names.contains(scalar.text + ".yaml") ? scalar.text + ".yaml" : nil
        let hint = (nearest ?? NearestWord.find(scalar.text, among: names)).map { "; did you mean '\($0)'?" }
        log.add("expected \(expected), found \(node.found)\(hint ?? ", which is not there")", at: node.place)
        return nil
    }

    private static func merge(_ own: Node, over base: Node, at path: [String]) -> Node {
        guard case .mapping(let ownMembers) = own.content, case .mapping(var members) = base.content else { return own }
        let sources = RuleKeys.sources
        if isRule(path), ownMembers.contains(where: { sources.contains($0.key.value) }) {
            // A rule has one source: the form's own takes the place of whichever the base has.
            members.removeAll { sources.contains($0.key.value) }
        }
        for member in ownMembers {
            let name = member.key.value
            if let place = members.firstIndex(where: { $0.key.value == name }) {
                let value = merge(member.value, over: members[place].value, at: path + [name])
                members[place] = Node.Member(key: member.key, value: value)
            } else {
                members.append(member)
            }
        }
        return Node(content: .mapping(members), place: own.place)
    }

    /// Whether a rule stands at these keys.
    private static func isRule(_ path: [String]) -> Bool {
        switch path.first {
        case "lead", "fields": path.count == 2
        case "column_id", "lead_id", "deadline": path.count == 1
        default: false
        }
    }
}
