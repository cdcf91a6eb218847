import Wire

/// Finds the values of one submission. Lives as long as one mapping does.
struct Resolver {
    let payload: Payload
    /// What the payload has in common with the other parts of its post; nil where it is the whole.
    let share: PostShare?
    let context: MappingContext
    /// Where members are in the payload; nil for a small one.
    let index: MemberIndex?
    /// The paths that lead to files alone; nil for a form that keeps none.
    let files: FilePaths?
    /// The JSON texts that paths have led into.
    private(set) var documents: [ReadText] = []
    /// The queries of addresses that paths have led into, by the path to the address; nil for an address without one.
    private var queries: [(path: Path, fields: FormFields?)] = []
    /// Whether ``found`` is kept.
    var isRecording = false
    /// The paths that have led to a value since it was emptied.
    var found: [Path] = []
    /// Where the campaign is that brought the visitor; nil until it was looked for, and nil inside where there is none.
    var campaign: Int??
    /// The payload as jq sees it, once a rule has asked for it.
    var jqText: [UInt8]?
    /// The time that is left for jq, where no other part has a share in it.
    private var ownTime = JQTime()

    init(
        _ payload: Payload, _ context: MappingContext, in share: PostShare? = nil, files: FilePaths? = nil
    ) {
        self.payload = payload
        self.share = share
        self.context = context
        self.files = files
        index = MemberIndex.make(for: payload)
    }

    init(_ part: PostPart, _ context: MappingContext, files: FilePaths? = nil) {
        self.init(part.payload, context, in: part.share, files: files)
    }

    /// The payload that `payload` is a part of.
    var whole: Payload? { share?.whole }

    /// The time that is left for jq.
    var time: JQTime {
        get { share?.time ?? ownTime }
        set { if let share { share.time = newValue } else { ownTime = newValue } }
    }

    mutating func locate(_ path: Path) -> Located {
        let located = value(at: path)
        if isRecording {
            switch located {
            case .piece(let piece) where !piece.isBlank: found.append(path)
            case .list, .number: found.append(path)
            case .piece, .nothing, .group, .notJSON: break
            }
        }
        return located
    }

    /// The JSON in the text at a path; nil where there is none.
    mutating func document(inTextAt path: Path) -> JSONDocument? {
        if let known = knownText(at: path) { return known.document }
        guard case .piece(let text) = value(at: path).joined, !text.isBlank else { return nil }
        return read(text, at: path).document
    }

    private mutating func value(at path: Path) -> Located {
        if case .payload = path.root { return locate(path, in: payload, index) }
        guard let share, path.isBesideParts else { return valueBeside(path) }
        if let known = share.located(at: path) {
            takeTexts(of: path)
            return known
        }
        let located = valueBeside(path)
        share.remember(located, at: path)
        return located
    }

    private mutating func valueBeside(_ path: Path) -> Located {
        switch path.root {
        case .payload: locate(path, in: payload, index)
        case .whole: locate(path, in: whole ?? payload, share.map(\.index) ?? index)
        case .query: context.query?.locate(path) ?? .nothing
        case .context(let name): context.value(name).map { .piece(Piece($0)) } ?? .nothing
        case .json(let inner): locate(path, inTextAt: inner)
        case .address(let inner): locate(path, inAddressAt: inner)
        }
    }

    private func locate(_ path: Path, in payload: Payload, _ index: MemberIndex?) -> Located {
        if let files, files.contains(path) {
            // JSON brings no files.
            guard case .fields(let fields) = payload else { return .nothing }
            return fields.locateFiles(path)
        }
        return switch payload {
        case .fields(let fields): fields.locate(path, by: index)
        case .json(let document): document.locate(path, by: index)
        }
    }

    // MARK: - JSON in texts

    /// A text that was read for this part, or for another: then it is this one's, too.
    private mutating func knownText(at path: Path) -> ReadText? {
        if let known = documents.first(where: { $0.path == path }) { return known }
        guard let share, path.isBesideParts, let known = share.text(at: path) else { return nil }
        documents.append(known)
        return known
    }

    /// What is left over is looked for in the texts that a path leads through, also where its value is known.
    private mutating func takeTexts(of path: Path) {
        switch path.root {
        case .json(let inner):
            takeTexts(of: inner)
            _ = knownText(at: inner)
        case .address(let inner): takeTexts(of: inner)
        case .payload, .whole, .query, .context: break
        }
    }

    private mutating func read(_ text: Piece, at path: Path) -> ReadText {
        let read = ReadText(text, at: path)
        documents.append(read)
        if let share, path.isBesideParts { share.remember(read) }
        return read
    }

    private mutating func locate(_ path: Path, inTextAt inner: Path) -> Located {
        var read = knownText(at: inner)
        if read == nil {
            switch value(at: inner).joined {
            case .piece(let text):
                if text.isBlank { return .nothing }
                read = self.read(text, at: inner)
            case .list: return .notJSON
            case let other: return other
            }
        }
        guard let read, let document = read.document else { return .notJSON }
        return document.locate(path, by: read.index)
    }

    private mutating func locate(_ path: Path, inAddressAt inner: Path) -> Located {
        if let known = queries.first(where: { $0.path == inner }) { return known.fields?.locate(path) ?? .nothing }
        var fields: FormFields?
        if case .piece(let address) = value(at: inner).joined { fields = Self.query(of: address) }
        queries.append((inner, fields))
        return fields?.locate(path) ?? .nothing
    }

    /// What stands behind an address's first `?` and before its `#` (RFC 3986, 3.4), as a form is read.
    private static func query(of address: Piece) -> FormFields? {
        let text = address.bytes[address.range]
        let end = text.firstIndex(of: UInt8(ascii: "#")) ?? text.endIndex
        guard let mark = text[..<end].firstIndex(of: UInt8(ascii: "?")) else { return nil }
        return try? URLEncoded.decode(address.bytes, in: mark + 1..<end)
    }
}
