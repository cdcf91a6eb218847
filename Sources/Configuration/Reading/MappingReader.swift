import Mapping

/// Reads a mapping key by key and remembers which keys there are, so that it can say which it does not know.
struct MappingReader {
    /// Where the mapping begins.
    let place: Place
    /// Where complaints go.
    let log: ComplaintLog
    private let members: [Node.Member]
    private var known: [String] = []
    private var unbuilt: Set<String> = []

    /// A reader of `node`; nil, with a complaint, when it is no mapping. `what` says what it should hold.
    init?(_ node: Node, expecting what: String, log: ComplaintLog) {
        guard case .mapping(let members) = node.content else {
            if node.scalar?.isBroken != true {
                // A scalar is not quoted: where settings are expected, a secret may stand.
                let found = node.scalar.map { $0.text.isEmpty ? "nothing" : "a single value" } ?? node.found
                log.add("expected \(what), found \(found)", at: node.place)
            }
            return nil
        }
        self.members = members
        self.place = node.place
        self.log = log
    }

    /// The value of `key`, with the key's place; nil when it is not there.
    mutating func member(_ key: String) -> Node.Member? {
        known.append(key)
        return members.first { $0.key.value == key }
    }

    /// The typed value of `key`; nil when it is not there or wrong.
    mutating func value<Value>(_ key: String, _ type: ScalarType<Value>) -> Value? {
        member(key).flatMap { type.read($0.value, log: log) }
    }

    /// Sets `target` to the value of `key`, when there is one.
    mutating func set<Value>(_ target: inout Value, from key: String, _ type: ScalarType<Value>) {
        if let value = value(key, type) { target = value }
    }

    /// As above, for what may be left unsaid.
    mutating func set<Value>(_ target: inout Value?, from key: String, _ type: ScalarType<Value>) {
        if let value = value(key, type) { target = value }
    }

    /// The value of `key` with its place; nil when it is not there or wrong.
    mutating func placed<Value>(_ key: String, _ type: ScalarType<Value>) -> Placed<Value>? {
        guard let member = member(key), let value = type.read(member.value, log: log) else { return nil }
        return Placed(value, at: member.value.place)
    }

    /// The values of `key`: a list, or a single value for a list of one. nil when it is not there, or any is wrong.
    /// An empty list is a complaint unless `mayBeEmpty`.
    mutating func list<Value>(
        _ key: String, of type: ScalarType<Value>, mayBeEmpty: Bool = false
    ) -> [Placed<Value>]? {
        guard let member = member(key) else { return nil }
        guard case .sequence(let items) = member.value.content else {
            return type.read(member.value, log: log).map { [Placed($0, at: member.value.place)] }
        }
        guard mayBeEmpty || !items.isEmpty else {
            log.add("expected \(type.expected), found an empty list", at: member.value.place)
            return nil
        }
        let read = items.compactMap { item in type.read(item, log: log).map { Placed($0, at: item.place) } }
        return read.count == items.count ? read : nil
    }

    /// A reader of the mapping under `key`; nil when it is not there or no mapping.
    mutating func section(_ key: String, expecting what: String) -> MappingReader? {
        member(key).flatMap { MappingReader($0.value, expecting: what, log: log) }
    }

    /// Says that `key` has a meaning which this version does not have.
    mutating func unsupported(_ keys: String...) {
        for key in keys {
            unbuilt.insert(key)
            if let member = member(key) { log.add("'\(key)' is not supported in this version", at: member.key.place) }
        }
    }

    /// Complains that `key`, which must be there, is not.
    func missing(_ key: String, _ hint: String) {
        log.add("'\(key)' is missing; \(hint)", at: place)
    }

    /// Complains about every key that was not asked for. To be called once all were.
    func finish() {
        for member in members where !known.contains(member.key.value) {
            let word = member.key.value
            let end =
                NearestWord.find(word, among: known).map { "; did you mean '\($0)'?" }
                ?? "; known here: \(known.filter { !unbuilt.contains($0) }.sorted().joined(separator: ", "))"
            log.add("unknown key \(Quoted(word))\(end)", at: member.key.place)
        }
    }
}
