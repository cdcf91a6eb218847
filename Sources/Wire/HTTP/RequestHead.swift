/// The head of an HTTP/1.1 request (RFC 9112, 3 and 5): ranges into the bytes it was read from, never copies.
///
/// It is made by ``RequestHeadParser``, holds nothing that its grammar refuses, and says how the content that follows is framed.
public struct RequestHead: Sendable {
    /// The methods that the bridge tells apart (RFC 9110, 9).
    public enum Method: UInt8, Sendable {
        /// One of them, or any other token.
        case get, head, post, put, delete, connect, options, trace, patch, other
    }

    /// How the content is delimited (RFC 9112, 6).
    public enum Framing: Sendable, Equatable {
        /// There is none.
        case none
        /// So many bytes, 0 included.
        case length(Int)
        /// By the chunked transfer coding (RFC 9112, 7.1).
        case chunked
    }

    /// One field line: its name and its value without surrounding white space.
    public struct FieldLine: Sendable {
        /// The name as it was written.
        public let name: Range<Int>
        /// The value, trimmed.
        public let value: Range<Int>
        /// The name, if it is one the bridge reads.
        public let known: FieldName
    }

    /// The method.
    public internal(set) var method = Method.other
    /// The path of the target, without query; always begins with `/`, or is `*` (RFC 9112, 3.2.4).
    public internal(set) var path = 0..<0
    /// What follows `?`; nil when there is no `?`.
    public internal(set) var query: Range<Int>?
    /// The minor version: 0 for HTTP/1.0, 1 for anything later.
    public internal(set) var minorVersion = 1
    /// The field lines in their order.
    public internal(set) var fields: [FieldLine] = []
    /// How the content that follows is delimited.
    public internal(set) var framing = Framing.none
    /// Whether the connection may carry another request after this one (RFC 9112, 9.3).
    public internal(set) var isPersistent = true
    /// Whether the client waits for 100 (Continue) before it sends content (RFC 9110, 10.1.1).
    public internal(set) var expectsContinue = false
    /// Where the head ends and the content begins, as an offset into the bytes.
    public internal(set) var end = 0

    /// An empty head for a parser to fill.
    public init() {}

    /// The value of the first field line of that name.
    public func value(of name: FieldName) -> Range<Int>? {
        for field in fields where field.known == name { return field.value }
        return nil
    }

    /// Moves every range by `offset`, when the bytes it refers to have moved.
    public mutating func shift(by offset: Int) {
        guard offset != 0 else { return }
        func moved(_ range: Range<Int>) -> Range<Int> { range.lowerBound + offset..<range.upperBound + offset }
        path = moved(path)
        query = query.map(moved)
        end += offset
        fields = fields.map { FieldLine(name: moved($0.name), value: moved($0.value), known: $0.known) }
    }

    /// Empties the head for another request and keeps its storage.
    mutating func reset() {
        fields.removeAll(keepingCapacity: true)
        method = .other
        query = nil
        minorVersion = 1
        framing = .none
        isPersistent = true
        expectsContinue = false
    }
}
