import BoardCRM

extension MappingCompiler {
    /// The rule's type with all that belongs to it; nil, with a complaint, if there is none such.
    mutating func type(of definition: RuleDefinition, for target: Target) -> ValueType? {
        guard let name = typeName(of: definition, for: target) else {
            // Each of these is right or wrong whatever the type is.
            if let region = definition.region { _ = self.region(region) }
            _ = decimal(of: definition)
            _ = times(of: definition)
            return nil
        }
        complainOfStrangers(in: definition, name)
        switch name {
        case .text: return .text
        case .email: return .email
        case .phone:
            guard let region = definition.region else { return .phone(region: nil) }
            return self.region(region).map { .phone(region: $0) }
        case .integer: return decimal(of: definition).map { .integer($0) }
        case .number: return decimal(of: definition).map { .number($0) }
        case .money: return decimal(of: definition).map { .money($0) }
        case .boolean: return .boolean
        case .date: return times(of: definition).map { .date($0) }
        case .dateTime: return times(of: definition).map { .dateTime($0) }
        case .identifier: return .identifier
        case .url: return .url
        case .alias: return .alias
        case .list: return .list(separator: definition.separator.map { Array($0.value.utf8) } ?? Piece.comma)
        }
    }

    /// The type's name; nil, with a complaint unless there was one before, if there is none such.
    private mutating func typeName(of definition: RuleDefinition, for target: Target) -> ValueType.Name? {
        if definition.unread.contains("type") { return nil }
        let own = target.onlyTypes.first ?? .text
        guard let written = definition.type else { return own }
        guard let known = ValueType.Name(rawValue: written.value) else {
            let meant = ValueType.Name.otherWords[written.value.lowercased()]?.rawValue
            complain(
                unknown("type", written.value, ValueType.Name.allCases.map(\.rawValue), meant: meant), at: written.place
            )
            return nil
        }
        if !target.onlyTypes.isEmpty, !target.onlyTypes.contains(known) {
            complain(
                "\(target.path) is always of type \(own.rawValue); '\(written.value)' does not fit", at: written.place)
            return nil
        }
        return known
    }

    /// Keys that belong to another type.
    private mutating func complainOfStrangers(in definition: RuleDefinition, _ name: ValueType.Name) {
        let times: [ValueType.Name] = [.date, .dateTime]
        let strangers: [(key: String, place: Place?, types: [ValueType.Name])] = [
            ("region", definition.region?.place, [.phone]), ("zone", definition.zone?.place, times),
            ("from_zone", definition.fromZone?.place, times), ("format", definition.formats.first?.place, times),
            ("decimal", definition.decimal?.place, [.integer, .number, .money]),
            ("separator", definition.separator?.place, [.list]),
        ]
        for (key, place, types) in strangers {
            guard let place, !types.contains(name) else { continue }
            let words = types.map(\.rawValue)
            let list =
                words.count == 1
                ? "type \(words[0])" : "types \(words.dropLast().joined(separator: ", ")) and \(words[words.count - 1])"
            complain("'\(key)' is for \(list); this rule's type is \(name.rawValue)", at: place)
        }
    }

    private mutating func decimal(of definition: RuleDefinition) -> DecimalMark? {
        guard let written = definition.decimal else { return .auto }
        if let mark = DecimalMark(rawValue: written.value) { return mark }
        let meant = [".": DecimalMark.point, ",": .comma, "dot": .point][written.value]?.rawValue
        complain(
            unknown("decimal", written.value, DecimalMark.allCases.map(\.rawValue), meant: meant), at: written.place)
        return nil
    }

    private mutating func times(of definition: RuleDefinition) -> TimeReader? {
        let utc = self.zone(Placed("UTC", at: definition.place))
        let zone = definition.zone.map { self.zone($0) }
        let fromZone = definition.fromZone.map { self.zone($0) }
        var formats: [DateFormat] = []
        for written in definition.formats {
            do {
                formats.append(try DateFormat(parsing: written.value))
            } catch {
                guard let meant = DateFormat.meant(by: written.value) else {
                    complain(error.complaint(about: "format", written.value, at: written.place))
                    continue
                }
                complain(
                    "format '\(written.value)' is written otherwise here; did you mean '\(meant)'?", at: written.place)
            }
        }
        guard let utc, formats.count == definition.formats.count else { return nil }
        if case .some(nil) = fromZone { return nil }
        if case .some(nil) = zone { return nil }
        return TimeReader(zone: zone ?? nil, utc: utc, fromZone: fromZone ?? nil, formats: formats)
    }

    private mutating func region(_ written: Placed<String>) -> String? {
        if PhoneNumber.regions.contains(written.value) { return written.value }
        let end =
            RegionWords.meant(by: written.value, among: PhoneNumber.regions).map { "did you mean '\($0)'?" }
            ?? "the code of ISO 3166 is expected, two capital letters: DE Germany, GB the United Kingdom, US the United States, …"
        complain("unknown region '\(written.value)'; \(end)", at: written.place)
        return nil
    }
}
