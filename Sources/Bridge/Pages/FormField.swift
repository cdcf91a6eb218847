internal import BoardCRM
internal import Mapping

/// A field that a form's rules read, as a page would offer it to a visitor.
public struct FormField: Sendable, Hashable {
    /// What kind of control it is.
    public enum Kind: Sendable, Hashable {
        case text, longText, email, phone, url, number, wholeNumber, date, dateTime
        /// A box to tick.
        case box
        /// A file, or several.
        case file
        /// One of these values, by what is posted.
        case choice([String])
        /// Any of these values.
        case choices([String])
    }

    /// The name that it is posted under.
    public let name: String
    /// Its kind.
    public var kind: Kind
    /// Whether a post without it is refused.
    public var isRequired: Bool
    /// In characters; nil for any length.
    public var maximumLength: Int?
    /// What would be taken, where its kind alone does not say that: a day as the rule's format has it.
    public var sample: String?

    /// The fields that the rules of a form read, in the order of its file, each once.
    public static func all(of form: FormSettings) -> [FormField] {
        guard let definition = form.definition else { return [] }
        var fields: [FormField] = []
        for (target, rule) in rules(of: definition) {
            var names = form.mapping.formFields(feeding: target)
            if form.files != nil {
                for name in names.compactMap(fileField) where name != "files" {
                    add(FormField(file: name), to: &fields)
                }
                names.removeAll { fileField($0) != nil }
            }
            names = names.filter(isFieldName)
            switch rule.source {
            case .paths:
                guard let name = names.first else { continue }
                add(FormField(name, rule, isNote: isNote(target, name), isTime: target == .deadline), to: &fields)
            case .template, .jq:
                let samples = samples(of: rule, for: target, count: names.count)
                for (index, name) in names.enumerated() {
                    var field = FormField(plain: name)
                    field.sample = samples.indices.contains(index) ? samples[index] : nil
                    add(field, to: &fields)
                }
            case .constant: continue
            }
        }
        if form.files != nil, !fields.contains(where: { $0.kind == .file }) {
            add(FormField(file: "file"), to: &fields)
        }
        return fields
    }

    /// The parts of a day and time, where one is put together of fields: `{day} {hour}`.
    private static func samples(of rule: RuleDefinition, for target: TargetPath, count: Int) -> [String] {
        let type = rule.type?.value ?? (target == .deadline ? "datetime" : "text")
        guard ["date", "datetime"].contains(type) else { return [] }
        let whole = rule.formats.first.flatMap { RuleVocabulary.example(ofFormat: $0.value) } ?? "2030-01-31 14:30"
        let parts = whole.split(separator: " ").map(String.init)
        return count == 1 ? [whole] : parts.count == count ? parts : []
    }

    private init(file name: String) {
        self.init(plain: name)
        kind = .file
    }

    /// The field of a file that a path wants to know something of: `resume` of `resume.url`.
    private static func fileField(_ path: String) -> String? {
        guard let dot = path.lastIndex(of: "."),
            ["url", "name", "size", "type"].contains(path[path.index(after: dot)...])
        else { return nil }
        let name = path[..<dot].prefix { $0 != "[" }
        return name.isEmpty || name.contains(".") ? nil : String(name)
    }

    /// The field that feeds a target, to be asked for again.
    static func feeding(_ target: TargetPath, named name: String, of form: FormSettings) -> FormField {
        guard let definition = form.definition,
            let rule = rules(of: definition).first(where: { $0.target == target })?.rule, case .paths = rule.source
        else { return FormField(plain: name) }
        return FormField(name, rule, isNote: isNote(target, name))
    }

    private static func rules(of definition: MappingDefinition) -> [(target: TargetPath, rule: RuleDefinition)] {
        var rules: [(target: TargetPath, rule: RuleDefinition)] = []
        rules += definition.lead.map { (TargetPath(steps: ["lead", $0.name.value]), $0.rule) }
        rules += definition.fields.map { (TargetPath(steps: ["fields", $0.name.value]), $0.rule) }
        if let rule = definition.columnID { rules.append((.columnID, rule)) }
        if let rule = definition.leadID { rules.append((.leadID, rule)) }
        if let rule = definition.deadline { rules.append((.deadline, rule)) }
        return rules
    }

    private static func add(_ field: FormField, to fields: inout [FormField]) {
        guard let index = fields.firstIndex(where: { $0.name == field.name }) else { return fields.append(field) }
        fields[index].isRequired = fields[index].isRequired || field.isRequired
        // What one rule knows of it counts more than that another puts it into a text.
        if fields[index].kind == .text { fields[index].kind = field.kind }
        fields[index].maximumLength = fields[index].maximumLength ?? field.maximumLength
        fields[index].sample = fields[index].sample ?? field.sample
    }

    /// Whether a path is the name of one field of a form, and nothing that comes from elsewhere or has to be looked for.
    static func isFieldName(_ path: String) -> Bool {
        let elsewhere = ["query.", "header.", "cookie.", "meta.", "root."]
        return !elsewhere.contains { path.hasPrefix($0) } && !path.contains { "([*\"".contains($0) }
    }

    private static let notes = ["message", "comment", "comments", "note", "notes", "details", "question", "text"]

    private static func isNote(_ target: TargetPath, _ name: String) -> Bool {
        notes.contains(name.lowercased()) || target.steps.last == "description"
    }

    private init(plain name: String) {
        self.name = name
        (kind, isRequired) = (Self.notes.contains(name.lowercased()) ? .longText : .text, false)
    }

    private init(_ name: String, _ rule: RuleDefinition, isNote: Bool, isTime: Bool = false) {
        self.name = name
        isRequired = rule.required?.value ?? false
        maximumLength = rule.overflow?.value == "comment" ? nil : rule.maximumLength?.value
        let choices = rule.choices.map(\.from.value)
        let type = rule.type?.value ?? (isTime ? "datetime" : nil)
        if !choices.isEmpty, rule.transforms.isEmpty {
            kind = type == "list" ? .choices(choices) : .choice(choices)
            return
        }
        kind =
            switch type {
            case "email": .email
            case "phone": .phone
            case "url": .url
            case "number", "money": .number
            case "integer", "id": .wholeNumber
            case "boolean": .box
            // A browser's own date fields post what ISO 8601 says, which another format would not read.
            case "date" where rule.formats.isEmpty: .date
            case "datetime" where rule.formats.isEmpty: .dateTime
            default: isNote ? .longText : .text
            }
        if type == "date" || type == "datetime" {
            sample = rule.formats.first.flatMap { RuleVocabulary.example(ofFormat: $0.value) }
        }
    }
}
