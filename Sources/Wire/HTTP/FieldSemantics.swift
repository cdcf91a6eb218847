/// What the fields of a head mean together for framing and for the connection (RFC 9112, 6 and 9; RFC 9110, 7.2 and 10.1.1).
struct FieldSemantics {
    private var hosts = 0
    private var contentLength: Int?
    private var isChunked = false
    private var sawContentType = false
    private var sawTransferEncoding = false
    private var closes = false
    private var keepsAlive = false

    /// Takes one field into account; an error refuses the request.
    mutating func take(_ field: RequestHead.FieldLine, of bytes: Span<UInt8>, into head: inout RequestHead)
        -> RequestHeadError?
    {
        switch field.known {
        case .host:
            hosts += 1
            return HostSyntax.isValid(bytes, field.value) ? nil : .malformedHost
        case .contentLength:
            // RFC 9112, 6.3 lets equal repeats pass or be refused: they are refused, since no sender of ours needs them.
            guard contentLength == nil else { return .repeatedContentLength }
            guard let length = Self.length(bytes, field.value) else { return .malformedContentLength }
            contentLength = length
        case .transferEncoding:
            if head.minorVersion == 0 { return .transferEncodingInHTTP10 }
            guard !sawTransferEncoding else { return .malformedTransferEncoding }
            sawTransferEncoding = true
            return takeTransferEncoding(bytes, field.value)
        case .contentType:
            // RFC 9110, 8.3: one value; of two, who reads the first and who the last would read two contents.
            guard !sawContentType else { return .repeatedContentType }
            sawContentType = true
        case .connection:
            return takeConnection(bytes, field.value)
        case .expect:
            guard Self.equals(bytes, field.value, "100-continue") else { return .unknownExpectation }
            // RFC 9110, 10.1.1: an HTTP/1.0 client's expectation is passed over.
            head.expectsContinue = head.minorVersion > 0
        default:
            break
        }
        return nil
    }

    /// Concludes the head.
    func settle(_ head: inout RequestHead) -> RequestHeadError? {
        guard hosts == 1 || (hosts == 0 && head.minorVersion == 0) else { return .missingHost }
        if sawTransferEncoding, contentLength != nil { return .contentLengthWithTransferEncoding }
        if isChunked {
            head.framing = .chunked
        } else if let contentLength {
            head.framing = .length(contentLength)
        }
        if head.framing == .none || head.framing == .length(0) { head.expectsContinue = false }
        head.isPersistent = !closes && (head.minorVersion > 0 || keepsAlive)
        return nil
    }

    /// Digits only, no sign, no list, at most 18 of them: no overflow (RFC 9112, 6.3).
    private static func length(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var value = 0
        for index in range {
            guard ByteClass.isDigit(bytes[index]) else { return nil }
            value = value &* 10 &+ Int(bytes[index] &- 0x30)
        }
        return value
    }

    private mutating func takeTransferEncoding(_ bytes: Span<UInt8>, _ range: Range<Int>) -> RequestHeadError? {
        if Self.equals(bytes, range, "chunked") {
            isChunked = true
            return nil
        }
        // RFC 9112, 6.1: codings we do not know, with chunked once and last, are 501; else nobody knows where the content ends.
        var at = range.lowerBound
        while let comma = Self.comma(bytes, at..<range.upperBound) {
            let coding = Self.trimmed(bytes, at..<comma)
            guard Self.isToken(bytes, coding), !Self.equals(bytes, coding, "chunked") else {
                return .malformedTransferEncoding
            }
            at = comma + 1
        }
        let last = Self.trimmed(bytes, at..<range.upperBound)
        return Self.equals(bytes, last, "chunked") ? .unknownTransferCoding : .malformedTransferEncoding
    }

    private static func comma(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for index in range where bytes[index] == 0x2C { return index }
        return nil
    }

    private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }

    private static func isToken(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where !ByteClass.isToken(bytes[index]) { return false }
        return !range.isEmpty
    }

    private mutating func takeConnection(_ bytes: Span<UInt8>, _ range: Range<Int>) -> RequestHeadError? {
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = bytes[at]
            if byte == 0x2C || byte == 0x20 || byte == 0x09 {
                at += 1
                continue
            }
            let start = at
            while at < range.upperBound, ByteClass.isToken(bytes[at]) { at += 1 }
            guard at > start else { return .malformedConnection }
            if Self.equals(bytes, start..<at, "close") { closes = true }
            if Self.equals(bytes, start..<at, "keep-alive") { keepsAlive = true }
        }
        return nil
    }

    private static func equals(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: String) -> Bool {
        guard range.count == text.utf8.count else { return false }
        var at = range.lowerBound
        for byte in text.utf8 {
            guard ByteClass.lowercased(bytes[at]) == byte else { return false }
            at += 1
        }
        return true
    }
}
