import Mapping

/// Reads a mapping key by key, by the shape that lists its keys, and says which of them it does not know.
struct MappingReader {
    /// Where the mapping begins.
    let place: Place
    /// Where complaints go.
    let log: ComplaintLog
    private let members: [Node.Member]
    private let shape: Shape
    /// What was read so far, for `finish` to hold against the shape; only a debug build keeps it.
    private var asked: Set<String> = []
    private var unbuilt: Set<String> = []
    /// Keys that the shape does not list: none in nearly every file.
    private let unlisted: [String]
    /// Keys of this mapping that stand in the one around it by mistake, which is told there.
    private var misplaced: Set<String> = []

    /// A reader of `node`; nil, with a complaint, when it is no mapping.
    init?(_ node: Node, _ shape: Shape, log: ComplaintLog) {
        guard case .mapping(let members) = node.content else {
            if node.scalar?.isBroken != true, !log.addMissingSpace(in: node) {
                // A scalar is not quoted but where only an address can stand: where settings are expected, a secret may.
                let found = node.scalar.map { $0.text.isEmpty ? "nothing" : "a single value" } ?? node.found
                log.add("expected \(shape.what), found \(found)\(shape.hint(node))", at: node.place)
            }
            return nil
        }
        self.members = members
        var unlisted: [String] = []
        for index in members.indices where !shape.lists(members[index].key.value) {
            unlisted.append(members[index].key.value)
        }
        self.unlisted = unlisted
        self.shape = shape
        self.place = node.place
        self.log = log
    }

    /// The value of `key`, with the key's place; nil when it is not there.
    mutating func member(_ key: String) -> Node.Member? {
        assert(shape.knows(key) || unbuilt.contains(key), "'\(key)' is read and not described: list it in the shape")
        #if DEBUG
            asked.insert(key)
        #endif
        return index(of: key).map { members[$0] }
    }

    /// Whether `key` is there, whatever its value is worth.
    func has(_ key: String) -> Bool { index(of: key) != nil }

    /// Where `key` is; by places, since a member that is only looked at needs no copy.
    private func index(of key: String) -> Int? {
        for index in members.indices where members[index].key.value == key { return index }
        return nil
    }

    /// The value of a key; nil when it is not there or wrong.
    mutating func value<Value>(_ key: Key<Value>) -> Value? { value(key.name, key.type) }

    /// The value of `key`, of a type that depends on more than the key; nil when it is not there or wrong.
    mutating func value<Value>(_ key: String, _ type: ScalarType<Value>) -> Value? {
        member(key).flatMap { type.read($0.value, log: log) }
    }

    /// Sets `target` to the value of a key, when there is one.
    mutating func set<Value>(_ target: inout Value, _ key: Key<Value>) {
        if let value = value(key) { target = value }
    }

    /// As above, for what may be left unsaid.
    mutating func set<Value>(_ target: inout Value?, _ key: Key<Value>) {
        if let value = value(key) { target = value }
    }

    /// The value of a key with its place; nil when it is not there or wrong.
    mutating func placed<Value>(_ key: Key<Value>) -> Placed<Value>? {
        guard let member = member(key.name), let value = key.type.read(member.value, log: log) else { return nil }
        return Placed(value, at: member.value.place)
    }

    /// The values of a key: a list, or a single value for a list of one. nil when it is not there, or any is wrong.
    mutating func list<Value>(_ key: ListKey<Value>) -> [Placed<Value>]? {
        guard let member = member(key.name) else { return nil }
        guard case .sequence(let items) = member.value.content else {
            return key.type.read(member.value, log: log).map { [Placed($0, at: member.value.place)] }
        }
        guard key.mayBeEmpty || !items.isEmpty else {
            log.add("expected \(key.type.expected), found an empty list", at: member.value.place)
            return nil
        }
        let read = items.compactMap { item in key.type.read(item, log: log).map { Placed($0, at: item.place) } }
        return read.count == items.count ? read : nil
    }

    /// A reader of the mapping under a key; nil when it is not there or no mapping.
    mutating func section(_ key: SectionKey) -> MappingReader? {
        guard let member = member(key.name), var section = MappingReader(member.value, key.shape, log: log) else {
            return nil
        }
        section.misplaced = Set(members.map(\.key.value).filter { !isKnown($0) && key.shape.knows($0) })
        return section
    }

    /// Says that `key` has a meaning which this version does not have.
    mutating func unsupported(_ keys: String...) {
        for key in keys {
            unbuilt.insert(key)
            if let member = member(key) { log.add("'\(key)' is not supported in this version", at: member.key.place) }
        }
    }

    /// Complains that `key`, which must be there, is not; unless it, or what belongs under it, is there misspelt or misplaced, which
    /// `finish` tells.
    func missing(_ key: String, _ hint: String) {
        let isUnderWay = members.contains { !isKnown($0.key.value) && shape.section(of: $0.key.value) == key }
        if !isMisspelt(key), !misplaced.contains(key), !isUnderWay {
            log.add("'\(key)' is missing; \(hint)", at: place)
        }
    }

    /// Whether a key that is not known here was most likely meant to be `key`.
    func isMisspelt(_ key: String) -> Bool {
        unlisted.contains { !isKnown($0) && nearest($0) == key }
    }

    /// Whether every key is one that the shape lists.
    var hasOnlyListedKeys: Bool { unlisted.isEmpty }

    /// All keys that are there, as written.
    var keys: [Placed<String>] { members.map(\.key) }

    /// Keys that are not known here and near to none.
    var strangers: [String] { unlisted.filter { !isKnown($0) && nearest($0) == nil } }

    /// Complains about every key that the shape does not list. To be called once all were asked for.
    func finish() {
        assert(
            shape.entries.allSatisfy { asked.contains($0.name) },
            "described and not read: \(shape.entries.map(\.name).filter { !asked.contains($0) })")
        if unlisted.isEmpty { return }
        /// A section in which nothing stands, and what should stand in it follows without its indentation.
        var empty: Shape.Entry?
        for member in members {
            let word = member.key.value
            guard !isKnown(word) else {
                empty = member.value.scalar?.isNothing == true ? shape.entries.first { $0.name == word } : nil
                continue
            }
            if let empty, empty.schema.holds(word) { continue }
            if member.value.scalar?.isNothing == true, let slip = MissingSpace(in: word) {
                log.add(slip.message, at: member.key.place.moved(by: slip.offset))
                continue
            }
            let end =
                nearest(word).map { "did you mean '\($0)'?" } ?? shape.section(of: word).map {
                    "it belongs under '\($0)': \($0): { \(word): … }"
                }
                ?? shape.otherWords[word.lowercased()]
                ?? "known here: \(shape.entries.map(\.name).sorted().joined(separator: ", "))"
            log.add("unknown key \(Quoted(word)); \(end)", at: member.key.place)
        }
    }

    private func isKnown(_ key: String) -> Bool {
        shape.knows(key) || unbuilt.contains(key) || shape.isExtension(key)
    }

    private func nearest(_ word: String) -> String? {
        // `from:email` is the key before its colon.
        let word = MissingSpace(in: word) == nil ? word : String(word.prefix { $0 != ":" })
        // An exact word of a section's is no slip of the finger.
        return shape.section(of: word) == nil
            ? NearestWord.find(word, among: shape.entries.map(\.name) + unbuilt.sorted()) : nil
    }
}
