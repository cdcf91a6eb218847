import Wire

/// A rule as most are: a constant, a field of a flat name whose value goes to its target as it stands, or a template of such fields. It holds nothing that is counted, so
/// that a mapping walks a form's rules without touching anything that other threads touch, too.
struct PlainRule: Sendable {
    enum Kind: Sendable {
        /// None of these: the rule itself knows.
        case other
        /// A member that is ready, whatever is posted.
        case constant
        case text, email, phone
        case template
    }

    let kind: Kind
    /// The field; nil for a constant.
    let name: ShortFieldName?
    /// The field that is looked for where the form surely lacks the first; nil where there is none, or not one alone.
    let second: ShortFieldName?
    /// Whether nothing is sent where the form surely lacks all of these.
    let isOptional: Bool
    /// The longest value that is written as it stands, in bytes.
    let maximum: Int
    /// What the target is in.
    let group: Group
    /// Where the member's key is among the form's ready texts; the whole member's place for a constant.
    let member: Range<Int>
    /// Where the key alone is among them, for a value that was made anew: a constant that more text goes behind is none any more.
    let key: Range<Int>
    /// The same of what the store keeps of a phone number, for a rule of any kind that sends one.
    let phone: Range<Int>

    /// A template's parts, among the form's.
    let parts: Range<Int>

    /// The part of a deal that targets lie in.
    enum Group: Sendable {
        case deal, lead, fields
    }

    /// The rule, with its texts put behind `texts`, and its template's parts behind `parts`.
    init(_ rule: Rule, texts: inout [UInt8], parts: inout [PlainPart]) {
        func place(_ text: [UInt8]) -> Range<Int> {
            texts += text
            return texts.count - text.count..<texts.count
        }
        group =
            switch rule.target {
            case .columnID, .leadID, .deadline: .deal
            case .lead: .lead
            case .field: .fields
            }
        phone = place(rule.jsonPhone)
        // A character has at least one byte: what has few enough bytes is not too long.
        maximum = rule.limit?.maximum ?? .max
        if !rule.jsonMember.isEmpty {
            (kind, name, member, self.parts) = (.constant, nil, place(rule.jsonMember), 0..<0)
            (second, isOptional) = (nil, false)
            key = member.lowerBound..<member.lowerBound + rule.jsonKey.count
            return
        }
        member = place(rule.jsonKey)
        key = member
        let start = parts.count
        if group != .deal, rule.keepsText, let field = rule.firstInput?.plainField {
            (kind, name, second) = (rule.kindCopied, field, rule.secondField)
            isOptional = rule.sendsNothing(without: second == nil ? 1 : 2)
        } else if group != .deal, rule.keepsText, case .text = rule.type, case .template(let template) = rule.source,
            let added = PlainPart.parts(of: template, texts: &texts)
        {
            (kind, name, second, isOptional) = (.template, nil, nil, false)
            parts += added
        } else {
            (kind, name, second, isOptional) = (.other, nil, nil, false)
        }
        self.parts = start..<parts.count
    }

    /// What a form has of the fields.
    enum Found {
        /// One of them, by its place among the entries.
        case entry(Int)
        /// None, and nothing is sent for it.
        case nothing
        /// What takes more than a look.
        case unknown
    }

    /// - Parameter hint: where the look begins.
    @inline(__always)
    func find(in fields: FormFields, near hint: Int) -> Found {
        guard let name else { return .unknown }
        if let place = fields.onlyIndex(of: name, near: hint) { return .entry(place) }
        guard fields.surelyLacks(name) else { return .unknown }
        if let second {
            if let place = fields.onlyIndex(of: second, near: hint) { return .entry(place) }
            guard fields.surelyLacks(second) else { return .unknown }
        }
        return isOptional ? .nothing : .unknown
    }

    /// The value of the field in `entry` as it is sent; nil where that takes more than a look.
    @inline(__always)
    func value(of entry: FormFields.Entry, in bytes: Span<UInt8>) -> Range<Int>? {
        guard let value = entry.plainValue(in: bytes), value.count <= maximum else { return nil }
        switch kind {
        case .text: return value
        case .phone: return ASCII.isSpace(bytes[value.upperBound - 1]) ? nil : value
        case .email: return EmailType.isReady(bytes, value) ? value : nil
        case .other, .constant, .template: return nil
        }
    }
}

extension FormFields.Entry {
    /// Its value, where that is surely not blank: it begins with a mark, a letter or a digit of ASCII.
    @inline(__always)
    func plainValue(in bytes: Span<UInt8>) -> Range<Int>? {
        let value = value
        return !value.isEmpty && 0x21...0x7E ~= bytes[value.lowerBound] ? value : nil
    }
}

extension Rule {
    /// Whether one text goes to the target as it came, but for its type.
    fileprivate var keepsText: Bool { transforms.isEmpty && choices == nil && isOfOneText }

    /// The field that is tried after the first; nil where there is none, or not one alone.
    fileprivate var secondField: ShortFieldName? {
        guard campaign == nil, hasOneName, moreInputs.count == 1 else { return nil }
        return moreInputs[0].plainField
    }

    /// Whether it has no more than so many paths, each of one name, and sends nothing where nothing is at them.
    fileprivate func sendsNothing(without count: Int) -> Bool {
        campaign == nil && hasOneName && moreInputs.count < count && !isRequired && defaultValue == nil
    }

    /// Whether its first path and each other stands for one name alone.
    private var hasOneName: Bool { paths.allSatisfy { $0.fieldNames.count == 1 } }

    fileprivate var kindCopied: PlainRule.Kind {
        switch type {
        case .text: .text
        case .email: .email
        case .phone: .phone
        default: .other
        }
    }
}

extension Path {
    /// The field of a form that it leads to, and that it can lead to nothing else instead of; nil where it may lie deeper, or has a long name.
    var plainField: ShortFieldName? {
        guard case .payload = root, steps.count == 1, !hasFieldPatterns, let fieldName, fieldName.index == nil else {
            return nil
        }
        return ShortFieldName(fieldName.bytes)
    }
}
