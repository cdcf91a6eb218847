import BoardCRM
public import Wire

extension SandboxValue {
    /// A JSON value, with its order and the text of its numbers.
    public init(_ json: JSONValue) {
        switch json.kind {
        case .object: self = .object(json.members.map { Member(name: $0.key, value: SandboxValue($0.value)) })
        case .array: self = .array(json.elements.map { SandboxValue($0) })
        case .string: self = .text(json.string ?? "")
        case .number: self = .number(json.numberText ?? "0")
        case .boolean: self = .boolean(json.boolean ?? false)
        case .null: self = .null
        }
    }

    /// Writes the value as JSON.
    public func append(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(member.name)
                member.value.append(to: &writer)
            }
            writer.endObject()
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.append(to: &writer) }
            writer.endArray()
        case .text(let text): writer.string(text)
        case .number(let text): writer.number(text: text)
        case .boolean(let value): writer.boolean(value)
        case .null: writer.null()
        }
    }

    /// The value as JSON, in UTF-8.
    var json: [UInt8] {
        var writer = JSONWriter()
        append(to: &writer)
        return writer.bytes
    }

    /// A value that a deal or a lead has.
    init(_ value: FieldValue) {
        switch value {
        case .text(let text): self = .text(text)
        case .integer(let value): self = .integer(value)
        case .number(let number): self = .number(number.text)
        case .boolean(let value): self = .boolean(value)
        }
    }
}
