/// Builds the nodes of a JSON text from its tokens, by RFC 8259's grammar.
///
/// simdjson has found where the tokens begin and that strings are UTF-8, closed, and free of control characters; the grammar,
/// numbers, literals and escapes are checked here. One pass, no recursion; an open container keeps the one around it in `next`.
enum JSONParser {
    /// The nodes of `text`, all of it.
    static func nodes(of text: [UInt8], limits: WireLimits) throws(WireError) -> [JSONNode] {
        guard text.count <= Int(UInt32.max) else { throw WireError(.json, .tooLarge, at: 0) }
        let nodes = try JSONTokens.read(text) { (bytes, tokens) throws(WireError) -> [JSONNode] in
            try build(bytes, tokens, limits)
        }
        guard let nodes else { throw JSONFault.find(in: text.span) }
        return nodes
    }

    private enum Expected {
        case value, elementOrEnd, keyOrEnd, key, commaOrEnd
    }

    private static func build(
        _ bytes: Span<UInt8>, _ tokens: Span<UInt32>, _ limits: WireLimits
    ) throws(WireError) -> [JSONNode] {
        var nodes: [JSONNode] = []
        // Of valid text every second token at most begins a node: a comma, colon or closing bracket goes with each.
        nodes.reserveCapacity(min(tokens.count / 2 + 1, limits.maxNodes))
        var escapes = JSONEscapes(bytes)
        var open = -1
        var depth = 0
        var expected = Expected.value
        var token = 0
        while token < tokens.count {
            let start = Int(tokens[token])
            let byte = bytes[start]
            token += 1
            let limit = token < tokens.count ? Int(tokens[token]) : bytes.count

            if expected == .commaOrEnd {
                guard open >= 0 else { throw WireError(.json, .trailingBytes, at: start) }
                if byte == UInt8(ascii: ",") {
                    expected = nodes[open].kind == .object ? .key : .value
                    continue
                }
            }
            if expected != .value && expected != .key, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                let isObject = nodes[open].kind == .object
                guard (byte == UInt8(ascii: "}")) == isObject else {
                    throw WireError(.json, .unexpectedByte, at: start)
                }
                let around = nodes[open].next
                nodes[open].end = UInt32(truncatingIfNeeded: start + 1)
                nodes[open].next = UInt32(truncatingIfNeeded: nodes.count)
                if isObject, !limits.allowsRepeatedKeys {
                    try JSONKeys.check(bytes, nodes.span, object: open)
                }
                open = around == .max ? -1 : Int(around)
                depth -= 1
                expected = .commaOrEnd
                continue
            }
            guard nodes.count < limits.maxNodes else { throw WireError(.json, .tooManyValues, at: start) }

            switch expected {
            case .commaOrEnd:
                throw WireError(.json, .unexpectedByte, at: start)
            case .key, .keyOrEnd:
                guard byte == UInt8(ascii: "\"") else { throw WireError(.json, .unexpectedByte, at: start) }
                nodes.append(try string(bytes, start, limit, &escapes, next: nodes.count + 1))
                guard limit < bytes.count, bytes[limit] == UInt8(ascii: ":") else {
                    throw WireError(.json, limit < bytes.count ? .unexpectedByte : .unexpectedEnd, at: limit)
                }
                token += 1
                expected = .value
                continue
            case .value, .elementOrEnd:
                break
            }

            if open >= 0 { nodes[open].countOne() }
            switch byte {
            case UInt8(ascii: "\""):
                nodes.append(try string(bytes, start, limit, &escapes, next: nodes.count + 1))
                expected = .commaOrEnd
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                guard depth <= limits.maxDepth else { throw WireError(.json, .tooDeep, at: start) }
                let isObject = byte == UInt8(ascii: "{")
                nodes.append(JSONNode(isObject ? .object : .array, start..<start, next: open))
                open = nodes.count - 1
                expected = isObject ? .keyOrEnd : .elementOrEnd
            default:
                nodes.append(try scalar(bytes, start, limit, byte, next: nodes.count + 1))
                expected = .commaOrEnd
            }
        }
        guard open < 0, expected == .commaOrEnd else {
            throw WireError(.json, nodes.isEmpty ? .empty : .unexpectedEnd, at: bytes.count)
        }
        return nodes
    }

    /// The string whose quote stands at `start`; the next token begins at `limit`.
    private static func string(
        _ bytes: Span<UInt8>, _ start: Int, _ limit: Int, _ escapes: inout JSONEscapes, next: Int
    ) throws(WireError) -> JSONNode {
        // Between a string's end and the next token there is only whitespace: its last quote is the first one from there.
        var end = limit - 1
        while end > start, isWhitespace(bytes[end]) { end -= 1 }
        guard end > start, bytes[end] == UInt8(ascii: "\"") else { throw WireError(.json, .unexpectedByte, at: end) }
        let isEscaped = try escapes.check(bytes, upTo: end)
        return JSONNode(.string, start + 1..<end, next: next, escaped: isEscaped)
    }

    /// The number or literal at `start`.
    private static func scalar(
        _ bytes: Span<UInt8>, _ start: Int, _ limit: Int, _ byte: UInt8, next: Int
    ) throws(WireError) -> JSONNode {
        let kind: JSONKind
        let end: Int
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            kind = .number
            guard let found = JSONNumber.end(in: bytes, from: start) else {
                throw WireError(.json, .invalidNumber, at: start)
            }
            end = found
        case UInt8(ascii: "t"): (kind, end) = (.boolean, try literal("true", bytes, start))
        case UInt8(ascii: "f"): (kind, end) = (.boolean, try literal("false", bytes, start))
        case UInt8(ascii: "n"): (kind, end) = (.null, try literal("null", bytes, start))
        default: throw WireError(.json, .unexpectedByte, at: start)
        }
        guard end == limit || isWhitespace(bytes[end]) else {
            throw WireError(.json, kind == .number ? .invalidNumber : .unexpectedByte, at: end)
        }
        return JSONNode(kind, start..<end, next: next)
    }

    private static func literal(_ word: String, _ bytes: Span<UInt8>, _ start: Int) throws(WireError) -> Int {
        var position = start
        for expected in word.utf8 {
            guard position < bytes.count else { throw WireError(.json, .unexpectedEnd, at: position) }
            guard bytes[position] == expected else { throw WireError(.json, .unexpectedByte, at: position) }
            position += 1
        }
        return position
    }

    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
