/// A JSON text that was checked whole: RFC 8259's grammar, UTF-8, depth, and no key twice in an object.
///
/// Order, the text of numbers and the raw text of strings are kept. Values are found by the number of their node:
/// 0 is the outermost value. `root` is the comfortable way in; the functions that take a node allocate nothing.
public struct JSONDocument: Sendable {
    /// The text. A byte order mark before it is not part of it.
    public let bytes: [UInt8]
    let nodes: [JSONNode]

    /// Reads the JSON text in `range` of `bytes`, by default all of it.
    ///
    /// Lone surrogates in `\u` escapes are taken (they read as U+FFFD), as is a byte order mark. Numbers may have any length.
    /// - Throws: what is wrong and at which byte of the range.
    public static func parse(
        _ bytes: [UInt8], in range: Range<Int>? = nil, limits: WireLimits = .standard
    ) throws(WireError) -> JSONDocument {
        let range = range ?? bytes.indices
        let mark = hasByteOrderMark(bytes, range) ? 3 : 0
        let text = range.lowerBound + mark..<range.upperBound
        let own = text == bytes.indices ? bytes : Array(bytes[text])
        do {
            return JSONDocument(bytes: own, nodes: try JSONParser.nodes(of: own, limits: limits))
        } catch {
            throw error.moved(by: mark)
        }
    }

    /// The outermost value.
    public var root: JSONValue { JSONValue(document: self, node: 0) }

    private static func hasByteOrderMark(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        range.count >= 3 && bytes[range.lowerBound] == 0xEF && bytes[range.lowerBound + 1] == 0xBB
            && bytes[range.lowerBound + 2] == 0xBF
    }
}
