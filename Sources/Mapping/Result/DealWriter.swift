import BoardCRM
import Wire

/// Writes a deal as the store keeps it, target by target, in the order in which a form's rules stand: the deal's own, the lead's, the
/// fields', the deadline.
struct DealWriter: ~Copyable {
    private var writer: JSONWriter
    private var group = PlainRule.Group.deal
    /// What the store keeps of the first phone number, among the texts, and of the others: few forms ask for two.
    private var phone: Range<Int>?
    private var morePhones: [Range<Int>] = []

    /// What opens a deal and its parts: a mapping's texts begin with it.
    static let openings = openingTexts.flatMap { $0 }
    private static let openingTexts = [
        JSONWriter.opening(#"{"deal":{"#), JSONWriter.opening(#""lead":{"#), JSONWriter.opening(#""fields":{"#),
        JSONWriter.opening(#""phones":["#),
    ]
    // Where each of these stands.
    private static var deal: Range<Int> { 0..<10 }
    static var lead: Range<Int> { 10..<19 }
    static var fields: Range<Int> { 19..<30 }
    private static var phoneList: Range<Int> { 30..<41 }

    init(behind bytes: consuming [UInt8]) { writer = JSONWriter(behind: consume bytes) }

    /// Opens the deal, and copies what its first rules do, up to one that is not plain, or the one at `end`.
    /// - Returns: its place.
    mutating func open(copying end: Int, of mapping: borrowing FormMapping, _ fields: borrowing FormFields) -> Int {
        copy(from: 0, to: end, of: mapping, fields, opens: true)
    }

    /// Copies what the rules from `index` on do, up to one that is not plain.
    /// - Returns: its place.
    mutating func copy(from index: Int, of mapping: borrowing FormMapping, _ fields: borrowing FormFields) -> Int {
        let rules = mapping.plainRules.count
        if index == rules { return index }
        if case .other = mapping.plainRules[index].kind { return index }
        return copy(from: index, to: rules, of: mapping, fields, opens: false)
    }

    private mutating func copy(
        from first: Int, to end: Int, of mapping: borrowing FormMapping, _ fields: borrowing FormFields, opens: Bool
    ) -> Int {
        let (rules, parts, texts) = (mapping.plainRules.span, mapping.plainParts.span, mapping.plainTexts.span)
        // A rule for which there is no room, since fields are long or copied again and again, is not copied. The room is cleared each time.
        let room = texts.count + min(fields.bytes.count, 64 << 10)
        var copied = DealCopy(group: group, phone: phone)
        var index = first
        writer.write(atMost: room) { run, room in
            if opens { run.open(ready: texts, Self.deal, levels: 2, into: &room) }
            while index < end, copied.copy(rules[index], parts, texts, fields, &run, &room) { index += 1 }
        }
        group = copied.group
        phone = copied.phone
        morePhones += copied.morePhones
        return index
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
        writer.open(ready: Self.openingTexts[next == .lead ? 1 : 2], levels: 1)
    }

    consuming func finished(_ texts: [UInt8]) -> [UInt8] {
        let (texts, group, phone, more) = (texts.span, group, phone, morePhones)
        // The brackets, and a comma before each phone number.
        var size = 5 + Self.phoneList.count + more.count + (phone?.count ?? 0)
        for place in more { size += place.count }
        writer.write(atMost: size) { run, room in
            if group != .deal { run.endObject(into: &room) }
            run.endObject(into: &room)
            if let phone {
                run.open(ready: texts, Self.phoneList, levels: 1, into: &room)
                run.raw(ready: texts, phone, into: &room)
                for place in more { run.raw(ready: texts, place, into: &room) }
                run.endArray(into: &room)
            }
            run.endObject(into: &room)
        }
        return writer.bytes
    }
}
