public import Wire

/// Looks at the posts of one form: signals in, score and reasons out. No clock and no socket inside.
///
/// What a check compares with every post is worked out once; a class, since a value of all this would be taken apart and put together with
/// every post.
public final class SpamJudge: Sendable {
    /// What is checked.
    public let settings: SpamSettings
    /// The form's name.
    public let form: String
    /// Which checks look at its posts.
    public let checks: SpamChecks
    /// Whether any of them does.
    public let judges: Bool
    /// Whether anything is bounded before a post is read.
    public let hasRates: Bool

    private let formBytes: [UInt8]
    private let formHash: UInt64
    /// The names of the traps, of the token, of ALTCHA's solution, and of the captcha's token, in this order; the latter empty where they
    /// are not asked for.
    private let names: [[UInt8]]
    private let nameSet: FieldNameSet
    private let trapCount: Int
    private let scanner: TextScanner?
    private let (leastAge, mostAge): (Int64, Int64)
    private let repeatsWithin: Int64

    /// The longest captcha's token that is handed on, in bytes.
    static let longestToken = 8192
    /// A shorter value of a script's field is looked through as quickly as it is passed over.
    static let shortestToken = 40

    /// A judge of a form.
    public init(_ settings: SpamSettings, form: String) {
        self.settings = settings
        self.form = form
        formBytes = Array(form.utf8)
        formHash = SeededHash.of(form)
        checks = SpamChecks(settings)
        judges = settings.judges
        hasRates = settings.addressRate != nil || settings.formRate != nil
        let traps = settings.honeypot?.fields ?? []
        trapCount = traps.count
        scanner = TextScanner(settings)
        let wantsText = scanner != nil
        names =
            (traps + [
                settings.time != nil || wantsText ? FormToken.field : "",
                settings.altcha != nil || wantsText ? AltchaChallenge.field : "", settings.captcha?.service.field ?? "",
            ]).map { Array($0.utf8) }
        nameSet = FieldNameSet(names)
        leastAge = settings.time?.least.milliseconds ?? 0
        mostAge = settings.time?.most.milliseconds ?? 0
        repeatsWithin = settings.repeats?.within.milliseconds ?? 0
    }

    // MARK: Rates

    /// Takes one post of a client.
    ///
    /// - Parameters:
    ///   - client: the client's address, or its IPv6 network; nil where it is not known, and not counted then.
    ///   - now: nanoseconds by a clock that nobody sets.
    /// - Returns: nil where it may come, else after how much time.
    public func wait(for client: UInt128?, at now: Int64, _ memory: SpamMemory) -> Duration? {
        if let rate = settings.addressRate, let client {
            let folded = UInt64(truncatingIfNeeded: client) ^ UInt64(truncatingIfNeeded: client >> 64)
            if let wait = memory.take(SeededHash.mix(formHash ^ folded), rate, at: now) { return wait }
        }
        guard let rate = settings.formRate else { return nil }
        return memory.take(formHash, rate, at: now)
    }

    // MARK: What a page asks for

    /// A signed moment for `_token`, as JSON.
    /// - Parameter now: milliseconds since 1970.
    public func token(at now: Int64, _ memory: SpamMemory) -> [UInt8] { Self.token(for: form, at: now, memory) }

