internal import Listener
internal import Wire

/// What makes a repeat of a post recognisable: `webhook-id`, which names one event by its standard, or `Idempotency-Key` together with the
/// content, so that a page that sends the same key for every visitor loses none of them.
enum RepeatKey {
    /// Longer keys are refused by ``isTooLong(_:)``'s callers: a key that is passed over would make two deals.
    private static let limit = 255

    static func isTooLong(_ request: Request) -> Bool {
        isTooLong(.idempotencyKey, of: request) || isTooLong(.webhookID, of: request)
    }

    private static func isTooLong(_ name: FieldName, of request: Request) -> Bool {
        (request.head.value(of: name)?.count ?? 0) > limit
    }

    static func of(_ request: Request, form: String) -> [UInt8]? {
        if let id = value(.webhookID, of: request) { return key(form, "webhook-id", request.bytes[id]) }
        guard let value = value(.idempotencyKey, of: request) else { return nil }
        var key = key(form, "idempotency-key", request.bytes[value])
        key.append(0)
        key.append(contentsOf: digest(of: request))
        return key
    }

    private static func value(_ name: FieldName, of request: Request) -> Range<Int>? {
        request.head.value(of: name).flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func key(_ form: String, _ kind: String, _ value: ArraySlice<UInt8>) -> [UInt8] {
        Array(form.utf8) + [0] + Array(kind.utf8) + [0] + value
    }

    /// FNV-1a of the content, 64 bits: it tells two posts under one key apart, and nobody gains by making their own two alike.
    private static func digest(of request: Request) -> [UInt8] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let bytes = request.contentBytes.span
        for index in request.contentRange { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) }
    }
}
