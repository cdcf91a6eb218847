import Wire

extension Resolver {
    /// What a program makes of the payload: one value, several, or nothing. Of results that are no single values it is a group.
    mutating func run(_ program: JQProgram) throws(JQError) -> Located {
        let results = try program.run(jqInput(), &time)
        // Deeper than any payload may be is more than single values, too.
        guard let document = try? JSONDocument.parse(results) else { return .group }
        return document.value(of: 0)
    }

    /// The payload as jq sees it: JSON as it came, a form as an object of its fields; those that repeat are lists.
    private mutating func jqInput() -> [UInt8] {
        if let jqText { return jqText }
        let text =
            switch payload {
            case .json(let document): document.bytes
            case .fields(let fields): fields.json
            }
        jqText = text
        return text
    }
}

extension FormFields {
    /// An object of the fields by their names as they came, in the order in which each comes first.
    fileprivate var json: [UInt8] {
        var order: [[UInt8]] = []
        var places: [[UInt8]: [Int]] = [:]
        for (index, entry) in entries.enumerated() {
            let name = Array(bytes[entry.name])
            if places[name] == nil { order.append(name) }
            places[name, default: []].append(index)
        }
        var writer = JSONWriter(capacity: bytes.count + 16 * entries.count)
        writer.beginObject()
        for name in order {
            let fields = places[name] ?? []
            writer.key(String(decoding: name, as: UTF8.self))
            if fields.count > 1 { writer.beginArray() }
            for field in fields { writer.string(bytes, in: entries[field].value) }
            if fields.count > 1 { writer.endArray() }
        }
        writer.endObject()
        return writer.bytes
    }
}
