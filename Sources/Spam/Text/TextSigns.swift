internal import Wire

/// What stands in the texts of a post: words that are looked for, links, domains of e-mail addresses.
struct TextSigns {
    /// The words that were found, by their numbers, each once.
    var words: Set<Int> = []
    /// How many links stand in running text. A field that is an address and nothing else is not counted: forms ask for one, and scripts
    /// say which page it was.
    var links = 0
    /// Whether a field is an e-mail address of a domain that is refused.
    var isBlocked = false
    /// Whether one is of a disposable domain.
    var isDisposable = false
    /// A hash of all texts of ``leastText`` bytes or more together: one of them may be the form's own and come with every post. nil where
    /// there is none.
    var texts: UInt64?

    /// A shorter text is too easily the same by chance.
    static let leastText = 40
}

/// Looks for all signs at once.
struct TextScanner: Sendable {
    private let automaton: TextAutomaton
    private let wordCount: Int
    private let blocked: DomainList?
    private let disposable: DomainList?
    private let wantsTexts: Bool
    /// Fields that are made by scripts, and are long: nothing of a visitor stands in them.
    private let passedOver: [[UInt8]]

    /// A shorter value is looked at as quickly as its name.
    private static let shortestToken = 40
    private static let marks = ["http://", "https://", "www.", "@"]

    /// nil where nothing is looked for in texts.
    init?(_ settings: SpamSettings) {
        guard
            settings.words != nil || settings.links != nil || settings.senders != nil || settings.disposable != nil
                || settings.repeats != nil
        else { return nil }
        let words = settings.words?.words ?? []
        automaton = TextAutomaton(words + Self.marks)
        wordCount = words.count
        blocked = settings.senders?.domains
        disposable = settings.disposable?.domains
        wantsTexts = settings.repeats != nil
        passedOver = [FormToken.field, AltchaChallenge.field, settings.captcha?.service.field].compactMap(\.self)
            .map { Array($0.utf8) }
    }

    /// Looks through every value of a payload; of files, through their names.
    func signs(of payload: Payload) -> TextSigns {
        var signs = TextSigns()
        switch payload {
        case .fields(let form):
            let bytes = form.bytes.span
            for (index, entry) in form.entries.enumerated() {
                if entry.value.count >= Self.shortestToken, passedOver.contains(where: { form.isNamed($0, at: index) })
                {
                    continue
                }
                look(bytes.extracting(entry.value), &signs)
            }
        case .json(let document):
            var scratch: [UInt8] = []
            look(document, 0, &scratch, &signs)
        }
        return signs
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
                // A key is the form's own and no visitor's.
                if isObject { child += 1 }
                look(document, child, &scratch, &signs)
                child = document.next(after: child)
            }
        default: break
        }
    }

    private func look(_ text: Span<UInt8>, _ signs: inout TextSigns) {
        if wantsTexts, text.count >= TextSigns.leastText {
            signs.texts = (signs.texts ?? 0) &* 0x9E37_79B9_7F4A_7C15 ^ SeededHash.of(text)
        }
        var links = 0
        var isAddress = false
        var at: Int?
        var marks = 0
        automaton.scan(text) { number, place in
            switch number - wordCount {
            case ..<0:
                if Self.standsAlone(text, place) { signs.words.insert(number) }
            case 2 where place.lowerBound > 0 && !Self.separates(text[place.lowerBound - 1]):
                break
            case 3:
                at = place.lowerBound
                marks += 1
            default:
                links += 1
                if place.lowerBound == 0 { isAddress = true }
            }
        }
        if links > 0, !isAddress || Self.hasBlank(text) { signs.links += links }
        if marks == 1, let at, at > 0, at < text.count - 1, !Self.hasBlank(text) {
            let domain = text.extracting(at + 1..<text.count)
            if let blocked, blocked.contains(domain) { signs.isBlocked = true }
            if let disposable, disposable.contains(domain) { signs.isDisposable = true }
        }
    }

    /// Whether no letter and no digit goes on before or behind it.
    private static func standsAlone(_ text: Span<UInt8>, _ place: Range<Int>) -> Bool {
        if place.lowerBound > 0, isLetter(text[place.lowerBound]), isLetter(text[place.lowerBound - 1]) { return false }
        if place.upperBound < text.count, isLetter(text[place.upperBound - 1]), isLetter(text[place.upperBound]) {
            return false
        }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    /// Whether `www.` behind it is a link of its own, and not the rest of one.
    private static func separates(_ byte: UInt8) -> Bool {
        !isLetter(byte) && byte != UInt8(ascii: "/") && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "-")
    }

    private static func hasBlank(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] <= 0x20 { return true }
        return false
    }
}
