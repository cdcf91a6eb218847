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
                for (index, value) in values.enumerated() {
                    if let value { deal.set(rules[index], plainRules[index], plainTexts, to: value) }
                }
            }
        } else {
            write(&resolver, to: &deal, &problems)
        }
        bytes = deal.finished(plainTexts)
        if !problems.isEmpty { bytes.removeSubrange(start...) }
        return problems
    }

    /// Each rule by itself.
    private func write(_ resolver: inout Resolver, to deal: inout DealWriter, _ problems: inout [Problem]) {
        let fields = resolver.plainFields ?? FormFields()
        // Read where they lie, and handed on as they are: nothing is counted up for a look.
        let (texts, bytes, entries) = (plainTexts, fields.bytes, fields.entries)
        let (rules, plain, parts) = (rules.span, plainRules.span, plainParts.span)
        for index in rules.indices {
            // Of what has a problem nothing is kept; what else is wrong is still to be told.
            if problems.isEmpty {
                switch plain[index].kind {
                case .other: break
                case .constant:
                    deal.add(plain[index], texts)
                    continue
                case .text, .email, .phone:
                    if let name = plain[index].name, let place = fields.onlyIndex(of: name),
                        let value = plain[index].value(of: entries[place], in: bytes)
                    {
                        deal.add(plain[index], texts, bytes, value)
                        continue
                    }
                case .template:
                    if deal.add(plain[index], parts.extracting(plain[index].parts), texts, fields, bytes) { continue }
                }
            }
            rules[index].write(plain[index], of: &resolver, to: &deal, texts, &problems)
        }
    }
}

extension Rule {
    /// Adds its target to the deal, while nothing is wrong, or what is wrong to the problems.
    fileprivate func write(
        _ plain: PlainRule, of resolver: inout Resolver, to deal: inout DealWriter, _ texts: [UInt8],
        _ problems: inout [Problem]
    ) {
        // A constant is plain, and was written if it is to be.
        if !jsonMember.isEmpty { return }
        switch evaluate(&resolver) {
        case .value(let value) where problems.isEmpty, .fallback(let value) where problems.isEmpty,
            .shortened(let value, _) where problems.isEmpty:
            deal.set(self, plain, texts, to: value)
        case .value, .fallback, .shortened, .nothing: break
        case .problem(let problem): problem.add(to: &problems)
        }
    }
}

/// Writes a deal as the store keeps it, target by target, in the order in which a form's rules stand: the deal's own, the lead's, the
/// fields', the deadline.
private struct DealWriter: ~Copyable {
    private var writer: JSONWriter
    private var group = PlainRule.Group.deal
    /// What the store keeps of the first phone number, among the texts, and of the others: few forms ask for two.
    private var phone: Range<Int>?
    private var morePhones: [Range<Int>] = []

    private static let deal = JSONWriter.opening(#"{"deal":{"#)
    private static let lead = JSONWriter.opening(#""lead":{"#)
    private static let fields = JSONWriter.opening(#""fields":{"#)
    private static let phoneList = JSONWriter.opening(#""phones":["#)

    init(behind bytes: consuming [UInt8]) {
        writer = JSONWriter(behind: consume bytes)
        writer.open(ready: Self.deal, levels: 2)
    }

    /// Writes a constant that is ready.
    mutating func add(_ rule: PlainRule, _ texts: [UInt8]) {
        if rule.group != .deal { enter(rule.group) }
        writer.member(ready: texts, rule.member)
    }

    /// Writes a field's value as it stands.
    mutating func add(_ rule: PlainRule, _ texts: [UInt8], _ bytes: [UInt8], _ value: Range<Int>) {
        enter(rule.group)
        writer.member(ready: texts, rule.member, string: bytes, in: value)
        if case .phone = rule.kind { note(rule.phone) }
    }

    /// Writes a template's text, if each of its fields is there once and is plain; else writes nothing.
    /// - Returns: whether it did.
    mutating func add(
        _ rule: PlainRule, _ parts: Span<PlainPart>, _ texts: [UInt8], _ fields: FormFields, _ bytes: [UInt8]
    ) -> Bool {
        let (mark, group) = (writer.mark, group)
        enter(rule.group)
        writer.key(ready: texts, rule.member)
        writer.beginString()
        var count = 0
        for index in parts.indices {
            guard let name = parts[index].name else {
                writer.write(ready: texts, parts[index].text)
                count += parts[index].text.count
                continue
            }
            if let place = fields.onlyIndex(of: name), let value = fields.entries[place].plainValue(in: bytes),
                writer.write(plain: bytes, in: value)
            {
                count += value.count
                continue
            }
            count = .max
            break
        }
        guard count <= rule.maximum, count < .max else {
            writer.takeBack(to: mark)
            self.group = group
            return false
        }
        writer.endString()
        return true
    }

    mutating func set(_ rule: Rule, _ plain: PlainRule, _ texts: [UInt8], to value: ReadValue) {
        switch rule.target {
        case .columnID, .leadID:
            guard case .typed(.identifier(let identifier)) = value else { return }
            writer.key(ready: rule.jsonKey)
            writer.integer(identifier.value)
        case .deadline:
            guard case .typed(.dateTime(let time)) = value else { return }
            enter(.deal)
            writer.key(ready: rule.jsonKey)
            writer.string(time.description)
        case .lead:
            enter(.lead)
            write(value, by: plain, texts) { $0.leadValue }
        case .field:
            enter(.fields)
            write(value, by: plain, texts) { $0.fieldValue }
        }
    }

    private mutating func write(
        _ value: ReadValue, by rule: PlainRule, _ texts: [UInt8], _ sent: (TypedValue) -> FieldValue
    ) {
        switch value {
        case .text(let piece):
            writer.member(ready: texts, rule.key, string: piece.bytes, in: piece.range)
        case .phone(let piece):
            writer.member(ready: texts, rule.key, string: piece.bytes, in: piece.range)
            note(rule.phone)
        case .typed(let value):
            writer.key(ready: texts, rule.key)
            writer.value(sent(value))
            if case .phone = value { note(rule.phone) }
        }
    }

    private mutating func note(_ place: Range<Int>) {
        if phone == nil { phone = place } else { morePhones.append(place) }
    }

    private mutating func enter(_ next: PlainRule.Group) {
        guard next != group else { return }
        if group != .deal { writer.endObject() }
        group = next
        guard next != .deal else { return }
        writer.open(ready: next == .lead ? Self.lead : Self.fields, levels: 1)
    }

    consuming func finished(_ texts: [UInt8]) -> [UInt8] {
        enter(.deal)
        writer.endObject()
        if let phone {
            writer.open(ready: Self.phoneList, levels: 1)
            writer.raw(texts, phone)
            for place in morePhones { writer.raw(texts, place) }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }
}
