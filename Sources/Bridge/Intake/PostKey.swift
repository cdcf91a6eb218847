internal import Listener
internal import Wire

/// What makes a repeat of a post recognisable: `webhook-id`, which names one event by its standard, or `Idempotency-Key` together with the
/// content, so that a page that sends the same key for every visitor loses none of them.
enum PostKey {
    /// Longer keys are refused by ``isTooLong(_:)``'s callers: a key that is passed over would make two deals.
    private static let limit = 255

    static func isTooLong(_ request: Request) -> Bool {
        isTooLong(.idempotencyKey, of: request) || isTooLong(.webhookID, of: request)
    }

    private static func isTooLong(_ name: FieldName, of request: Request) -> Bool {
        (request.head.value(of: name)?.count ?? 0) > limit
    }

    /// What the request's header says.
    static func header(of request: Request, form: String) -> [UInt8]? {
        if let id = value(.webhookID, of: request) { return key(form, "webhook-id", request.bytes[id]) }
        guard let value = value(.idempotencyKey, of: request) else { return nil }
        var key = key(form, "idempotency-key", request.bytes[value])
        key.append(0)
        key.append(contentsOf: digest(of: request, offset: fnvOffset))
        return key
    }

    /// The values that name one event by the form's own words.
    static func event(_ values: [UInt8], form: String) -> [UInt8] {
        key(form, "event", values[...])
    }

    /// The content, whatever its multipart boundary is, and the address that it came from: browsers choose a new boundary each time.
    static func echo(of request: Request, boundary: [UInt8]?, form: String) -> [UInt8] {
        var key = key(form, "echo", Array(request.clientAddress.utf8)[...])
        key.append(0)
        key.append(contentsOf: digest(of: request, besides: boundary, offset: fnvOffset))
        key.append(contentsOf: digest(of: request, besides: boundary, offset: ~fnvOffset))
        return key
    }

    private static func value(_ name: FieldName, of request: Request) -> Range<Int>? {
        request.head.value(of: name).flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func key(_ form: String, _ kind: String, _ value: ArraySlice<UInt8>) -> [UInt8] {
        Array(form.utf8) + [0] + Array(kind.utf8) + [0] + value
    }

    private static let fnvOffset: UInt64 = 0xCBF2_9CE4_8422_2325

    /// FNV-1a of the content, 64 bits: it tells two posts under one key apart, and nobody gains by making their own two alike.
    private static func digest(of request: Request, besides boundary: [UInt8]? = nil, offset: UInt64) -> [UInt8] {
        var hash = offset
        let bytes = request.contentBytes.span
        var index = request.contentRange.lowerBound
        while index < request.contentRange.upperBound {
            if let boundary, isBoundary(boundary, in: bytes, at: index, before: request.contentRange.upperBound) {
                index += boundary.count
                continue
            }
            hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
            index += 1
        }
        return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) }
    }

    /// Whether the boundary stands here, behind its two dashes.
    private static func isBoundary(_ boundary: [UInt8], in bytes: Span<UInt8>, at index: Int, before end: Int) -> Bool {
        guard index >= 2, bytes[index - 1] == UInt8(ascii: "-"), bytes[index - 2] == UInt8(ascii: "-"),
            index + boundary.count <= end
        else { return false }
        for offset in boundary.indices where bytes[index + offset] != boundary[offset] { return false }
        return true
    }
}
