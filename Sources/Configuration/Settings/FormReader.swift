import BoardCRM
import Bridge
import Mapping
import Outbox
import Spam
import Verification

/// Reads `forms/NAME.yaml`.
struct FormReader {
    /// The presets, by name.
    let senders: [String: SenderFile]
    /// The tags of the languages that pages can be written in.
    var languages: [String] = []
    /// The largest body that the service's limits can hold.
    let largestBody: Int
    /// The board's field that the service writes submissions' ids into.
    var reference: Alias?
    /// Whether the service knows how the outside reaches it.
    var knowsPublicURL = true
    /// Reads a file that a setting names, from the configuration's folder on.
    var readFile: (String) -> Result<[UInt8], SourceFailure> = { _ in .failure(SourceFailure("no such file")) }
    /// The files of domains that were read.
    var domains = DomainFiles()
    /// Where complaints go.
    let log: ComplaintLog

    /// The settings in `root`; nil, with complaints, when anything is wrong.
    func form(named name: String, in root: Node) -> FormSettings? {
        let before = log.count
        guard var reader = MappingReader(root, FormKeys.shape, log: log) else { return nil }
        // What it names was put in before.
        _ = reader.member(FormKeys.extends.name)
        let file = sender(&reader)
        let sender = file?.preset
        var definition = mapping(&reader, at: root.place)
        definition.whole = whole(&reader)
        let shortcuts = reader.member(FormKeys.paths.name).map { ShortcutReader(log: log).shortcuts($0.value) } ?? []
        let proof = proof(&reader, of: file, named: name)
        let fetch = fetch(&reader, of: file, named: name)
        definition.fetch = fetch?.0
        let record = reader.value(FormKeys.record)
        var dedupe = DedupeSettings(echo: sender?.echo)
        self.dedupe(&reader, &definition.whole, &dedupe)
        let origins = reader.list(FormKeys.origins)
        let respond = respond(&reader)
        let onInvalid = reader.value(FormKeys.onInvalid)
        let enabled = reader.value(FormKeys.enabled) ?? true
        let bodyLimit = bodyLimit(&reader)
        let crm = crm(&reader)
        complainOfReference(crm == nil ? reference : crm?.reference, definition)
        var retention: Retention.Ages = [:]
        RetentionReader.read(&reader, FormKeys.retention, into: &retention)
        let spam = spam(&reader, origins: origins)
        if definition.fetch != nil, spam?.captcha != nil {
            log.add(
                "a captcha is a visitor's, and what is fetched a service's: a form has one of them", at: reader.place)
        }
        let files = files(&reader, proof.verifier, isEnabled: enabled)
        definition.whole.fileLines = files?.lines
        switch proof.verifier?.proof {
        case .signature, .token: break
        default: definition.whole.keepsFiles = files != nil
        }
        reader.finish()
        if origins == nil, enabled, sender?.respond == .redirect, !reader.has(FormKeys.origins.name) {
            log.warn(
                "pages of any website may post to this form; name yours in origins, or write origins: '*' for any",
                at: root.place)
        }

        if let file { definition.fill(from: file) }
        // The form's own take the place of the sender's.
        definition.shortcuts += shortcuts
        definition.whole.fill(from: proof.verifier, at: root.place)
        let compilation = FormMapping.compile(definition)
        log.add(compilation.complaints)
        guard log.count == before, let mapping = compilation.mapping, let sender else { return nil }
        if !knowsPublicURL, enabled, sender.respond == .redirect, let first = origins?.first,
            !(origins?.contains { $0.value == "*" } ?? false)
        {
            log.warn(
                "beside these, pages may post under whatever name leads to this service; write public_url in boardbridge.yaml, and only its pages may",
                at: first.place)
        }
        var form = FormSettings(name: name, sender: sender, mapping: mapping)
        form.definition = definition
        if let origins, !origins.contains(where: { $0.value == "*" }) {
            form.origins = .only(origins.map { OriginPattern($0.value) })
        }
        form.respond = respond
        form.onInvalid = onInvalid ?? sender.onInvalid
        form.dedupe = dedupe
        form.enabled = enabled
        form.verifier = proof.verifier
        form.handshake = proof.handshake
        form.handshakeTokens = proof.tokens
        form.fetch = fetch?.1
        form.record = record
        form.bodyLimit = bodyLimit
        form.crm = crm
        form.retention = retention
        form.spam = spam
        form.files = files?.settings
        return form
    }

    /// Two writers of one field: the id would be lost, and with it what finds a deal again.
    private func complainOfReference(_ reference: Alias?, _ definition: MappingDefinition) {
        guard let reference, let member = definition.fields.first(where: { $0.name.value == reference.text }) else {
            return
        }
        log.add(
            "'\(reference)' is crm: reference, which carries the submission's id; take another field",
            at: member.name.place)
    }

