internal import Outbox
internal import Wire

extension JSONWriter {
    /// One try as an object: to deliver, or to fetch what was announced.
    mutating func attempt(
        _ number: Int, from startedAt: Timestamp, to endedAt: Timestamp, outcome: String, detail: String?
    ) {
        beginObject()
        key("number")
        integer(number)
        for (name, value) in [
            ("started_at", startedAt.description), ("ended_at", endedAt.description), ("outcome", outcome),
            ("detail", detail),
        ] {
            guard let value else { continue }
            key(name)
            string(value)
        }
        endObject()
    }
}
