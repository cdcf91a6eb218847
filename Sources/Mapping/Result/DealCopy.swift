import Wire

/// Copies what plain rules send, one rule behind the other, into room that is there.
struct DealCopy {
    /// What the rule before wrote into.
    private(set) var group: PlainRule.Group
    /// What the store keeps of the first phone number, among the texts, and of the others that were copied.
    private(set) var phone: Range<Int>?
    private(set) var morePhones: [Range<Int>] = []
    /// Where the field that comes next probably is.
    private var hint = 0

    /// Text that is written beside a rule's own: what closes a group and opens the next, and quotes.
    private static let around = 16

    init(group: PlainRule.Group, phone: Range<Int>?) { (self.group, self.phone) = (group, phone) }

    /// Copies what one rule sends.
    /// - Returns: false where that takes more than a look, or more room; nothing is written then.
    mutating func copy(
        _ rule: borrowing PlainRule, _ parts: Span<PlainPart>, _ texts: Span<UInt8>, _ fields: borrowing FormFields,
        _ run: inout JSONRun, _ room: inout MutableSpan<UInt8>
    ) -> Bool {
        guard run.fits(rule.member.count + Self.around) else { return false }
        switch rule.kind {
        case .other: return false
        case .constant:
            if rule.group != .deal { enter(rule.group, texts, &run, &room) }
            run.member(ready: texts, rule.member, into: &room)
            return true
        case .text, .email, .phone:
            switch rule.find(in: fields, near: hint) {
            case .nothing: return true
            case .unknown: return false
            case .entry(let place):
                let (entry, bytes) = (fields.entries[place], fields.bytes.span)
                hint = place &+ 1
                guard let value = rule.value(of: entry, in: bytes),
                    run.fits(rule.member.count + value.count + Self.around)
                else { return false }
                let (mark, group) = (run, group)
                enter(rule.group, texts, &run, &room)
                guard
                    run.member(
                        ready: texts, rule.member, string: bytes, in: value, isPlain: entry.isPlain, into: &room)
                else {
                    (run, self.group) = (mark, group)
                    return false
                }
                if case .phone = rule.kind { note(rule.phone) }
                return true
            }
        case .template:
            let (mark, group) = (run, group)
            if fill(rule, parts.extracting(rule.parts), texts, fields, &run, &room) { return true }
            (run, self.group) = (mark, group)
            return false
        }
    }

    /// Writes a template's text, if each of its fields is there once and is plain.
    private mutating func fill(
        _ rule: borrowing PlainRule, _ parts: Span<PlainPart>, _ texts: Span<UInt8>, _ fields: borrowing FormFields,
        _ run: inout JSONRun, _ room: inout MutableSpan<UInt8>
    ) -> Bool {
        enter(rule.group, texts, &run, &room)
        run.beginString(ready: texts, rule.member, into: &room)
        let bytes = fields.bytes.span
        var count = 0
        for index in parts.indices {
            guard let name = parts[index].name else {
                guard run.fits(parts[index].text.count + Self.around) else { return false }
                run.write(ready: texts, parts[index].text, into: &room)
                count += parts[index].text.count
                continue
            }
            guard let place = fields.onlyIndex(of: name, near: hint) else { return false }
            let entry = fields.entries[place]
            hint = place &+ 1
            guard let value = entry.plainValue(in: bytes), run.fits(value.count + Self.around),
                run.write(bytes, in: value, isPlain: entry.isPlain, into: &room)
            else { return false }
            count += value.count
        }
        guard count <= rule.maximum else { return false }
        run.endString(into: &room)
        return true
    }

    private mutating func note(_ place: Range<Int>) {
        if phone == nil { phone = place } else { morePhones.append(place) }
    }

    private mutating func enter(
        _ next: PlainRule.Group, _ texts: Span<UInt8>, _ run: inout JSONRun, _ room: inout MutableSpan<UInt8>
    ) {
        guard next != group else { return }
        if group != .deal { run.endObject(into: &room) }
        group = next
        guard next != .deal else { return }
        run.open(ready: texts, next == .lead ? DealWriter.lead : DealWriter.fields, levels: 1, into: &room)
    }
}
