/// One value of a `JSONDocument`: a comfortable cursor. It keeps the document alive; nothing is copied.
public struct JSONValue: Sendable {
    /// The document that the value stands in.
    public let document: JSONDocument
    /// The value's node there.
    public let node: Int

    init(document: JSONDocument, node: Int) {
        self.document = document
        self.node = node
    }

    /// What it is.
    public var kind: JSONKind { document.kind(of: node) }

    /// How many members or elements; 0 if it is no container.
    public var count: Int { document.count(of: node) }

    /// The member of an object; nil if it has none of that name or is no object.
    public subscript(member: String) -> JSONValue? {
        document.member(Array(member.utf8), of: node).map { JSONValue(document: document, node: $0) }
    }

    /// The element of an array, from 0, or from the end if negative; nil if there is none or it is no array.
    public subscript(index: Int) -> JSONValue? {
        document.element(index, of: node).map { JSONValue(document: document, node: $0) }
    }

    /// The members of an object in their order; none if it is no object.
    public var members: JSONMembers { JSONMembers(self) }

    /// The elements of an array in their order; none if it is no array.
    public var elements: JSONElements { JSONElements(self) }

    /// A string's value; nil for any other kind. Lone surrogates read as U+FFFD.
    public var string: String? { document.string(of: node) }

    /// A number's text as it came; nil for any other kind.
    public var numberText: String? { document.numberText(of: node) }

    /// The value of `true` or `false`; nil for any other kind.
    public var boolean: Bool? { document.boolean(of: node) }

    /// A number written as a whole one that fits 64 bits; nil for anything else.
    public var int64: Int64? { document.int64(of: node) }

    /// Whether it is `null`.
    public var isNull: Bool { kind == .null }

    /// The value's JSON text as it came, with a string's quotes.
    public var text: ArraySlice<UInt8> {
        let range = document.range(of: node)
        guard kind == .string else { return document.bytes[range] }
        return document.bytes[range.lowerBound - 1..<range.upperBound + 1]
    }
}
