extension RuleDefinition {
    /// Whether constants can be held against the type: nothing that they depend on was left unread.
    func tellsValues(of type: ValueType) -> Bool {
        if unread.isEmpty { return true }
        var needed: Set<String> = ["type", "choices", "transform"]
        switch type {
        case .phone: needed.insert("region")
        case .integer, .number, .money: needed.insert("decimal")
        case .date, .dateTime: needed.formUnion(["format", "zone", "from_zone"])
        case .text, .email, .boolean, .identifier, .url, .alias, .list: break
        }
        return needed.isDisjoint(with: unread)
    }

    /// Whether `overflow`, where it is given, is one that there is.
    var hasKnownOverflow: Bool { overflow.map { LengthLimit.Overflow(rawValue: $0.value) != nil } ?? true }
}
