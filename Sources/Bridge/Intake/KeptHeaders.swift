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

    /// Their keys, made ready one behind the other, with room for a look at a word.
    private static let (keys, keyTexts) = {
        var (keys, texts): ([(name: FieldName, place: Range<Int>)], [UInt8]) = ([], [])
        for name in names {
            let key = JSONWriter.quotedKey(name.text)
            keys.append((name, texts.count..<texts.count + key.count))
            texts += key
        }
        return (keys, texts + JSONWriter.room)
    }()

    /// Writes them behind `bytes`.
    static func append(of request: Request, for form: IntakeForm, to bytes: inout [UInt8]) {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        var writer = JSONWriter(behind: consume taken)
        writer.beginObject()
        // A repeated header is kept once: the first is the one that every reader here takes.
        let (keys, texts) = (keys.span, keyTexts)
        for index in keys.indices {
            guard let value = request.head.value(of: keys[index].name) else { continue }
            writer.member(ready: texts, keys[index].place, string: request.bytes, in: value)
        }
        for name in form.headersOfRules {
            guard let value = request.text(ofFieldNamed: name) else { continue }
            writer.key(name)
            writer.string(value)
        }
        writer.endObject()
        bytes = writer.bytes
    }
}
