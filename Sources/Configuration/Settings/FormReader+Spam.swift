import BoardCRM
import Bridge
import Mapping
import Spam

/// Reads what a form says against spam.
extension FormReader {
    /// - Parameter origins: the sites whose pages may post, which are a captcha's hosts too.
    func spam(_ reader: inout MappingReader, origins: [Placed<String>]?) -> SpamSettings? {
        guard var section = reader.section(FormKeys.spam) else { return nil }
        var spam = SpamSettings()
        section.set(&spam.threshold, SpamKeys.threshold)
        spam.honeypot = check(&section, SpamKeys.honeypot) { honeypot($0) }
        spam.time = check(&section, SpamKeys.time, usual: SpamSettings.TimeOnForm()) { time($0) }
        spam.altcha = check(&section, SpamKeys.altcha, usual: SpamSettings.Altcha()) { altcha($0) }
        spam.captcha = check(&section, SpamKeys.captcha) { captcha($0, origins) }
        spam.words = check(&section, SpamKeys.words) { words($0) }
        spam.links = check(&section, SpamKeys.links) { links($0) }
        spam.senders = check(&section, SpamKeys.senders) { senders($0) }
        spam.disposable = check(&section, SpamKeys.disposable) { disposable($0) }
        spam.repeats = check(&section, SpamKeys.repeats) { repeats($0) }
        if var rates = section.section(SpamKeys.rate) {
            spam.addressRate = rates.value(SpamRateKeys.address)
            spam.formRate = rates.value(SpamRateKeys.form)
            rates.finish()
        }
        section.finish()
        return spam
    }

    /// The settings of a check: nil where it is not there or `false`, `usual` where it is `true`, else what `read` makes of it.
    private func check<Settings>(
        _ section: inout MappingReader, _ key: FreeKey, usual: Settings? = nil, _ read: (Node) -> Settings?
    ) -> Settings? {
        guard let member = section.member(key.name) else { return nil }
        guard let scalar = member.value.scalar, scalar.isPlain, !scalar.isBroken else { return read(member.value) }
        switch scalar.text {
        case "false": return nil
        case "true":
            if let usual { return usual }
            log.add(
                "'\(key.name)' needs more than true; the manual, config/forms/reference.yaml, shows what",
                at: member.value.place)
            return nil
        default: return read(member.value)
        }
    }

    /// A short form's values: a list, or a single one; nil for a mapping.
    private func short<Value>(_ node: Node, _ type: ScalarType<Value>) -> [Value]?? {
        switch node.content {
        case .mapping: return nil
        case .scalar: return .some(type.read(node, log: log).map { [$0] })
        case .sequence(let items):
            guard !items.isEmpty else {
                log.add("expected \(type.expected), found an empty list", at: node.place)
                return .some(nil)
            }
            let read = items.compactMap { type.read($0, log: log) }
            return .some(read.count == items.count ? read : nil)
        }
    }

    private func honeypot(_ node: Node) -> SpamSettings.Honeypot? {
        if let names = short(node, HoneypotKeys.field.type) { return names.map { SpamSettings.Honeypot(fields: $0) } }
        guard var reader = MappingReader(node, HoneypotKeys.shape, log: log) else { return nil }
        var honeypot = reader.list(HoneypotKeys.field).map { SpamSettings.Honeypot(fields: $0.map(\.value)) }
        let score = reader.value(HoneypotKeys.score)
        reader.finish()
        if !reader.has("field") { reader.missing("field", "write the field's name, such as field: website") }
        if let score { honeypot?.score = score }
        return honeypot
    }

    private func time(_ node: Node) -> SpamSettings.TimeOnForm? {
        guard var reader = MappingReader(node, SpamTimeKeys.shape, log: log) else { return nil }
        var time = SpamSettings.TimeOnForm()
        reader.set(&time.least, SpamTimeKeys.least)
        reader.set(&time.most, SpamTimeKeys.most)
        reader.set(&time.isRequired, SpamTimeKeys.required)
        reader.set(&time.score, SpamTimeKeys.score)
        reader.finish()
        if time.least >= time.most {
            log.add("least is not less than most: every post would be one or the other", at: reader.place)
        }
        return time
    }

    private func altcha(_ node: Node) -> SpamSettings.Altcha? {
        guard var reader = MappingReader(node, AltchaKeys.shape, log: log) else { return nil }
        var altcha = SpamSettings.Altcha()
        reader.set(&altcha.maxNumber, AltchaKeys.maxNumber)
        reader.set(&altcha.life, AltchaKeys.life)
        reader.set(&altcha.score, AltchaKeys.score)
        reader.finish()
        return altcha
    }