    private func crm(_ reader: inout MappingReader) -> FormCRMSettings? {
        guard var section = reader.section(FormKeys.crm) else { return nil }
        let hint = "write access_token: ${OTHER_BOARD_TOKEN}, and set that variable to the board's token"
        let token = section.secret(FormCRMKeys.accessToken, hint: hint)
        let place = section.member(FormCRMKeys.accessToken.name)?.key.place
        let reference = section.placed(FormCRMKeys.reference)
        section.finish()
        guard let token else { return nil }
        var crm = FormCRMSettings(accessToken: token, reference: reference?.value)
        crm.place = place
        crm.referencePlace = reference?.place
        return crm
    }

    private func sender(_ reader: inout MappingReader) -> SenderFile? {
        guard let named = reader.placed(FormKeys.sender) else { return senders["browser"] }
        if let file = senders[named.value] { return file }
        let names = senders.keys.sorted()
        let meant = SenderWords.meant(by: named.value, among: names) ?? NearestWord.find(named.value, among: names)
        let hint = meant.map { "did you mean '\($0)'?" }
        log.add(
            "no sender is called \(Quoted(named.value)); \(hint ?? "there are \(names.joined(separator: ", "))")",
            at: named.place)
        return nil
    }

    private func respond(_ reader: inout MappingReader) -> FormSettings.Respond {
        var respond = FormSettings.Respond()
        guard var section = reader.section(FormKeys.respond) else { return respond }
        section.set(&respond.success, RespondKeys.success)
        section.set(&respond.failure, RespondKeys.failure)
        if let allow = section.list(RespondKeys.allow) { respond.allow = allow.map(\.value) }
        respond.language = section.placed(RespondKeys.language).flatMap(language)
        section.finish()
        return respond
    }

    private func language(_ tag: Placed<String>) -> String? {
        let lower = tag.value.lowercased()
        if languages.contains(lower) { return lower }
        log.add(
            "there is no language \(Quoted(tag.value)); there are \(languages.sorted().joined(separator: ", ")), and a file "
                + "languages/TAG.yaml adds one", at: tag.place)
        return nil
    }

    private func bodyLimit(_ reader: inout MappingReader) -> Int? {
        guard var section = reader.section(FormKeys.limits) else { return nil }
        let limit = section.placed(FormLimitKeys.body)
        section.finish()
        if let limit, limit.value > largestBody {
            log.add(
                "body is more than a third of limits: buffered in boardbridge.yaml, which could not hold it",
                at: limit.place)
        }
        return limit?.value
    }

    private func mapping(_ reader: inout MappingReader, at place: Place) -> MappingDefinition {
        var definition = MappingDefinition(at: place)
        let rules = RuleReader(log: log)
        let column = reader.member(FormKeys.columnID.name)
        if column != nil || reader.isMisspelt(FormKeys.columnID.name) {
            // A rule that is there and broken, or misspelt, is told as that, and not as missing.
            let stand = RuleDefinition(.constant(Placed(.integer(1), at: place)), at: place)
            definition.columnID = column.map { rules.rule($0.value, isIdentifier: true) } ?? stand
        }
        definition.leadID = reader.member(FormKeys.leadID.name).map { rules.rule($0.value, isIdentifier: true) }
        definition.lead = members(&reader, FormKeys.lead.name, FormKeys.lead.shape.what, rules)
        definition.fields = members(&reader, FormKeys.fields.name, "the board's aliases with their rules", rules)
        definition.deadline = reader.member(FormKeys.deadline.name).map { rules.rule($0.value) }
        return definition
    }

    private func members(
        _ reader: inout MappingReader, _ key: String, _ what: String, _ rules: RuleReader
    ) -> [MappingDefinition.Member] {
        guard let member = reader.member(key) else { return [] }
        guard case .mapping(let members) = member.value.content else {
            if !log.addMissingSpace(in: member.value) {
                let hint = Self.hint(member.value).map { "; \($0)" } ?? ""
                log.add("expected \(what), found \(member.value.found)\(hint)", at: member.value.place)
            }
            return []
        }
        var previous: Place?
        return members.compactMap { member in
            defer { previous = member.key.place }
            if member.value.scalar?.isNothing == true {
                if let slip = MissingSpace(in: member.key.value) {
                    log.add(slip.message, at: member.key.place.moved(by: slip.offset))
                    return nil
                }
                if previous?.line == member.key.place.line {
                    // `{ price: 1.234,50 }`
                    log.add(
                        "expected a rule behind \(Quoted(member.key.value)), found nothing; inside { } a value with a comma in it stands in quotes",
                        at: member.key.place)
                    return nil
                }
            }
            return MappingDefinition.Member(member.key, rules.rule(member.value))
        }
    }

    /// What to do about rules that do not stand as they should.
    private static func hint(_ node: Node) -> String? {
        switch node.content {
        case .scalar(let scalar): scalar.isNothing ? "the lines below that belong to it are indented" : nil
        case .sequence(let items):
            items.contains { if case .mapping = $0.content { true } else { false } }
                ? "take the '- ' before them away" : nil
        case .mapping: nil
        }
    }
}
