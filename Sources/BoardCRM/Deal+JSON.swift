public import Wire

extension Deal {
    /// Writes the deal as the CRM takes it, which is also how the store keeps it:
    /// `{"column_id":1,"lead":{"name":"…"},"fields":{"title":"…"},"deadline":"…"}`.
    public func append(to writer: inout JSONWriter) {
        writer.beginObject()
        if let columnID {
            writer.key("column_id")
            writer.integer(columnID.value)
        }
        if let leadID {
            writer.key("lead_id")
            writer.integer(leadID.value)
        }
        if let lead, !lead.attributes.isEmpty {
            writer.key("lead")
            writer.beginObject()
            for entry in lead.attributes.entries {
                writer.key(entry.name.rawValue)
                writer.value(entry.value)
            }
            writer.endObject()
        }
        if !fields.isEmpty {
            writer.key("fields")
            writer.beginObject()
            for entry in fields.entries {
                writer.key(entry.name.text)
                writer.value(entry.value)
            }
            writer.endObject()
        }
        if let deadline {
            writer.key("deadline")
            writer.string(deadline.description)
        }
        writer.endObject()
    }

    /// Reads what `append(to:)` writes; throws where it breaks, and for a name that a deal or a lead does not have.
    public init(json: JSONValue) throws(DealError) {
        self.init()
        guard json.kind == .object else { throw DealError(path: TargetPath(steps: []), message: "expected an object") }
        for (name, value) in json.members {
            switch name {
            case "column_id": columnID = try Deal.identifier(value, at: .columnID)
            case "lead_id": leadID = try Deal.identifier(value, at: .leadID)
            case "lead": lead = Lead(attributes: try Deal.values(value, in: name, LeadAttribute.init(rawValue:)))
            case "fields": fields = try Deal.values(value, in: name) { Alias($0) }
            case "deadline": deadline = try Deal.dateTime(value, at: .deadline)
            default: throw DealError(path: TargetPath(steps: [name]), message: "no such name")
            }
        }
    }

    private static func identifier(_ value: JSONValue, at path: TargetPath) throws(DealError) -> Identifier {
        guard let identifier = value.int64.flatMap({ Identifier($0) }) else {
            throw DealError(path: path, message: "expected a whole number of at least 1")
        }
        return identifier
    }

    private static func dateTime(_ value: JSONValue, at path: TargetPath) throws(DealError) -> DateTime {
        guard let dateTime = value.string.flatMap({ DateTime(parsing: $0) }) else {
            throw DealError(path: path, message: "expected YYYY-MM-DD HH:MM:SS")
        }
        return dateTime
    }

    private static func values<Name>(
        _ value: JSONValue, in group: String, _ makeName: (String) -> Name?
    ) throws(DealError) -> OrderedValues<Name> {
        guard value.kind == .object else {
            throw DealError(path: TargetPath(steps: [group]), message: "expected an object")
        }
        var values = OrderedValues<Name>()
        for (name, value) in value.members {
            let path = TargetPath(steps: [group, name])
            guard let key = makeName(name) else { throw DealError(path: path, message: "no such name") }
            guard let fieldValue = FieldValue(json: value) else {
                throw DealError(path: path, message: "expected a string, a number or a boolean")
            }
            values[key] = fieldValue
        }
        return values
    }
}

extension FieldValue {
    /// A JSON string, number or boolean as a value, so that writing it again gives the same text; nil for null, objects and arrays.
    public init?(json: JSONValue) {
        if let text = json.string {
            self = .text(text)
        } else if let boolean = json.boolean {
            self = .boolean(boolean)
        } else if let text = json.numberText, let number = NumberText(text) {
            if let integer = json.int64, String(integer) == text {
                self = .integer(integer)
            } else {
                self = .number(number)
            }
        } else {
            return nil
        }
    }
}