    private func captcha(_ node: Node, _ origins: [Placed<String>]?) -> CaptchaSettings? {
        guard var reader = MappingReader(node, CaptchaKeys.shape, log: log) else { return nil }
        let service = reader.value(CaptchaKeys.service)
        if !reader.has(CaptchaKeys.service.name) {
            let names = CaptchaService.allCases.map(\.rawValue).joined(separator: ", ")
            reader.missing("service", "write whose captcha it is: \(names)")
        }
        let secret = reader.secret(
            CaptchaKeys.secret,
            hint: "write secret: \"${CAPTCHA_SECRET}\", and set that variable to the site's secret key")
        let hosts = reader.list(CaptchaKeys.hosts)?.map(\.value)
        let action = reader.placed(CaptchaKeys.action)
        let leastScore = reader.placed(CaptchaKeys.leastScore)
        let onOutage = reader.value(CaptchaKeys.onOutage)
        let patience = reader.value(CaptchaKeys.patience)
        let url = reader.value(CaptchaKeys.url)
        let score = reader.value(CaptchaKeys.score)
        reader.finish()
        if let leastScore, let service, service != .recaptchaV3 {
            log.add("only recaptcha_v3 tells a score", at: leastScore.place)
        }
        if let action, let service, service == .hcaptcha || service == .recaptchaV2 {
            log.add("only turnstile and recaptcha_v3 tell an action", at: action.place)
        }
        guard let service, let secret else { return nil }
        var captcha = CaptchaSettings(service, secret: secret)
        let isOpen = origins?.contains { $0.value == "*" } ?? true
        captcha.hosts = hosts ?? (isOpen ? [] : origins?.compactMap { Self.host(of: $0.value) } ?? [])
        if captcha.hosts.isEmpty {
            log.warn(
                "a captcha that was solved on any website is taken; name yours in hosts, or in the form's origins",
                at: reader.place)
        }
        captcha.action = action?.value
        if let leastScore { captcha.leastScore = leastScore.value }
        if let onOutage { captcha.onOutage = onOutage }
        if let patience { captcha.patience = patience }
        captcha.address = url
        if let score { captcha.points = score }
        return captcha
    }

    private func words(_ node: Node) -> SpamSettings.Words? {
        var words: SpamSettings.Words?
        if let some = short(node, SpamWordKeys.any.type) {
            words = some.map { SpamSettings.Words($0) }
        } else {
            guard var reader = MappingReader(node, SpamWordKeys.shape, log: log) else { return nil }
            words = reader.list(SpamWordKeys.any).map { SpamSettings.Words($0.map(\.value)) }
            let score = reader.value(SpamWordKeys.score)
            reader.finish()
            if !reader.has("any") { reader.missing("any", "write the words, such as any: [casino]") }
            if let score { words?.score = score }
        }
        if let words, words.words.reduce(0, { $0 + $1.utf8.count }) > SpamSettings.Words.most {
            log.add("these words have more than \(SpamSettings.Words.most) bytes together", at: node.place)
            return nil
        }
        return words
    }

    private func links(_ node: Node) -> SpamSettings.Links? {
        if node.scalar != nil {
            return SpamLinkKeys.most.type.read(node, log: log).map { SpamSettings.Links(most: $0) }
        }
        guard var reader = MappingReader(node, SpamLinkKeys.shape, log: log) else { return nil }
        var links = reader.value(SpamLinkKeys.most).map { SpamSettings.Links(most: $0) }
        let score = reader.value(SpamLinkKeys.score)
        reader.finish()
        if !reader.has("most") { reader.missing("most", "write how many may be there, such as most: 3") }
        if let score { links?.score = score }
        return links
    }

    private func senders(_ node: Node) -> SpamSettings.Domains? {
        if let names = short(node, SpamSenderKeys.domains.type) {
            return names.map { SpamSettings.Domains(DomainList($0), score: 100) }
        }
        guard var reader = MappingReader(node, SpamSenderKeys.shape, log: log) else { return nil }
        let names = reader.list(SpamSenderKeys.domains)
        let score = reader.value(SpamSenderKeys.score)
        reader.finish()
        if !reader.has("domains") { reader.missing("domains", "write them, such as domains: [spam.example]") }
        return names.map { SpamSettings.Domains(DomainList($0.map(\.value)), score: score ?? 100) }
    }

    private func disposable(_ node: Node) -> SpamSettings.Domains? {
        var path: Placed<String>?
        var score: Int?
        if node.scalar != nil {
            path = DisposableKeys.file.type.read(node, log: log).map { Placed($0, at: node.place) }
        } else {
            guard var reader = MappingReader(node, DisposableKeys.shape, log: log) else { return nil }
            path = reader.placed(DisposableKeys.file)
            score = reader.value(DisposableKeys.score)
            reader.finish()
            if !reader.has("file") { reader.missing("file", "write its path, such as file: disposable-domains.txt") }
        }
        guard let path else { return nil }
        switch domains.list(path.value, readFile) {
        case .success(let list): return SpamSettings.Domains(list, score: score ?? 50)
        case .failure(let failure):
            log.add("the file \(Quoted(path.value)) of domains: \(failure.message)", at: path.place)
            return nil
        }
    }

    /// The host of an origin; of a pattern with its star.
    private static func host(of origin: String) -> String? {
        let host = try? WebAddress(origin.replacing("://*.", with: "://", maxReplacements: 1)).host
        return host.map { origin.contains("://*.") ? "*." + $0 : $0 }
    }

    private func repeats(_ node: Node) -> SpamSettings.Repeats? {
        if node.scalar != nil {
            return SpamRepeatKeys.forms.type.read(node, log: log).map { SpamSettings.Repeats(forms: $0) }
        }
        guard var reader = MappingReader(node, SpamRepeatKeys.shape, log: log) else { return nil }
        var repeats = reader.value(SpamRepeatKeys.forms).map { SpamSettings.Repeats(forms: $0) }
        let within = reader.value(SpamRepeatKeys.within)
        let score = reader.value(SpamRepeatKeys.score)
        reader.finish()
        if !reader.has("forms") { reader.missing("forms", "write how many, such as forms: 3") }
        if let within { repeats?.within = within }
        if let score { repeats?.score = score }
        return repeats
    }
}
