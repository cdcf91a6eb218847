import Wire

/// What no rule took of one submission, as lines.
///
/// It walks the payload once, and beside it the JSON in texts that rules looked into, and the whole that the payload is a part of.
struct Leftovers {
    /// Something that paths start at.
    private enum Origin: Hashable {
        case part
        case whole
        case text(Path)

        init?(_ root: Path.Root, isPart: Bool) {
            switch root {
            case .payload: self = .part
            case .whole: self = isPart ? .whole : .part
            case .json(let inner): self = .text(inner)
            case .query, .context, .address: return nil
            }
        }
    }

    private(set) var lines: LabelledLines
    /// Whether files are a part of what is left; where lines about them stand elsewhere they are not.
    var tellsFiles = true
    private let taken: [Path]
    /// Where alone something is told; empty for everywhere.
    private let within: [Path]
    /// What questions are called, by their refs.
    private var titles: [[UInt8]: [UInt8]] = [:]
    /// `within`, by what its paths start at.
    private var places: [Origin: [Path]] = [:]
    /// Whether any of `within` leads to something, so that nothing else is told.
    private var isBounded = false
    /// Where members are, for what is large.
    private var indexes: [Origin: MemberIndex] = [:]

    /// What is behind none of these paths, behind these lines.
    init(taken: [Path], within: [Path] = [], lines: LabelledLines) {
        self.taken = taken
        self.within = within
        self.lines = lines
    }

    mutating func collect(_ resolver: inout Resolver, each: EachList?) {
        let share = resolver.share
        let isPart = share != nil
        // `except` may lead into a text that no rule has looked into.
        for path in taken + within { if case .json(let inner) = path.root { _ = resolver.document(inTextAt: inner) } }
        var paths: [Origin: [Path]] = [:]
        for path in taken {
            if let origin = Origin(path.root, isPart: isPart) { paths[origin, default: []].append(path) }
        }
        for path in within {
            if let origin = Origin(path.root, isPart: isPart) { places[origin, default: []].append(path) }
        }
        var texts: [Origin: [(Path, JSONDocument)]] = [:]
        indexes[.part] = resolver.index
        indexes[.whole] = share?.index
        for text in resolver.documents {
            if let document = text.document, let origin = Origin(text.path.root, isPart: isPart) {
                texts[origin, default: []].append((text.path, document))
                indexes[.text(text.path)] = text.index
            }
        }
        isBounded = self.isBounded(resolver)
        walk(resolver.payload, .part, paths, texts)
        guard let share, let each, !lines.isFull else { return }
        // Parts that took the same of the whole leave the same of it.
        let key = PostShare.LeftoversKey(
            taken: Set(taken.filter { $0.innermostRoot == .whole }),
            texts: Set(resolver.documents.map(\.path).filter { $0.innermostRoot == .whole }))
        let ofWhole = share.leftovers(key) {
            var leftovers = self
            leftovers.lines = lines.another
            // What this part's own questions are called is not the others' business.
            leftovers.titles = [:]
            leftovers.collect(share.whole, each, paths, texts)
            return leftovers.lines
        }
        lines.add(ofWhole)
    }

    private mutating func collect(
        _ whole: Payload, _ each: EachList, _ paths: [Origin: [Path]], _ texts: [Origin: [(Path, JSONDocument)]]
    ) {
        // The other elements are told with their own deals.
        var rest = paths
        if case .json(let text) = each.path.root {
            rest[.whole, default: []].append(text)
        } else {
            rest[.whole, default: []].append(each.path)
        }
        walk(whole, .whole, rest, texts, besides: each)
    }

    private mutating func walk(
        _ payload: Payload, _ origin: Origin, _ paths: [Origin: [Path]], _ texts: [Origin: [(Path, JSONDocument)]],
        besides each: EachList? = nil
    ) {
        switch payload {
        case .fields(let fields):
            var isTaken = [Bool](repeating: false, count: fields.entries.count)
            for path in paths[origin] ?? [] {
                for entry in fields.entries(at: path, by: indexes[origin]) { isTaken[entry] = true }
            }
            var inside: [Int: (Path, JSONDocument)] = [:]
            for (path, document) in texts[origin] ?? [] {
                for entry in fields.entries(at: path, by: indexes[origin]) { inside[entry] = (path, document) }
            }
            if isBounded {
                let told = Set((places[origin] ?? []).flatMap { fields.entries(at: $0, by: indexes[origin]) }).union(
                    inside.keys)
                for entry in isTaken.indices where !told.contains(entry) { isTaken[entry] = true }
            }
            walk(fields, isTaken, each) { leftovers, entry in
                guard let (path, document) = inside[entry] else { return false }
                leftovers.walk(document, .text(path), paths, texts)
                return true
            }
        case .json(let document):
            walk(document, origin, paths, texts)
        }
    }

    // MARK: - Forms

    /// Fields of one name are one line.
    private mutating func walk(
        _ fields: FormFields, _ isTaken: [Bool], _ each: EachList?,
        _ walkInside: (inout Leftovers, Int) -> Bool
    ) {
        var order: [ArraySlice<UInt8>] = []
        var values: [ArraySlice<UInt8>: [Int]] = [:]
        for (index, entry) in fields.entries.enumerated() where !isTaken[index] {
            if fields.keepsFiles, entry.file != nil, !tellsFiles || entry.value.isEmpty { continue }
            var name = fields.bytes[entry.name]
            if name.count > 2, name.suffix(2).elementsEqual("[]".utf8) { name = name.dropLast(2) }
            if each?.element(of: name) != nil { continue }
            if TechnicalFields.contains(name), !TechnicalFields.isWritten(name, Piece(fields.bytes, entry.value)) {
                continue
            }
            if values[name] == nil { order.append(name) }
            values[name, default: []].append(index)
        }
        for name in order {
            if lines.isFull { return }
            let entries = values[name] ?? []
            if entries.count == 1, walkInside(&self, entries[0]) { continue }
            add(
                Array(name),
                entries.map { index in
                    let entry = fields.entries[index]
                    if fields.keepsFiles, let file = entry.file, !entry.value.isEmpty {
                        return Piece(fields.line(about: file))
                    }
                    return Piece(fields.bytes, entry.value)
                })
        }
    }

