import BoardCRM

/// Turns rules as written into rules that run, and collects what is wrong with them.
struct MappingCompiler {
    private(set) var complaints: [Complaint] = []
    private var zones: [String: Zone] = [:]
    /// The short names of the sender's preset.
    private(set) var names = PathNames.none
    /// Where the rule of each target is written.
    var places: [Target: Place] = [:]
    /// Where what no rule took goes, by its name; nil where it goes nowhere.
    var restTarget: String?

    init() {}

    /// A compiler of rules whose paths may begin with these short names.
    init(_ shortcuts: [PathShortcut]) {
        if shortcuts.isEmpty { return }
        var found: [Complaint] = []
        names = PathNames(shortcuts) { error, text in
            found.append(error.complaint(about: "path", text.value, at: text.place))
        }
        complaints = found
    }

    /// The rules in the order in which the CRM's request has their targets.
    mutating func rules(of definition: MappingDefinition) -> [Rule] {
        var rules: [Rule?] = []
        places[.columnID] = definition.columnID?.place
        places[.leadID] = definition.leadID?.place
        places[.deadline] = definition.deadline?.place
        if let rule = definition.columnID {
            rules.append(compile(rule, for: .columnID))
        } else {
            complain("column_id is missing; it says into which column of the board deals go", at: definition.place)
        }
        if let rule = definition.leadID { rules.append(compile(rule, for: .leadID)) }
        for member in definition.lead {
            guard let attribute = attribute(member.name), isFirst(.lead(attribute), member.name) else {
                complainOfParts(member.rule, .lead(.name))
                continue
            }
            rules.append(compile(member.rule, for: .lead(attribute)))
        }
        for member in definition.fields {
            guard let alias = alias(member.name), isFirst(.field(alias), member.name) else {
                if let any = Alias("x") { complainOfParts(member.rule, .field(any)) }
                continue
            }
            rules.append(compile(member.rule, for: .field(alias)))
        }
        if let rule = definition.deadline { rules.append(compile(rule, for: .deadline)) }
        return rules.compactMap(\.self)
    }

    /// Says what else is wrong with a rule whose target is: all is told at once.
    private mutating func complainOfParts(_ rule: RuleDefinition, _ stand: Target) {
        _ = compile(rule, for: stand)
    }

    mutating func complain(_ message: String, at place: Place) {
        complaints.append(Complaint(message, at: place))
    }

    /// Says what can be used, and is most likely not what was meant.
    mutating func warn(_ message: String, at place: Place) {
        complaints.append(Complaint(message, at: place, .warning))
    }

    mutating func complain(_ complaint: Complaint) {
        complaints.append(complaint)
    }

    /// The zone of that name; one for all rules that name it.
    mutating func zone(_ name: Placed<String>) -> Zone? {
        if let zone = zones[name.value] { return zone }
        guard let zone = Zone(named: name.value) else {
            let city = Zone.names.first { $0.lowercased().hasSuffix("/" + name.value.lowercased()) }
            let meant =
                city.map { "; did you mean '\($0)'?" } ?? NearestWord.suggestion(for: name.value, among: Zone.names)
            complain("unknown zone '\(name.value)'; a name such as Europe/Berlin is expected\(meant)", at: name.place)
            return nil
        }
        zones[name.value] = zone
        return zone
    }

    private mutating func attribute(_ name: Placed<String>) -> LeadAttribute? {
        if let attribute = LeadAttribute(rawValue: name.value) { return attribute }
        let known = LeadAttribute.allCases.map(\.rawValue)
        let meant =
            (LeadAttribute.otherWords[name.value.lowercased()]?.rawValue ?? NearestWord.find(name.value, among: known))
            .map { "did you mean '\($0)'?" }
            ?? "a lead has \(known.joined(separator: ", "))"
        complain("a lead has no '\(name.value)'; \(meant)", at: name.place)
        return nil
    }

    private mutating func alias(_ name: Placed<String>) -> Alias? {
        if let alias = Alias(name.value) { return alias }
        let why = name.value.utf8.count > 15 ? "this is \(name.value.count) characters" : nil
        complain(
            "'\(name.value)' is no alias; 1 to 15 of A-Z a-z 0-9 _ - are expected\(why.map { "; \($0)" } ?? "")",
            at: name.place)
        return nil
    }

    private mutating func isFirst(_ target: Target, _ name: Placed<String>) -> Bool {
        if let first = places[target] {
            complain("a second rule for \(target.path); the first is at line \(first.line)", at: name.place)
            return false
        }
        places[target] = name.place
        return true
    }
}
