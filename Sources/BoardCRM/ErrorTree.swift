import Wire

/// The CRM's validation errors: a tree of attribute → message, nested like the request, under `details` or as the answer's object itself.
enum ErrorTree {
    /// More than this many errors are not kept.
    static let limit = 100

    /// All errors of an answer that is no success, in their order.
    ///
    /// Where `status` is false, every member that is none of the envelope's names an attribute. Anything else may be another server's
    /// error object, so that only what a request can hold counts: taking a gateway's time-out for a refusal would make a second deal.
    static func errors(in answer: JSONValue) -> [AttributeError] {
        let isOwn = answer["status"]?.boolean == false
        var errors: [AttributeError] = []
        if let details = answer["details"], isOwn || details.members.contains(where: { attributes.contains($0.key) }) {
            collect(details, at: [], into: &errors)
        }
        for (name, value) in answer.members where isOwn ? !envelope.contains(name) : attributes.contains(name) {
            collect(value, at: [name], into: &errors)
        }
        return errors
    }

    /// A message of a length that is fit to keep and to show.
    static func shortened(_ message: String) -> String {
        message.utf8.count <= 1000 ? message : String(message.prefix(500)) + "…"
    }

    /// Members of every answer, which name no attribute.
    private static let envelope: Set<String> = ["status", "data", "message", "error", "details", "code"]

    /// What a request holds at its top.
    private static let attributes: Set<String> = ["column_id", "lead_id", "lead", "fields", "deadline", "access_token"]

    private static func collect(_ value: JSONValue, at steps: [String], into errors: inout [AttributeError]) {
        guard errors.count < limit else { return }
        func add(_ message: String) {
            errors.append(AttributeError(path: TargetPath(steps: steps), message: shortened(message)))
        }
        switch value.kind {
        case .object:
            for (name, inner) in value.members { collect(inner, at: steps + [name], into: &errors) }
        case .array:
            // Several messages for one attribute; where the elements are trees themselves, their number is of no use to anybody.
            for inner in value.elements { collect(inner, at: steps, into: &errors) }
        case .string: add(value.string ?? "")
        case .number: add(value.numberText ?? "")
        case .boolean: if value.boolean == false { add("not valid") }
        case .null: break
        }
    }
}
