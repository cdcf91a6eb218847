internal import Wire

/// Looks for all signs in the texts of a post at once.
struct TextScanner: Sendable {
    private let automaton: WordAutomaton
    private let wordCount: Int
    private let blocked: DomainList?
    private let disposable: DomainList?
    private let wantsTexts: Bool

    /// nil where nothing is looked for in texts.
    init?(_ settings: SpamSettings) {
        guard
            settings.words != nil || settings.links != nil || settings.senders != nil || settings.disposable != nil
                || settings.repeats != nil
        else { return nil }
        let words = settings.words?.words ?? []
        automaton = WordAutomaton(settings.links == nil ? words : words + ["www."])
        wordCount = words.count
        blocked = settings.senders?.domains
        disposable = settings.disposable?.domains
        wantsTexts = settings.repeats != nil
    }

    /// Looks through every value of a form, but for the fields of some places; of files, through their names.
    func look(through form: FormFields, except skipped: FieldPlaces, _ signs: inout TextSigns) {
        let (bytes, entries) = (form.bytes.span, form.entries.span)
        for index in entries.indices where !skipped.contains(index) {
            look(bytes.extracting(entries[index].value), &signs)
        }
    }

    /// Looks through every string of a document that is no key: keys are the form's own and no visitor's.
    func look(through document: JSONDocument, _ signs: inout TextSigns) {
        var scratch: [UInt8] = []
        look(document, 0, &scratch, &signs)
    }

    private func look(_ document: JSONDocument, _ node: Int, _ scratch: inout [UInt8], _ signs: inout TextSigns) {
        switch document.kind(of: node) {
        case .string:
            guard document.isEscaped(node) else {
                return look(document.bytes.span.extracting(document.range(of: node)), &signs)
            }
            scratch.removeAll(keepingCapacity: true)
            document.appendString(of: node, to: &scratch)
            look(scratch.span, &signs)
        case .array, .object:
            guard var child = document.firstChild(of: node) else { return }
            let isObject = document.kind(of: node) == .object
            let end = document.end(of: node)
            while child < end {
                if isObject { child += 1 }
                look(document, child, &scratch, &signs)
                child = document.next(after: child)
            }
        default: break
        }
    }

    private func look(_ text: Span<UInt8>, _ signs: inout TextSigns) {
        if text.isEmpty { return }
        if wantsTexts, text.count >= TextSigns.leastText {
            signs.texts = (signs.texts ?? 0) &* 0x9E37_79B9_7F4A_7C15 ^ SeededHash.of(text)
        }
        var links = 0
        var isAddress = false
        var at = 0
        var ats = 0
        automaton.scan(text) { place in
            if text[place] == UInt8(ascii: "@") {
                at = place
                ats += 1
            } else if let start = Self.schemeStart(text, place) {
                links += 1
                if start == 0 { isAddress = true }
            }
        } _: { number, place in
            if number < wordCount {
                signs.words.insert(number)
            } else if place == 0 || Self.separates(text[place - 1]) {
                links += 1
                if place == 0 { isAddress = true }
            }
        }
        if links > 0, !isAddress || Self.hasBlank(text) { signs.links += links }
        if ats == 1, at > 0, at < text.count - 1, !Self.hasBlank(text) {
            let domain = text.extracting(at + 1..<text.count)
            if let blocked, blocked.contains(domain) { signs.isBlocked = true }
            if let disposable, disposable.contains(domain) { signs.isDisposable = true }
        }
    }

    /// Where `http://` or `https://` begins whose colon is there; nil where it is another's.
    private static func schemeStart(_ text: Span<UInt8>, _ colon: Int) -> Int? {
        guard colon >= 4, colon + 2 < text.count, text[colon + 1] == UInt8(ascii: "/"),
            text[colon + 2] == UInt8(ascii: "/")
        else { return nil }
        let end = text[colon - 1] | 0x20 == UInt8(ascii: "s") ? colon - 1 : colon
        guard end >= 4, text[end - 4] | 0x20 == UInt8(ascii: "h"), text[end - 3] | 0x20 == UInt8(ascii: "t"),
            text[end - 2] | 0x20 == UInt8(ascii: "t"), text[end - 1] | 0x20 == UInt8(ascii: "p")
        else { return nil }
        return end - 4
    }

    /// Whether `www.` behind it is a link of its own, and not the rest of one.
    private static func separates(_ byte: UInt8) -> Bool {
        byte != UInt8(ascii: "/") && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "-")
    }

    private static func hasBlank(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] <= 0x20 { return true }
        return false
    }
}
