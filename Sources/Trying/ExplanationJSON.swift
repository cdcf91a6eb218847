internal import BoardCRM
public import Mapping
public import Wire

extension Explanation {
    /// Writes it as two members of an object: `"rules": […], "left_over": […]`.
    public func append(to writer: inout JSONWriter) {
        writer.key("rules")
        writer.beginArray()
        for rule in rules { Self.append(rule, to: &writer) }
        writer.endArray()
        if !gathered.isEmpty {
            writer.key("gathered")
            writer.beginArray()
            for (target, text) in gathered {
                writer.beginObject()
                writer.members([("target", target.description), ("value", text)])
                writer.endObject()
            }
            writer.endArray()
        }
        writer.key("left_over")
        writer.beginArray()
        for left in leftOver {
            writer.beginObject()
            writer.members([("name", left.name), ("value", left.value)])
            writer.endObject()
        }
        writer.endArray()
        if passedOver.isEmpty { return }
        writer.key("passed_over")
        writer.beginArray()
        for name in passedOver { writer.string(name) }
        writer.endArray()
    }

    private static func append(_ rule: Rule, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.members([("target", rule.target.description), ("file", rule.place.file)])
        writer.key("line")
        writer.integer(Int64(rule.place.line))
        writer.key("from")
        writer.beginArray()
        for path in rule.paths {
            writer.beginObject()
            writer.members([("path", path.path)])
            switch path.finding {
            case .nothing: break
            case .value(let value): writer.members([("value", value)])
            case .ambiguous(let names): writer.members([("ambiguous", names.joined(separator: ", "))])
            case .unfit(let words): writer.members([("message", words)])
            }
            if !path.loosely.isEmpty { writer.members([("called", path.loosely.joined(separator: ", "))]) }
            writer.endObject()
        }
        writer.endArray()
        writer.key("steps")
        writer.beginArray()
        for step in rule.steps {
            writer.beginObject()
            writer.members([("part", step.part), ("value", step.value)])
            writer.endObject()
        }
        writer.endArray()
        writer.members([("hint", rule.hint)])
        switch rule.result {
        case .sent(let value):
            writer.key("sent")
            switch value {
            case .text(let text): writer.string(text)
            case .integer(let whole): writer.integer(whole)
            case .number(let number): writer.number(text: number.text)
            case .boolean(let flag): writer.boolean(flag)
            }
        case .leftOut: break
        case .problem(let field, let message):
            writer.key("problem")
            writer.beginObject()
            writer.members([("field", field), ("message", message)])
            writer.endObject()
        }
        writer.endObject()
    }
}

extension JSONWriter {
    /// Members with texts; those without one are left out.
    fileprivate mutating func members(_ members: [(key: String, value: String?)]) {
        for (key, value) in members {
            guard let value else { continue }
            self.key(key)
            string(value)
        }
    }
}
