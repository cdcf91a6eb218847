import BoardCRM
public import Wire

extension FormMapping {
    /// Makes a deal of a submission as `map` does, and writes it behind `bytes` as `MappedDeal.encoded` does, in one pass and without
    /// a String for what is text already: this is what stands between a post and its answer.
    ///
    /// - Returns: what is wrong, field by field; nothing is written then.
    public func encode(
        _ payload: Payload, context: MappingContext = .empty, behind bytes: inout [UInt8]
    ) -> [Problem] {
        var resolver = Resolver(payload, context, files: filePaths)
        return encode(&resolver, behind: &bytes)
    }

    /// As above, of one part of a post.
    public func encode(
        _ part: PostPart, context: MappingContext = .empty, behind bytes: inout [UInt8]
    ) -> [Problem] {
        var resolver = Resolver(part, context, files: filePaths)
        let problems = encode(&resolver, behind: &bytes)
        return part.whole == nil ? problems : problems.map(part.named)
    }

    private func encode(_ resolver: inout Resolver, behind bytes: inout [UInt8]) -> [Problem] {
        var problems: [Problem] = []
        let start = bytes.count
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        var deal = DealWriter(behind: consume taken)
        if whole?.concernsDeal ?? false {
            let (values, found) = evaluate(&resolver)
            problems = found
            if problems.isEmpty {
                for (rule, value) in zip(rules, values) { if let value { deal.set(rule, to: value) } }
            }
        } else {
            // Read where they lie: nothing is counted up for a look.
            let rules = rules.span
            for index in rules.indices { rules[index].write(of: &resolver, to: &deal, &problems) }
        }
        bytes = deal.finished()
        if !problems.isEmpty { bytes.removeSubrange(start...) }
        return problems
    }
}

extension Rule {
    /// Adds its target to the deal, while nothing is wrong, or what is wrong to the problems.
    fileprivate func write(of resolver: inout Resolver, to deal: inout DealWriter, _ problems: inout [Problem]) {
        if !jsonMember.isEmpty {
            if problems.isEmpty { deal.add(self) }
            return
        }
        switch evaluate(&resolver) {
        case .value(let value) where problems.isEmpty, .fallback(let value) where problems.isEmpty,
            .shortened(let value, _) where problems.isEmpty:
            deal.set(self, to: value)
        case .value, .fallback, .shortened, .nothing: break
        case .problem(let problem): problem.add(to: &problems)
        }
    }
}

/// Writes a deal as the store keeps it, target by target, in the order in which a form's rules stand: the deal's own, the lead's, the
/// fields', the deadline.
private struct DealWriter: ~Copyable {
    private enum Group { case none, lead, fields }

    private var writer: JSONWriter
    private var group = Group.none
    /// The first rule that wrote a phone number, and the others: few forms ask for two.
    private var phone: Rule?
    private var morePhones: [Rule] = []

    private static let deal = JSONWriter.opening(#"{"deal":{"#)
    private static let lead = JSONWriter.opening(#""lead":{"#)
    private static let fields = JSONWriter.opening(#""fields":{"#)
    private static let phoneList = JSONWriter.opening(#""phones":["#)

    init(behind bytes: consuming [UInt8]) {
        writer = JSONWriter(behind: consume bytes)
        writer.open(ready: Self.deal, levels: 2)
    }

    /// Writes a constant that is ready.
    mutating func add(_ rule: Rule) {
        switch rule.target {
        case .columnID, .leadID, .deadline: break
        case .lead: enter(.lead)
        case .field: enter(.fields)
        }
        writer.member(ready: rule.jsonMember)
    }

    mutating func set(_ rule: Rule, to value: ReadValue) {
        switch rule.target {
        case .columnID, .leadID:
            guard case .typed(.identifier(let identifier)) = value else { return }
            writer.key(ready: rule.jsonKey)
            writer.integer(identifier.value)
        case .deadline:
            guard case .typed(.dateTime(let time)) = value else { return }
            enter(.none)
            writer.key(ready: rule.jsonKey)
            writer.string(time.description)
        case .lead:
            enter(.lead)
            write(value, by: rule) { $0.leadValue }
        case .field:
            enter(.fields)
            write(value, by: rule) { $0.fieldValue }
        }
    }

    private mutating func write(_ value: ReadValue, by rule: Rule, _ plain: (TypedValue) -> FieldValue) {
        switch value {
        case .text(let piece):
            writer.member(ready: rule.jsonKey, string: piece.bytes, in: piece.range)
        case .phone(let piece):
            writer.member(ready: rule.jsonKey, string: piece.bytes, in: piece.range)
            note(rule)
        case .typed(let value):
            writer.key(ready: rule.jsonKey)
            writer.value(plain(value))
            if case .phone = value { note(rule) }
        }
    }

    private mutating func note(_ rule: Rule) {
        if phone == nil { phone = rule } else { morePhones.append(rule) }
    }

    private mutating func enter(_ next: Group) {
        guard next != group else { return }
        if group != .none { writer.endObject() }
        group = next
        guard next != .none else { return }
        writer.open(ready: next == .lead ? Self.lead : Self.fields, levels: 1)
    }

    consuming func finished() -> [UInt8] {
        enter(.none)
        writer.endObject()
        if let phone {
            writer.open(ready: Self.phoneList, levels: 1)
            writer.raw(phone.jsonPhone)
            for rule in morePhones { writer.raw(rule.jsonPhone) }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }
}
