internal import Listener
internal import Wire

/// What makes a repeat of a post recognisable: `Idempotency-Key`, or the `webhook-id` of Standard Webhooks, together with the form.
enum RepeatKey {
    /// Longer keys are no keys: they are passed over.
    private static let limit = 255

    static func of(_ request: Request, form: String) -> [UInt8]? {
        let ranges = [FieldName.idempotencyKey, .webhookID].lazy.compactMap { request.head.value(of: $0) }
        guard let range = ranges.first(where: { !$0.isEmpty && $0.count <= limit }) else { return nil }
        var key = Array(form.utf8)
        key.append(0)
        key.append(contentsOf: request.bytes[range])
        return key
    }
}
