import CSimdJSON

/// The one place that calls simdjson.
enum JSONTokens {
    /// Texts larger than this give simdjson's memory back once they are read, so that one large post does not stay for ever.
    private static let keptLength = 64 * 1024

    /// Gives `body` the text and the offsets of its tokens; nil if the text is not UTF-8, or has a string that is open or
    /// holds a control character.
    static func read<Result: Sendable>(
        _ bytes: [UInt8], _ body: (Span<UInt8>, Span<UInt32>) throws(WireError) -> Result
    ) throws(WireError) -> Result? {
        defer { if bytes.count > keptLength { csimdjson_release(keptLength) } }
        // because the offsets are this thread's own until its next call, and `body` neither keeps them nor parses itself.
        let tokens = unsafe bytes.withUnsafeBufferPointer { unsafe csimdjson_tokens($0.baseAddress, $0.count) }
        guard unsafe tokens.status == 0 else { return nil }
        let positions = unsafe UnsafeBufferPointer(start: tokens.positions, count: tokens.count)
        return try body(bytes.span, unsafe positions.span)
    }

    /// The place of the first backslash at or after `start`, or the text's end.
    static func nextBackslash(in bytes: Span<UInt8>, from start: Int) -> Int {
        unsafe bytes.withUnsafeBufferPointer {
            unsafe csimdjson_find($0.baseAddress, start, $0.count, UInt8(ascii: "\\"))
        }
    }
}
