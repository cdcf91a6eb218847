import BoardCRM
import Wire

/// A stored deal that is copied, with its phone numbers in shape and perhaps one field more.
struct DealSplice {
    private let document: JSONDocument
    private var lead: Int?
    private var fields: Int?
    /// What goes in the place of parts of the document.
    private var changes: [(range: Range<Int>, text: [UInt8])] = []

    private init(_ document: JSONDocument) { self.document = document }

    /// The deal's JSON; nil where the document is not of the very shape that ``MappedDeal/encoded()`` gives it.
    static func json(of document: JSONDocument, with extra: (field: Alias, text: String)?) -> [UInt8]? {
        var splice = DealSplice(document)
        guard let deal = document.member(Word.deal, of: 0), document.kind(of: deal) == .object, splice.check(deal)
        else { return nil }
        if let phones = document.member(Word.phones, of: 0) {
            guard splice.settle(phones) else { return nil }
        }
        if let extra {
            guard splice.add(extra.field.text, extra.text) else { return nil }
        }
        return splice.copy(document.range(of: deal))
    }

    private enum Word {
        static let deal = Array("deal".utf8)
        static let phones = Array("phones".utf8)
        static let target = Array("target".utf8)
        static let region = Array("region".utf8)
        /// A deal's members, in the order in which they are written.
        static let members = ["column_id", "lead_id", "lead", "fields", "deadline"].map { Array($0.utf8) }
        static let attributes = LeadAttribute.allCases.map { Array($0.rawValue.utf8) }
    }

    // MARK: The shape

    private mutating func check(_ deal: Int) -> Bool {
        var (key, place) = (deal + 1, 0)
        while key < document.end(of: deal) {
            guard let found = Word.members[place...].firstIndex(where: { document.equals(key, $0) }),
                check(key + 1, member: found)
            else { return false }
            place = found + 1
            key = document.next(after: key + 1)
        }
        return true
    }

    private mutating func check(_ value: Int, member: Int) -> Bool {
        switch member {
        case 0, 1: return (document.int64(of: value) ?? 0) >= 1
        case 2:
            lead = value
            return checkValues(value) { key in Word.attributes.contains { document.equals(key, $0) } }
        case 3:
            fields = value
            return checkValues(value) { key in document.string(of: key).flatMap { Alias($0) } != nil }
        default:
            let text = document.string(of: value)
            return text != nil && text.flatMap { DateTime(parsing: $0) }?.description == text
        }
    }

    private func checkValues(_ group: Int, isName: (Int) -> Bool) -> Bool {
        guard document.kind(of: group) == .object, document.count(of: group) > 0 else { return false }
        var key = group + 1
        while key < document.end(of: group) {
            guard !document.isEscaped(key), isName(key) else { return false }
            switch document.kind(of: key + 1) {
            case .string, .number, .boolean: key = document.next(after: key + 1)
            case .null, .object, .array: return false
            }
        }
        return true
    }

    // MARK: The changes

    private mutating func settle(_ phones: Int) -> Bool {
        guard document.kind(of: phones) == .array else { return false }
        var phone = phones + 1
        while phone < document.end(of: phones) {
            guard let target = document.member(Word.target, of: phone).flatMap({ document.string(of: $0) }) else {
                return false
            }
            let steps = target.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard steps.count == 2 else { return false }
            let region = document.member(Word.region, of: phone).flatMap { document.string(of: $0) }
            let isOfLead = steps[0].elementsEqual("lead".utf8)
            guard isOfLead || steps[0].elementsEqual("fields".utf8) else { return false }
            settle(isOfLead ? lead : fields, Array(steps[1]), region)
            phone = document.next(after: phone)
        }
        return true
    }

    private mutating func settle(_ group: Int?, _ name: [UInt8], _ region: String?) {
        guard let group, let value = document.member(name, of: group), let written = document.string(of: value),
            let number = PhoneNumber.e164(written, region: region)
        else { return }
        let range = document.range(of: value)
        // The same number twice is in shape once.
        if !changes.contains(where: { $0.range == range }) { changes.append((range, Array(number.utf8))) }
    }

    private mutating func add(_ name: String, _ text: String) -> Bool {
        guard let fields, document.member(Array(name.utf8), of: fields) == nil else { return false }
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.key(name)
        writer.string(text)
        let end = document.range(of: fields).upperBound - 1
        changes.append((end..<end, [UInt8(ascii: ",")] + writer.bytes.dropFirst()))
        return true
    }

    private func copy(_ range: Range<Int>) -> [UInt8] {
        var json: [UInt8] = []
        json.reserveCapacity(range.count + 64)
        var place = range.lowerBound
        for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            json += document.bytes[place..<change.range.lowerBound]
            json += change.text
            place = change.range.upperBound
        }
        json += document.bytes[place..<range.upperBound]
        return json
    }
}