    private mutating func add(_ label: [UInt8], _ values: [Piece]) {
        if values.count == 1 { return lines.add(label: label, value: values[0]) }
        var joined: [UInt8] = []
        for value in values where !value.isBlank {
            if !joined.isEmpty { joined += [UInt8(ascii: ","), UInt8(ascii: " ")] }
            joined += value.bytes[value.range]
        }
        lines.add(label: label, value: Piece(joined))
    }

    // MARK: - JSON

    /// Where labels end; a line cuts them earlier, and what is deep in long names is not copied over and over.
    private static let longestLabel = 256

    private static func label(_ outer: [UInt8], _ name: [UInt8]) -> [UInt8] {
        if outer.isEmpty { return name.count > longestLabel ? Array(name[..<longestLabel]) : name }
        guard outer.count < longestLabel else { return outer }
        return outer + [UInt8(ascii: ".")] + name.prefix(longestLabel)
    }

    private mutating func walk(
        _ document: JSONDocument, _ origin: Origin, _ paths: [Origin: [Path]], _ texts: [Origin: [(Path, JSONDocument)]]
    ) {
        var taken: Set<Int> = []
        for path in paths[origin] ?? [] { taken.formUnion(document.nodes(at: path, by: indexes[origin])) }
        var inside: [Int: (Path, JSONDocument)] = [:]
        for (path, text) in texts[origin] ?? [] {
            for node in document.nodes(at: path, by: indexes[origin]) { inside[document.only(node)] = (path, text) }
        }
        let walkInside = { (leftovers: inout Leftovers, node: Int) in
            guard let (path, text) = inside[node] else { return false }
            leftovers.walk(text, .text(path), paths, texts)
            return true
        }
        // A text in what is told is told as a whole.
        let isWhole = if case .text = origin { places[origin] == nil } else { false }
        if !isBounded || isWhole { return walk(document, 0, [], taken, isInList: false, walkInside) }
        for path in places[origin] ?? [] {
            // What questions are called stands beside their list.
            for outer in document.nodes(at: path.steps.dropLast(), by: indexes[origin]) {
                for (ref, title) in LabelledAnswer.titles(document, besideAnswersOf: document.only(outer)) {
                    titles[ref] = title
                }
            }
            for node in document.nodes(at: path, by: indexes[origin]) {
                walk(document, node, path.lastName, taken, isInList: false, walkInside)
            }
        }
        // A text that holds JSON may stand outside of all of them.
        for (path, text) in texts[origin] ?? [] where places[.text(path)] != nil {
            walk(text, .text(path), paths, texts)
        }
    }

    private func isBounded(_ resolver: Resolver) -> Bool {
        within.contains { path in
            switch path.root {
            case .payload, .whole: resolver.taken(by: path) != .nothing
            case .json(let inner):
                resolver.documents.contains {
                    $0.path == inner && $0.document?.nodes(at: path, by: $0.index).isEmpty == false
                }
            case .query, .context, .address: false
            }
        }
    }

    private mutating func walk(
        _ document: JSONDocument, _ outer: Int, _ label: [UInt8], _ taken: Set<Int>, isInList: Bool,
        _ walkInside: (inout Leftovers, Int) -> Bool
    ) {
        if lines.isFull { return }
        var node = outer
        var isInList = isInList
        while true {
            if taken.contains(node) { return }
            let inner =
                document.kind(of: node) == .array && document.count(of: node) == 1 ? document.firstChild(of: node) : nil
            guard let inner else { break }
            node = inner
            isInList = true
        }
        switch document.kind(of: node) {
        case .null: return
        case .string, .number, .boolean:
            if walkInside(&self, node) { return }
            lines.add(label: label, value: document.text(of: node))
        case .object:
            if isInList, let answer = LabelledAnswer(document, node) {
                if !answer.nodes.contains(where: taken.contains) {
                    let title = answer.ref.flatMap { titles[$0] } ?? answer.label
                    guard !TechnicalFields.isSecret(title), !TechnicalFields.isSecret(answer.label) else { return }
                    add(title, answer.values.map { document.text(of: $0) })
                }
                return
            }
            for (ref, title) in LabelledAnswer.titles(document, besideAnswersOf: node) { titles[ref] = title }
            guard var key = document.firstChild(of: node) else { return }
            let end = document.end(of: node)
            // One by one: of a hundred thousand names those that fit are looked at.
            while key < end, !lines.isFull {
                let name = document.text(of: key)
                let value = key + 1
                key = document.next(after: value)
                if TechnicalFields.contains(name.bytes[name.range]),
                    document.kind(of: value) != .string
                        || !TechnicalFields.isWritten(name.bytes[name.range], document.text(of: value))
                {
                    continue
                }
                walk(
                    document, value, Self.label(label, Array(name.bytes[name.range])), taken, isInList: false,
                    walkInside)
            }
        case .array:
            let elements = document.elementsOf(node).filter { !taken.contains($0) }
            if elements.allSatisfy({ document.isSingle($0) }) {
                return add(label, elements.filter { document.kind(of: $0) != .null }.map { document.text(of: $0) })
            }
            for (index, element) in document.elementsOf(node).enumerated() {
                walk(document, element, label + Array("[\(index)]".utf8), taken, isInList: true, walkInside)
            }
        }
    }
}
