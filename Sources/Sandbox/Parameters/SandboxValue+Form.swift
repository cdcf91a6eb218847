import Wire

extension SandboxValue {
    /// The fields of a urlencoded or multipart form as one nested object; every single value is text.
    ///
    /// Inferred: that nested values are written `lead[name]`, and lists `ids[]` or `offers[0][column_id]`, as PHP reads them. Of a repeated
    /// name the last value stays. A file stands as its name.
    init(_ fields: FormFields) {
        var root = ParameterNode()
        for entry in fields.entries {
            root.set(.text(fields.value(of: entry)), at: ParameterName.steps(of: fields.name(of: entry))[...])
        }
        self = root.value
    }
}

/// An object while a form's fields are put into it.
private struct ParameterNode {
    private var names: [String] = []
    private var leaves: [String: SandboxValue] = [:]
    private var children: [String: ParameterNode] = [:]
    private var next = 0

    mutating func set(_ value: SandboxValue, at steps: ArraySlice<String>) {
        guard let first = steps.first else { return }
        let name = first.isEmpty ? String(next) : first
        if leaves[name] == nil, children[name] == nil { names.append(name) }
        if let index = Int(name), index >= next, index < Int.max { next = index + 1 }
        let rest = steps.dropFirst()
        if rest.isEmpty {
            children[name] = nil
            leaves[name] = value
        } else {
            leaves[name] = nil
            children[name, default: ParameterNode()].set(value, at: rest)
        }
    }

    /// A list when the names count up from 0; an object otherwise.
    var value: SandboxValue {
        let members = names.map { name in
            SandboxValue.Member(name: name, value: leaves[name] ?? children[name]?.value ?? .null)
        }
        let isList = !members.isEmpty && members.indices.allSatisfy { members[$0].name == String($0) }
        return isList ? .array(members.map(\.value)) : .object(members)
    }
}