    /// The same for a form that checks nothing: a page may ask whatever the form's settings are.
    public static func token(for form: String, at now: Int64, _ memory: SpamMemory) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("token")
        writer.string(utf8: FormToken.make(for: Array(form.utf8), at: now, memory)[...])
        writer.endObject()
        return writer.bytes
    }

    /// A proof of work, as JSON; nil where the form asks for none.
    /// - Parameter now: milliseconds since 1970.
    public func challenge(at now: Int64, _ memory: SpamMemory) -> [UInt8]? {
        settings.altcha.map { AltchaChallenge.make(for: form, $0, at: now, memory) }
    }

    // MARK: Posts

    /// What the checks make of a post.
    /// - Parameter now: when it came, milliseconds since 1970.
    public func judge(_ payload: Payload, at now: Int64, _ memory: SpamMemory) -> SpamOpinion {
        switch payload {
        case .fields(let form): judge(form, at: now, memory)
        case .json(let document): judge(document, at: now, memory)
        }
    }

    private func judge(_ form: FormFields, at now: Int64, _ memory: SpamMemory) -> SpamOpinion {
        let (bytes, entries) = (form.bytes.span, form.entries.span)
        var (trap, token, solution, captcha) = (Int.max, -1, -1, -1)
        var skipped = FieldPlaces()
        nameSet.forEach(in: form) { name, field in
            let value = entries[field].value
            if name < trapCount {
                if name < trap, Self.isFilled(bytes.extracting(value)) { trap = name }
                return
            }
            switch name - trapCount {
            case 0: if token < 0 { token = field }
            case 1: if solution < 0 { solution = field }
            default: if captcha < 0 { captcha = field }
            }
            if value.count >= Self.shortestToken { skipped.insert(field) }
        }
        var judgement = Judgement(settings.threshold)
        if trap < trapCount { trapped(trap, &judgement) }
        let none = bytes.extracting(0..<0)
        if settings.time != nil {
            check(token: token < 0 ? none : bytes.extracting(entries[token].value), now, memory, &judgement)
        }
        if settings.altcha != nil {
            check(solution: solution < 0 ? none : bytes.extracting(entries[solution].value), now, memory, &judgement)
        }
        if let scanner {
            var signs = TextSigns()
            scanner.look(through: form, except: skipped, &signs)
            check(signs, now, memory, &judgement)
        }
        if settings.captcha != nil {
            check(captcha: captcha < 0 ? [] : Array(form.bytes[form.entries[captcha].value]), &judgement)
        }
        return judgement.opinion
    }

    /// Of JSON the members of the outermost object are its fields.
    private func judge(_ document: JSONDocument, at now: Int64, _ memory: SpamMemory) -> SpamOpinion {
        var judgement = Judgement(settings.threshold)
        let values = names.map { $0.isEmpty ? [] : Self.value($0, in: document) }
        let (token, solution, captcha) = (values[trapCount], values[trapCount + 1], values[trapCount + 2])
        if let trap = values[..<trapCount].firstIndex(where: { Self.isFilled($0.span) }) { trapped(trap, &judgement) }
        if settings.time != nil { check(token: token.span, now, memory, &judgement) }
        if settings.altcha != nil { check(solution: solution.span, now, memory, &judgement) }
        if let scanner {
            var signs = TextSigns()
            scanner.look(through: document, &signs)
            check(signs, now, memory, &judgement)
        }
        if settings.captcha != nil { check(captcha: captcha, &judgement) }
        return judgement.opinion
    }

    /// The text of a member; empty where there is none.
    private static func value(_ name: [UInt8], in document: JSONDocument) -> [UInt8] {
        guard let node = document.member(name, of: 0), document.kind(of: node) == .string else { return [] }
        var bytes: [UInt8] = []
        document.appendString(of: node, to: &bytes)
        return bytes
    }

    /// Whether more than blanks stands in a field.
    private static func isFilled(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] > 0x20 { return true }
        return false
    }

    // MARK: The checks

    private struct Judgement {
        var verdict: SpamVerdict
        var marks = SpamMarks()
        var captchaToken: [UInt8]?

        init(_ threshold: Int) { verdict = SpamVerdict(threshold: threshold) }

        var opinion: SpamOpinion {
            SpamOpinion(verdict, token: captchaToken == nil || verdict.isSpam ? nil : captchaToken, marks: marks)
        }
    }

    private func trapped(_ number: Int, _ judgement: inout Judgement) {
        guard let honeypot = settings.honeypot else { return }
        judgement.verdict.add(.honeypot, .filled, honeypot.score, honeypot.fields[number])
    }

    private func check(token text: Span<UInt8>, _ now: Int64, _ memory: SpamMemory, _ judgement: inout Judgement) {
        guard let time = settings.time else { return }
        if text.isEmpty {
            return judgement.verdict.add(.time, .missing, time.isRequired ? time.score : time.score / 2)
        }
        guard let token = FormToken.read(text, for: formBytes, memory) else {
            return judgement.verdict.add(.time, .forged, time.score)
        }
        let age = now - token.madeAt
        // A clock that was set back makes nobody a robot.
        if age >= 0, age < leastAge { return judgement.verdict.add(.time, .tooFast, time.score, "\(age) ms") }
        if age > mostAge { return judgement.verdict.add(.time, .tooOld, time.score / 2) }
        if memory.use(token: token.hash, until: token.madeAt + mostAge, at: now) {
            judgement.marks.token = token.hash
        } else {
            judgement.verdict.add(.time, .reused, time.score / 2)
        }
    }

    private func check(solution text: Span<UInt8>, _ now: Int64, _ memory: SpamMemory, _ judgement: inout Judgement) {
        guard let altcha = settings.altcha else { return }
        if text.isEmpty { return judgement.verdict.add(.altcha, .missing, altcha.score) }
        switch AltchaChallenge.check(text, for: formBytes, at: now, memory) {
        case .wrong: judgement.verdict.add(.altcha, .wrong, altcha.score)
        case .expired: judgement.verdict.add(.altcha, .expired, altcha.score)
        case .solved(let hash, let until):
            if memory.use(solution: hash, until: until, at: now) {
                judgement.marks.solution = hash
            } else {
                judgement.verdict.add(.altcha, .reused, altcha.score)
            }
        }
    }

    private func check(_ signs: TextSigns, _ now: Int64, _ memory: SpamMemory, _ judgement: inout Judgement) {
        if !signs.words.isEmpty, let words = settings.words {
            for number in signs.words.sorted() {
                judgement.verdict.add(.words, .word, words.score, words.words[number])
            }
        }
        if signs.links > 0, let links = settings.links, signs.links > links.most {
            judgement.verdict.add(.links, .links, links.score, "\(signs.links)")
        }
        if signs.isBlocked, let senders = settings.senders {
            judgement.verdict.add(.senders, .blocked, senders.score)
        }
        if signs.isDisposable, let disposable = settings.disposable {
            judgement.verdict.add(.disposable, .disposable, disposable.score)
        }
        if let texts = signs.texts, let repeats = settings.repeats {
            let forms = memory.forms(with: texts, in: formHash, within: repeatsWithin, at: now)
            if forms >= repeats.forms { judgement.verdict.add(.repeats, .repeated, repeats.score, "\(forms)") }
        }
    }

    private func check(captcha token: [UInt8], _ judgement: inout Judgement) {
        guard let captcha = settings.captcha else { return }
        if token.isEmpty || token.count > Self.longestToken {
            judgement.verdict.add(.captcha, .missing, captcha.points)
        } else {
            judgement.captchaToken = token
        }
    }
}
