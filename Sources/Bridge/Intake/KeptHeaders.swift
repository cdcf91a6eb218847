internal import Listener
internal import Wire

/// The request headers that are stored beside a submission, as one JSON object: what tells a person where it came from, and what a
/// rule may ask for again. Cookies and credentials are never among them.
enum KeptHeaders {
    private static let names: [FieldName] = [
        .userAgent, .referer, .origin, .acceptLanguage, .idempotencyKey, .webhookID,
    ]

    /// Whether a header, by its name in lower case, is kept for every form, or for none.
    static func isKeptOrSecret(_ name: String) -> Bool {
        names.contains { $0.text == name } || ["cookie", "authorization", "proxy-authorization"].contains(name)
    }

    static func json(of request: Request, for form: IntakeForm) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        // A repeated header is kept once: the first is the one that every reader here takes.
        for name in names {
            guard let value = request.head.value(of: name) else { continue }
            writer.key(name.text)
            writer.string(utf8: request.bytes[value])
        }
        for name in form.headersOfRules {
            guard let value = request.text(ofFieldNamed: name) else { continue }
            writer.key(name)
            writer.string(value)
        }
        writer.endObject()
        return writer.bytes
    }
}
