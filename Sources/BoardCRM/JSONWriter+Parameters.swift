public import Wire

extension JSONWriter {
    /// Writes one value; texts as strings, the others as what they are.
    public mutating func value(_ value: FieldValue) {
        switch value {
        case .text(let text): string(text)
        case .integer(let value): integer(value)
        case .number(let number): self.number(text: number.text)
        case .boolean(let value): boolean(value)
        }
    }

    /// Writes parameters as members of the object that is open; those of a group become an object of their own.
    mutating func members(_ parameters: [Parameter]) {
        var group: String?
        for parameter in parameters {
            if parameter.group != group {
                if group != nil { endObject() }
                group = parameter.group
                if let group {
                    key(group)
                    beginObject()
                }
            }
            key(parameter.name)
            value(parameter.value)
        }
        if group != nil { endObject() }
    }
}
