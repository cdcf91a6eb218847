public import Wire

/// Looks at the posts of one form: signals in, score and reasons out. No clock and no socket inside.
public struct SpamJudge: Sendable {
    /// What is checked.
    public let settings: SpamSettings
    /// The form's name.
    public let form: String
    /// Which checks look at its posts.
    public let checks: SpamChecks
    private let traps: [[UInt8]]
    private let scanner: TextScanner?
    private let captchaField: [UInt8]

    /// The longest captcha's token that is handed on, in bytes.
    static let longestToken = 8192

    /// A judge of a form.
    public init(_ settings: SpamSettings, form: String) {
        self.settings = settings
        self.form = form
        checks = SpamChecks(settings)
        traps = settings.honeypot?.fields.map { Array($0.utf8) } ?? []
        scanner = TextScanner(settings)
        captchaField = Array((settings.captcha?.service.field ?? "").utf8)
    }

    // MARK: Rates

    /// Whether anything is bounded before a post is read.
    public var hasRates: Bool { settings.addressRate != nil || settings.formRate != nil }

    /// Takes one post of a client.
    ///
    /// - Parameters:
    ///   - client: the client's IPv4 address, or its IPv6 network of 64 bits; nil where it is not known, and not counted then.
    ///   - now: nanoseconds by a clock that nobody sets.
    /// - Returns: nil where it may come, else after how much time.
    public func wait(for client: UInt64?, at now: Int64, _ memory: SpamMemory) -> Duration? {
        if let rate = settings.addressRate, let client,
            let wait = memory.take(SeededHash.of(form, client), rate, at: now)
        {
            return wait
        }
        return settings.formRate.flatMap { memory.take(SeededHash.of(form), $0, at: now) }
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
        writer.string(utf8: FormToken.make(for: form, at: now, memory)[...])
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
        var verdict = SpamVerdict(threshold: settings.threshold)
        var marks: [SpamMemory.Mark] = []
        if let honeypot = settings.honeypot {
            for (name, trap) in zip(honeypot.fields, traps) where isFilled(trap, in: payload) {
                verdict.add(.honeypot, .filled, honeypot.score, name)
                break
            }
        }
        if let time = settings.time { check(time, payload, now, memory, &verdict, &marks) }
        if let altcha = settings.altcha { check(altcha, payload, now, memory, &verdict, &marks) }
        if let scanner { check(scanner.signs(of: payload), now, memory, &verdict) }
        var token: [UInt8]?
        if let captcha = settings.captcha {
            token = value(captchaField, in: payload)
            if let found = token, found.isEmpty || found.count > Self.longestToken { token = nil }
            if token == nil { verdict.add(.captcha, .missing, captcha.points) }
        }
        return SpamOpinion(verdict, token: verdict.isSpam ? nil : token, marks: marks)
    }

    private func check(
        _ time: SpamSettings.TimeOnForm, _ payload: Payload, _ now: Int64, _ memory: SpamMemory,
        _ verdict: inout SpamVerdict, _ marks: inout [SpamMemory.Mark]
    ) {
        guard let text = value(Self.tokenField, in: payload), !text.isEmpty else {
            return verdict.add(.time, .missing, time.isRequired ? time.score : time.score / 2)
        }
        guard let token = FormToken.read(text.span, for: form, memory) else {
            return verdict.add(.time, .forged, time.score)
        }
        let age = now - token.madeAt
        // A clock that was set back makes nobody a robot.
        if age >= 0, age < time.least.milliseconds { return verdict.add(.time, .tooFast, time.score, "\(age) ms") }
        if age > time.most.milliseconds { return verdict.add(.time, .tooOld, time.score / 2) }
        let mark = SpamMemory.Mark(kind: .token, hash: token.hash)
        if memory.use(mark, until: token.madeAt + time.most.milliseconds, at: now) {
            marks.append(mark)
        } else {
            verdict.add(.time, .reused, time.score / 2)
        }
    }

    private static let tokenField = Array(FormToken.field.utf8)

    private func check(
        _ altcha: SpamSettings.Altcha, _ payload: Payload, _ now: Int64, _ memory: SpamMemory,
        _ verdict: inout SpamVerdict, _ marks: inout [SpamMemory.Mark]
    ) {
        guard let text = value(Self.altchaField, in: payload), !text.isEmpty else {
            return verdict.add(.altcha, .missing, altcha.score)
        }
        switch AltchaChallenge.check(text.span, for: form, at: now, memory) {
        case .wrong: verdict.add(.altcha, .wrong, altcha.score)
        case .expired: verdict.add(.altcha, .expired, altcha.score)
        case .solved(let hash, let until):
            let mark = SpamMemory.Mark(kind: .solution, hash: hash)
            if memory.use(mark, until: until, at: now) {
                marks.append(mark)
            } else {
                verdict.add(.altcha, .reused, altcha.score)
            }
        }
    }

    private static let altchaField = Array(AltchaChallenge.field.utf8)

    private func check(_ signs: TextSigns, _ now: Int64, _ memory: SpamMemory, _ verdict: inout SpamVerdict) {
        if let words = settings.words {
            for number in signs.words.sorted() { verdict.add(.words, .word, words.score, words.words[number]) }
        }
        if let links = settings.links, signs.links > links.most {
            verdict.add(.links, .links, links.score, "\(signs.links)")
        }
        if let senders = settings.senders, signs.isBlocked { verdict.add(.senders, .blocked, senders.score) }
        if let disposable = settings.disposable, signs.isDisposable {
            verdict.add(.disposable, .disposable, disposable.score)
        }
        if let repeats = settings.repeats, let texts = signs.texts {
            let forms = memory.forms(with: texts, in: form, within: repeats.within, at: now)
            if forms >= repeats.forms { verdict.add(.repeats, .repeated, repeats.score, "\(forms)") }
        }
    }

    // MARK: Fields

    /// The first value of a field, of JSON that of a member of the outermost object; nil where there is none.
    private func value(_ name: [UInt8], in payload: Payload) -> [UInt8]? {
        switch payload {
        case .fields(let form): return form.nextIndex(named: name).map { Array(form.bytes[form.entries[$0].value]) }
        case .json(let document):
            guard let node = document.member(name, of: 0), document.kind(of: node) == .string else { return nil }
            var bytes: [UInt8] = []
            document.appendString(of: node, to: &bytes)
            return bytes
        }
    }

    /// Whether more than blanks stands in a field.
    private func isFilled(_ name: [UInt8], in payload: Payload) -> Bool {
        guard case .fields(let form) = payload else {
            return value(name, in: payload)?.contains { $0 > 0x20 } ?? false
        }
        var index = form.nextIndex(named: name)
        while let found = index {
            if form.bytes[form.entries[found].value].contains(where: { $0 > 0x20 }) { return true }
            index = form.nextIndex(named: name, from: found + 1)
        }
        return false
    }
}
