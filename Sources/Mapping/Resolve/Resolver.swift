import Wire

/// Finds the values of one submission. Lives as long as one mapping does.
struct Resolver {
    let payload: Payload
    let context: MappingContext
    /// The JSON texts that paths have led into, by the path to the text; nil for what is no JSON.
    private var documents: [(path: Path, document: JSONDocument?)] = []

    init(_ payload: Payload, _ context: MappingContext) {
        self.payload = payload
        self.context = context
    }

    mutating func locate(_ path: Path) -> Located {
        switch path.root {
        case .payload:
            switch payload {
            case .fields(let fields): fields.locate(path)
            case .json(let document): document.locate(path)
            }
        case .query: context.query?.locate(path) ?? .nothing
        case .context(let name): context.value(name).map { .piece(Piece($0)) } ?? .nothing
        case .json(let inner): locate(path, inTextAt: inner)
        }
    }

    private mutating func locate(_ path: Path, inTextAt inner: Path) -> Located {
        if let known = documents.first(where: { $0.path == inner }) {
            return known.document?.locate(path) ?? .notJSON
        }
        switch locate(inner).joined {
        case .piece(let text):
            if text.isBlank { return .nothing }
            let document = try? JSONDocument.parse(text.bytes, in: text.range)
            documents.append((inner, document))
            return document?.locate(path) ?? .notJSON
        case .list: return .notJSON
        case let other: return other
        }
    }
}
