import Mapping

/// Builds the tree of one file, within bounds.
struct NodeComposer: ~Copyable {
    /// Lists and mappings inside one another.
    static let maximumDepth = 32
    /// Parts of a file, each alias counted as all that it repeats: nested aliases otherwise grow without end.
    static let maximumNodes = 20_000

    private let file: String
    private let text: YAMLText
    private var events: YAMLEvents
    private var syntaxError: YAMLSyntaxError?
    private var anchors: [String: (node: Node, size: Int)] = [:]
    private var size = 0
    private var complaints: [Complaint] = []

    /// The tree of a file's one document, nil when it has none; and all that is wrong with it as YAML.
    static func compose(_ bytes: [UInt8], file: String) -> (root: Node?, complaints: [Complaint]) {
        if let broken = firstInvalidByte(bytes) {
            let place = Place(file: file, atByte: broken, of: bytes)
            return (nil, [Complaint("this is not UTF-8; save the file in that encoding", at: place)])
        }
        var text = YAMLText(bytes)
        while true {
            guard let events = YAMLEvents(text.bytes) else {
                return (nil, [Complaint("no memory to read this file", at: Place(file: file, line: 1, column: 1))])
            }
            var composer = NodeComposer(file: file, text: text, events: events)
            do throws(Complaint) {
                let root = try composer.document()
                return (root, composer.complaints)
            } catch {
                guard let syntax = composer.syntaxError else { return (nil, composer.complaints + [error]) }
                if text.repair(syntax) { continue }
                let slip = YAMLSlip.find(syntax, in: text.bytes, mayQuote: file.hasPrefix("forms/"))
                let told = slip.map {
                    Complaint($0.message, at: composer.place(line: $0.line, column: $0.column))
                }
                return (nil, composer.complaints + [told ?? error])
            }
        }
    }

    private init(file: String, text: YAMLText, events: consuming YAMLEvents) {
        self.file = file
        self.text = text
        self.events = events
    }

    private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    private func place(of event: YAMLEvent) -> Place { place(line: event.line, column: event.column) }

    private func place(line: Int, column: Int) -> Place {
        Place(file: file, line: line, column: text.column(column, line: line))
    }

    private mutating func next() throws(Complaint) -> YAMLEvent {
        do throws(YAMLSyntaxError) {
            return try events.next()
        } catch {
            syntaxError = error
            throw Complaint(error.message, at: place(line: error.line, column: error.column))
        }
    }

    private mutating func document() throws(Complaint) -> Node? {
        guard case .documentStart = try next().kind else { return nil }
        let root = try node(from: try next(), depth: 1)
        _ = try next()
        let after = try next()
        if case .documentStart = after.kind {
            throw Complaint("a second document begins here; a file holds one", at: place(of: after))
        }
        return root
    }

    private mutating func node(from event: YAMLEvent, depth: Int) throws(Complaint) -> Node {
        let place = place(of: event)
        let before = size
        try count(1, at: place)
        if depth > Self.maximumDepth, !event.kind.isScalar {
            throw Complaint("nested deeper than \(Self.maximumDepth) levels", at: place)
        }
        let isText = accept(event.tag, at: place)
        let content: Node.Content
        switch event.kind {
        case .scalar(let text, let isPlain):
            content = .scalar(scalar(text, isPlain: isPlain && !isText, at: place))
        case .sequenceStart: content = .sequence(try items(depth: depth))
        case .mappingStart:
            let told = complaints.count
            let members = try members(depth: depth)
            // Of `{{ name }}` nothing is left, and it was told.
            let isBroken = members.isEmpty && complaints.count > told
            content =
                isBroken
                ? .scalar(Node.Scalar(text: "", written: "", isPlain: true, isBroken: true)) : .mapping(members)
        case .alias(let name): return try alias(name, at: place)
        case .documentStart, .streamEnd, .end: throw Complaint("expected a value", at: place)
        }
        let node = Node(content: content, place: place)
        if let anchor = event.anchor { anchors[anchor] = (node, size - before) }
        return node
    }

    private mutating func scalar(_ text: String, isPlain: Bool, at place: Place) -> Node.Scalar {
        var scalar = Node.Scalar(text: text, written: text, isPlain: isPlain)
        // They have three bytes each, the angled ones two.
        if isPlain, let first = text.utf8.first, first == 0xE2 || first == 0xC2, let quotes = CurlyQuotes(in: text) {
            // Nothing of a file with secrets is shown.
            complaints.append(
                Complaint(
                    file.hasPrefix("forms/") ? quotes.message : "curly quotes are letters to YAML; write straight ones",
                    at: place))
            scalar.isBroken = true
        }
        return scalar
    }

