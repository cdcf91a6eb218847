import BoardCRM
import Bridge
import Mapping

/// Reads `forms/NAME.yaml`.
struct FormReader {
    /// The presets, by name.
    let senders: [String: SenderPreset]
    /// The largest body that the service's limits can hold.
    let largestBody: Int
    /// Where complaints go.
    let log: ComplaintLog

    /// The settings in `root`; nil, with complaints, when anything is wrong.
    func form(named name: String, in root: Node) -> FormSettings? {
        let before = log.count
        guard var reader = MappingReader(root, expecting: "a form's settings", log: log) else { return nil }
        let sender = sender(&reader)
        var definition = mapping(&reader, at: root.place)
        definition.whole = whole(&reader)
        let origins = reader.list("origins", of: .origin)
        let respond = respond(&reader)
        let onInvalid: InvalidPolicy? = reader.value("on_invalid", .word)
        let enabled = reader.value("enabled", .boolean) ?? true
        let bodyLimit = bodyLimit(&reader)
        var dedupe = DedupeSettings(echo: sender?.echo)
        self.dedupe(&reader, &definition.whole, &dedupe)
        reader.unsupported("verify", "spam", "crm", "retention")
        reader.finish()

        let compilation = FormMapping.compile(definition)
        log.add(compilation.complaints)
        guard log.count == before, let mapping = compilation.mapping, let sender else { return nil }
        var form = FormSettings(name: name, sender: sender, mapping: mapping)
        if let origins, !origins.contains(where: { $0.value == "*" }) { form.origins = .only(origins.map(\.value)) }
        form.respond = respond
        form.onInvalid = onInvalid ?? sender.onInvalid
        form.dedupe = dedupe
        form.enabled = enabled
        form.bodyLimit = bodyLimit
        return form
    }

    private func sender(_ reader: inout MappingReader) -> SenderPreset? {
        guard let named = reader.placed("sender", .text("a sender's name")) else { return senders["browser"] }
        if let preset = senders[named.value] { return preset }
        let names = senders.keys.sorted()
        let hint = NearestWord.find(named.value, among: names).map { "did you mean '\($0)'?" }
        log.add(
            "no sender is called \(Quoted(named.value)); \(hint ?? "there are \(names.joined(separator: ", "))")",
            at: named.place)
        return nil
    }

    private func respond(_ reader: inout MappingReader) -> FormSettings.Respond {
        var respond = FormSettings.Respond()
        guard var section = reader.section("respond", expecting: "success and failure with their URLs") else {
            return respond
        }
        section.set(&respond.success, from: "success", .redirectTarget)
        section.set(&respond.failure, from: "failure", .redirectTarget)
        section.finish()
        return respond
    }

    private func bodyLimit(_ reader: inout MappingReader) -> Int? {
        guard var section = reader.section("limits", expecting: "a form's limits") else { return nil }
        let limit = section.placed("body", .size(ServiceReader.bodyLimits))
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
        if let column = reader.member("column_id") {
            // A rule that is there and broken is told as that, and not as missing.
            let stand = RuleDefinition(.constant(Placed(.integer(1), at: column.value.place)), at: column.value.place)
            definition.columnID = rules.rule(column.value) ?? stand
        }
        definition.leadID = reader.member("lead_id").flatMap { rules.rule($0.value) }
        definition.lead = members(&reader, "lead", "the lead's attributes with their rules", rules)
        definition.fields = members(&reader, "fields", "the board's aliases with their rules", rules)
        definition.deadline = reader.member("deadline").flatMap { rules.rule($0.value) }
        return definition
    }

    private func members(
        _ reader: inout MappingReader, _ key: String, _ what: String, _ rules: RuleReader
    ) -> [MappingDefinition.Member] {
        guard let member = reader.member(key) else { return [] }
        guard case .mapping(let members) = member.value.content else {
            log.add("expected \(what), found \(member.value.found)", at: member.value.place)
            return []
        }
        return members.compactMap { member in
            rules.rule(member.value).map { MappingDefinition.Member(member.key, $0) }
        }
    }
}
