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
            key = member.lowerBound..<member.lowerBound + rule.jsonKey.count
            return
        }
        member = place(rule.jsonKey)
        key = member
        let start = parts.count
        if group != .deal, rule.keepsText, let field = rule.firstInput?.plainField {
            (kind, name) = (rule.kindCopied, field)
        } else if group != .deal, rule.keepsText, case .text = rule.type, case .template(let template) = rule.source,
            let added = PlainPart.parts(of: template, texts: &texts)
        {
            (kind, name) = (.template, nil)
            parts += added
        } else {
            (kind, name) = (.other, nil)
        }
        self.parts = start..<parts.count
    }

    /// The value of the field in `entry` as it is sent; nil where that takes more than a look.
    @inline(__always)
    func value(of entry: FormFields.Entry, in bytes: [UInt8]) -> Range<Int>? {
        guard let value = entry.plainValue(in: bytes), value.count <= maximum else { return nil }
        switch kind {
        case .text: return value
        case .phone: return ASCII.isSpace(bytes[value.upperBound - 1]) ? nil : value
        case .email: return EmailType.isReady(bytes.span, value) ? value : nil
        case .other, .constant, .template: return nil
        }
    }
}

extension FormFields.Entry {
    /// Its value, where that is surely not blank: it begins with a mark, a letter or a digit of ASCII.
    @inline(__always)
    func plainValue(in bytes: [UInt8]) -> Range<Int>? {
        let value = value
        return !value.isEmpty && 0x21...0x7E ~= bytes[value.lowerBound] ? value : nil
    }
}

extension Rule {
    /// Whether one text goes to the target as it came, but for its type.
    fileprivate var keepsText: Bool { transforms.isEmpty && choices == nil && isOfOneText }

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