    private mutating func items(depth: Int) throws(Complaint) -> [Node] {
        var items: [Node] = []
        while true {
            let event = try next()
            if case .end = event.kind { return items }
            items.append(try node(from: event, depth: depth + 1))
        }
    }

    private mutating func members(depth: Int) throws(Complaint) -> [Node.Member] {
        var members: [Node.Member] = []
        var merged: [Node.Member] = []
        var lines = KeyLines()
        while true {
            let event = try next()
            if case .end = event.kind {
                // Most have nothing to merge, and need no copy.
                if !merged.isEmpty { members += Self.lacking(in: members, merged) }
                return members
            }
            let key = try node(from: event, depth: depth + 1)
            let value = try node(from: try next(), depth: depth + 1)
            guard let text = key.scalar?.text else {
                complaints.append(Complaint(Self.noWord(key), at: key.place))
                continue
            }
            let keyPlace = place(of: event)
            if let line = lines.note(text, at: keyPlace.line) {
                complaints.append(
                    Complaint("\(Quoted(text)) stands here a second time; the first is in line \(line)", at: keyPlace))
            } else if text == "<<", key.scalar?.isPlain == true {
                merged = mergeable(value)
            } else {
                members.append(Node.Member(key: Placed(text, at: keyPlace), value: value))
            }
        }
    }

    private static func noWord(_ key: Node) -> String {
        guard case .mapping(let members) = key.content, members.count == 1, let only = members.first,
            only.value.scalar?.isNothing == true
        else { return "a key is a word, and not \(key.found)" }
        // A template of another program.
        return
            "a path has no braces; write \(only.key.value), or for text with paths in it { template: \"{\(only.key.value)}\" }"
    }

    /// What `<<` takes over: a mapping's keys, or those of several mappings, the first of which counts
    /// (https://yaml.org/type/merge.html).
    private mutating func mergeable(_ value: Node) -> [Node.Member] {
        let nodes: [Node]
        if case .sequence(let items) = value.content { nodes = items } else { nodes = [value] }
        var merged: [Node.Member] = []
        var names: Set<String> = []
        for node in nodes {
            guard case .mapping(let members) = node.content else {
                let found = "expected a mapping such as *name, or a list of them, found \(node.found)"
                complaints.append(Complaint("'<<' takes over keys: \(found)", at: node.place))
                continue
            }
            merged += members.filter { names.insert($0.key.value).inserted }
        }
        return merged
    }

    /// Those of `more` whose keys `members` does not have.
    private static func lacking(in members: [Node.Member], _ more: [Node.Member]) -> [Node.Member] {
        if more.isEmpty { return [] }
        let names = Set(members.map(\.key.value))
        return more.filter { !names.contains($0.key.value) }
    }

    private mutating func alias(_ name: String, at place: Place) throws(Complaint) -> Node {
        guard let anchored = anchors[name] else {
            throw Complaint("no anchor \(Quoted("&" + name)) stands above this", at: place)
        }
        try count(anchored.size, at: place)
        return anchored.node
    }

    private mutating func count(_ more: Int, at place: Place) throws(Complaint) {
        size += more
        guard size <= Self.maximumNodes else {
            throw Complaint("more than \(Self.maximumNodes) values, aliases counted as what they repeat", at: place)
        }
    }

    /// Complains about a tag that would type a value; true for one that says it is text.
    private mutating func accept(_ tag: String?, at place: Place) -> Bool {
        let standard = "tag:yaml.org,2002:"
        switch tag {
        case nil, standard + "seq", standard + "map": return false
        case "!", standard + "str": return true
        case .some(let other):
            let shown = other.hasPrefix(standard) ? "!!" + other.dropFirst(standard.count) : other
            complaints.append(Complaint("tag \(Quoted(shown)) has no meaning here; remove it", at: place))
            return false
        }
    }
}

extension YAMLEvent.Kind {
    /// Whether nothing can stand inside it.
    fileprivate var isScalar: Bool {
        switch self {
        case .scalar, .alias: true
        default: false
        }
    }
}

extension Place {
    /// The place of a byte in a file of UTF-8.
    fileprivate init(file: String, atByte offset: Int, of bytes: [UInt8]) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xc0 != 0x80 {
                column += 1
            }
        }
        self.init(file: file, line: line, column: column)
    }
}
