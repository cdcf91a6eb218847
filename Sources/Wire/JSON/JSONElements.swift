/// The elements of an array, in their order.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var node: Int
    private let end: Int

    init(_ value: JSONValue) {
        document = value.document
        node = value.node + 1
        end = value.kind == .array ? document.end(of: value.node) : 0
    }

    /// The next element.
    public mutating func next() -> JSONValue? {
        guard node < end else { return nil }
        let element = JSONValue(document: document, node: node)
        node = document.next(after: node)
        return element
    }
}
