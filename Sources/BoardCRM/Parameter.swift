/// One parameter of a request: a value at the top, or one a level down, as `lead.name` and `fields.title` are.
struct Parameter: Sendable, Hashable {
    /// The parameter that this one stands in; nil at the top.
    let group: String?
    let name: String
    let value: FieldValue

    init(_ name: String, _ value: FieldValue, in group: String? = nil) {
        self.group = group
        self.name = name
        self.value = value
    }

    /// The name in the urlencoded and multipart formats: `column_id`, `lead[name]`.
    ///
    /// Inferred: the vendor's page does not say how nested values are written there. This is the only place that knows.
    var formName: String { group.map { "\($0)[\(name)]" } ?? name }
}

extension Deal {
    /// What `offer/create` takes, in the order in which it is sent; those of one group stand together.
    var parameters: [Parameter] {
        var list: [Parameter] = []
        if let columnID { list.append(Parameter("column_id", .integer(columnID.value))) }
        if let leadID { list.append(Parameter("lead_id", .integer(leadID.value))) }
        for entry in lead?.attributes.entries ?? [] {
            list.append(Parameter(entry.name.rawValue, entry.value, in: "lead"))
        }
        for entry in fields.entries { list.append(Parameter(entry.name.text, entry.value, in: "fields")) }
        if let deadline { list.append(Parameter("deadline", .text(deadline.description))) }
        return list
    }
}
