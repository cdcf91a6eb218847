/// The members of an object, in their order.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var node: Int
    private let end: Int

    init(_ value: JSONValue) {
        document = value.document
        node = value.node + 1
        end = value.kind == .object ? document.end(of: value.node) : 0
    }

    /// The next member: its key, with escapes read, and its value.
    public mutating func next() -> (key: String, value: JSONValue)? {
        guard node < end else { return nil }
        let key = document.string(of: node) ?? ""
        let value = JSONValue(document: document, node: node + 1)
        node = document.next(after: node + 1)
        return (key, value)
    }
}
