import Wire

extension Schema {
    /// Writes what JSON Schema (draft 7, which editors know best) says of it, with a description where there is one.
    func append(to writer: inout JSONWriter, about: String = "") {
        writer.beginObject()
        if !about.isEmpty {
            writer.key("description")
            writer.string(about)
        }
        appendMembers(to: &writer)
        writer.endObject()
    }

    /// Writes the members of the object that ``append(to:about:)`` writes.
    func appendMembers(to writer: inout JSONWriter) {
        switch self {
        case .text:
            writer.key("type")
            writer.strings(["string", "number", "boolean"])
            writer.key("minLength")
            writer.integer(1)
        case .string:
            writer.key("type")
            writer.string("string")
            writer.key("minLength")
            writer.integer(1)
        case .form(let pattern): writer.scalar("string", pattern: pattern)
        case .words(let words):
            writer.key("anyOf")
            writer.beginArray()
            writer.beginObject()
            writer.key("enum")
            writer.strings(words)
            writer.endObject()
            writer.substitution()
            writer.endArray()
        case .integer(let range):
            writer.scalar("string", "integer", pattern: "-?[0-9]+")
            writer.key("minimum")
            writer.integer(range.lowerBound)
            guard range.upperBound < .max else { return }
            writer.key("maximum")
            writer.integer(range.upperBound)
        case .boolean: writer.scalar("string", "boolean", pattern: "true|false")
        case .list(let element, let mayBeEmpty):
            writer.key("type")
            writer.string("array")
            writer.key("items")
            element.append(to: &writer)
            if !mayBeEmpty {
                writer.key("minItems")
                writer.integer(1)
            }
        case .oneOrMore(let element, let mayBeEmpty):
            Schema.either([element, .list(of: element, mayBeEmpty: mayBeEmpty)]).appendMembers(to: &writer)
        case .either(let schemas):
            writer.key("anyOf")
            writer.beginArray()
            for schema in schemas { schema.append(to: &writer) }
            writer.endArray()
        case .mapping(let shape): shape.appendMembers(to: &writer)
        case .table(let names, let values):
            writer.key("type")
            writer.string("object")
            if let names {
                writer.key("propertyNames")
                writer.beginObject()
                writer.key("pattern")
                writer.string("^(\(names))$")
                writer.endObject()
            }
            writer.key("additionalProperties")
            values.append(to: &writer)
        case .named(let name):
            // Beside a $ref draft 7 reads nothing, not even a description: so it stands in a list of its own.
            writer.key("allOf")
            writer.beginArray()
            writer.reference(name)
            writer.endArray()
        }
    }
}

extension Shape {
    fileprivate func appendMembers(to writer: inout JSONWriter) {
        writer.key("type")
        writer.string("object")
        writer.key("additionalProperties")
        writer.boolean(false)
        let needed = entries.filter(\.isNeeded).map(\.name)
        if !needed.isEmpty, !knows("extends") {
            writer.key("required")
            writer.strings(needed)
        } else if !needed.isEmpty {
            // What another file has need not stand here.
            writer.key("anyOf")
            writer.beginArray()
            for names in [needed, ["extends"]] {
                writer.beginObject()
                writer.key("required")
                writer.strings(names)
                writer.endObject()
            }
            writer.endArray()
        }
        if hasExtensions {
            writer.key("patternProperties")
            writer.beginObject()
            writer.key("^x-")
            writer.boolean(true)
            writer.endObject()
        }
        writer.key("properties")
        writer.beginObject()
        for entry in entries {
            writer.key(entry.name)
            entry.schema.append(to: &writer, about: entry.about)
        }
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func strings(_ values: [String]) {
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    /// A single value of these types; what is a string matches the pattern, or has something put in.
    fileprivate mutating func scalar(_ types: String..., pattern: String) {
        key("type")
        if types.count == 1 { string(types[0]) } else { strings(types) }
        key("pattern")
        string("^(\(pattern))$|\\$\\{")
    }

    fileprivate mutating func reference(_ name: String) {
        beginObject()
        key("$ref")
        string("#/definitions/\(name)")
        endObject()
    }

    /// What `${…}` stands for is not known before the program reads it.
    fileprivate mutating func substitution() {
        beginObject()
        key("type")
        string("string")
        key("pattern")
        string("\\$\\{")
        endObject()
    }
}
