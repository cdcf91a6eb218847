import BoardCRM

/// Reads `fields` of a deal by the board's fields. The messages are inferred.
struct FieldReader {
    private let board: SandboxBoard
    private(set) var errors: [AttributeError] = []

    init(board: SandboxBoard) {
        self.board = board
    }

    mutating func read(_ value: SandboxValue) -> OrderedValues<Alias> {
        var values = OrderedValues<Alias>()
        switch value {
        case .null: break
        case .object(let members):
            for member in members { take(member, into: &values) }
        // An empty list is what PHP and its kin send for an empty object.
        case .array(let elements) where elements.isEmpty: break
        default: errors.append(AttributeError(path: TargetPath(steps: ["fields"]), message: "Fields must be an object"))
        }
        for field in board.fields where field.isRequired && values[field.alias] == nil {
            let path = TargetPath.field(field.alias)
            // A value that was refused is told once.
            if !errors.contains(where: { $0.path == path }) {
                errors.append(AttributeError(path: path, message: "\(field.title) is required"))
            }
        }
        return values
    }

    private mutating func take(_ member: SandboxValue.Member, into values: inout OrderedValues<Alias>) {
        let path = TargetPath(steps: ["fields", member.name])
        guard let alias = Alias(member.name) else {
            let rule = "Alias must have 1 to 15 Latin letters, digits, \"_\" or \"-\""
            errors.append(AttributeError(path: path, message: rule))
            return
        }
        guard let field = board.field(alias) else {
            errors.append(AttributeError(path: path, message: "Field not found"))
            return
        }
        if case .null = member.value { return }
        guard !field.isProtected else {
            errors.append(AttributeError(path: path, message: "\(field.title) is protected"))
            return
        }
        guard let value = field.kind.read(member.value) else {
            errors.append(AttributeError(path: path, message: "\(field.title) \(field.kind.rule)"))
            return
        }
        if let most = field.maxLength, case .text(let text) = value, text.count > most {
            errors.append(AttributeError(path: path, message: "\(field.title) must have at most \(most) characters"))
            return
        }
        values[alias] = value
    }
}

extension SandboxField.Kind {
    /// What the field keeps of a value; nil if it is not of this kind. Forms can only send text, so numbers and booleans are read from it.
    fileprivate func read(_ value: SandboxValue) -> FieldValue? {
        switch self {
        case .string, .text: value.text.map { .text($0) }
        case .number: number(value)
        case .boolean: boolean(value)
        case .datetime: value.text.flatMap { DateTime(parsing: $0) }.map { .text($0.description) }
        }
    }

    private func number(_ value: SandboxValue) -> FieldValue? {
        switch value {
        case .number(let text), .text(let text):
            guard let number = NumberText(text) else { return nil }
            // "-0" is a number that no integer writes.
            return Int64(text).flatMap { String($0) == text ? .integer($0) : nil } ?? .number(number)
        default: return nil
        }
    }

    private func boolean(_ value: SandboxValue) -> FieldValue? {
        switch value {
        case .boolean(let value): .boolean(value)
        case .text("1"), .text("true"), .number("1"): .boolean(true)
        case .text("0"), .text("false"), .number("0"): .boolean(false)
        default: nil
        }
    }

    fileprivate var rule: String {
        switch self {
        case .string, .text: "must be a string"
        case .number: "must be a number"
        case .boolean: "must be a boolean"
        case .datetime: "must have the format YYYY-MM-DD HH:MM:SS"
        }
    }
}
