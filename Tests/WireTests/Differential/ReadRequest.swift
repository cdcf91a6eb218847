import Wire

/// One whole request as the parsers of this module read it, in the words that another server is asked for.
struct ReadRequest {
    var method: String
    /// Path and query.
    var target: String
    var version: String
    /// Names and values in turn, in hexadecimal digits.
    var fields: [String]
    /// In hexadecimal digits.
    var content: String
    /// How many bytes it has.
    var end: Int

    /// Nil if the bytes are no whole request.
    init?(_ bytes: [UInt8]) {
        var parser = RequestHeadParser()
        var head = RequestHead()
        guard parser.parse(bytes.span, from: 0, to: bytes.count, into: &head) == .complete else { return nil }
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        let line = bytes.drop { $0 == 0x0D || $0 == 0x0A }.prefix { $0 != 0x0D }.split(separator: 0x20)
        method = String(decoding: line[0], as: UTF8.self)
        version = String(decoding: line[line.count - 1], as: UTF8.self)
        target = text(head.path) + (head.query.map { "?" + text($0) } ?? "")
        fields = head.fields.flatMap { [hexadecimal(bytes[$0.name]), hexadecimal(bytes[$0.value])] }
        switch head.framing {
        case .none: (content, end) = ("", head.end)
        case .length(let length):
            guard length <= bytes.count - head.end else { return nil }
            end = head.end + length
            content = hexadecimal(bytes[head.end..<end])
        case .chunked:
            var decoder = ChunkedDecoder(limit: 1 << 20)
            var decoded: [UInt8] = []
            var start = head.end
            guard decoder.decode(bytes.span, from: &start, to: bytes.count, into: &decoded) == .complete else {
                return nil
            }
            (content, end) = (hexadecimal(decoded), start)
        }
    }
}
