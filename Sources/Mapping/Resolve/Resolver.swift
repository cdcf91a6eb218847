import Wire

/// Finds the values of one submission. Lives as long as one mapping does.
struct Resolver {
    let payload: Payload
    /// The payload that `payload` is a part of.
    let whole: Payload?
    let context: MappingContext
    /// The JSON texts that paths have led into, by the path to the text; nil for what is no JSON.
    private(set) var documents: [(path: Path, document: JSONDocument?)] = []
    /// The queries of addresses that paths have led into, by the path to the address; nil for an address without one.
    private var queries: [(path: Path, fields: FormFields?)] = []
    /// Whether ``found`` is kept.
    var isRecording = false
    /// The paths that have led to a value since it was emptied.
    var found: [Path] = []

    init(_ payload: Payload, _ context: MappingContext, in whole: Payload? = nil) {
        self.payload = payload
        self.whole = whole
        self.context = context
    }

    mutating func locate(_ path: Path) -> Located {
        let located = value(at: path)
        if isRecording {
            switch located {
            case .piece(let piece) where !piece.isBlank: found.append(path)
            case .list: found.append(path)
            case .piece, .nothing, .group, .notJSON: break
            }
        }
        return located
    }

    /// The JSON in the text at a path; nil where there is none.
    mutating func document(inTextAt path: Path) -> JSONDocument? {
        if let known = documents.first(where: { $0.path == path }) { return known.document }
        guard case .piece(let text) = value(at: path).joined, !text.isBlank else { return nil }
        let document = try? JSONDocument.parse(text.bytes, in: text.range)
        documents.append((path, document))
        return document
    }

    private mutating func value(at path: Path) -> Located {
        switch path.root {
        case .payload: Self.locate(path, in: payload)
        case .whole: Self.locate(path, in: whole ?? payload)
        case .query: context.query?.locate(path) ?? .nothing
        case .context(let name): context.value(name).map { .piece(Piece($0)) } ?? .nothing
        case .json(let inner): locate(path, inTextAt: inner)
        case .address(let inner): locate(path, inAddressAt: inner)
        }
    }

    private static func locate(_ path: Path, in payload: Payload) -> Located {
        switch payload {
        case .fields(let fields): fields.locate(path)
        case .json(let document): document.locate(path)
        }
    }

    private mutating func locate(_ path: Path, inTextAt inner: Path) -> Located {
        if let known = documents.first(where: { $0.path == inner }) {
            return known.document?.locate(path) ?? .notJSON
        }
        switch value(at: inner).joined {
        case .piece(let text):
            if text.isBlank { return .nothing }
            let document = try? JSONDocument.parse(text.bytes, in: text.range)
            documents.append((inner, document))
            return document?.locate(path) ?? .notJSON
        case .list: return .notJSON
        case let other: return other
        }
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
