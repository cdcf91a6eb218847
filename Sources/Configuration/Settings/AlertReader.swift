import Alarms
import BoardCRM
import HTTPClient
import Mapping

/// Reads `alerts`: a target, a list of them, or a mapping with them under `to`.
struct AlertReader {
    /// Where relative paths start.
    let folder: String
    /// Whether every user of this machine may read the file.
    var isOpenToAll = false
    /// Where complaints go.
    let log: ComplaintLog

    /// The settings under a node, each with its default unless it is there.
    func settings(in node: Node) -> AlertSettings {
        var settings = AlertSettings()
        if isTargets(node) {
            settings.targets = targets(in: node)
            return settings
        }
        guard var section = MappingReader(node, AlertKeys.shape, log: log) else { return settings }
        if let member = section.member(AlertKeys.to.name) { settings.targets = targets(in: member.value) }
        section.set(&settings.remind, AlertKeys.remind)
        section.set(&settings.backlogOlderThan, AlertKeys.backlogOlderThan)
        if let thresholds = section.list(AlertKeys.diskBelow) { settings.diskBelow = thresholds.map(\.value) }
        section.finish()
        return settings
    }

    /// Whether a node is a target or a list of them, and no mapping with `to`.
    private func isTargets(_ node: Node) -> Bool {
        switch node.content {
        case .sequence: true
        case .mapping(let members):
            members.contains { [AlertTargetKeys.webhook.name, AlertTargetKeys.email.name].contains($0.key.value) }
        case .scalar: false
        }
    }

    private func targets(in node: Node) -> [AlertTarget] {
        guard case .sequence(let items) = node.content else { return target(in: node).map { [$0] } ?? [] }
        return items.compactMap { target(in: $0) }
    }

    private func target(in node: Node) -> AlertTarget? {
        guard var reader = MappingReader(node, AlertTargetKeys.shape, log: log) else { return nil }
        let isWebhook = reader.has(AlertTargetKeys.webhook.name)
        let isMail = reader.has(AlertTargetKeys.email.name)
        let before = log.count
        let webhook = webhook(&reader, isThere: isWebhook)
        let mail = mail(&reader, isThere: isMail)
        reader.finish()
        guard isWebhook != isMail else {
            if isWebhook {
                log.add("one entry is a webhook or an e-mail: begin another with '- '", at: reader.place)
            } else if log.count == before {
                log.add("expected webhook, or email with from and smtp", at: reader.place)
            }
            return nil
        }
        return webhook ?? mail
    }

    /// The secret under a key that is there.
    private func secret(_ reader: inout MappingReader, _ key: Key<Secret>, hint: String) -> Secret? {
        guard let member = reader.member(key.name), let secret = reader.secret(key, hint: hint) else { return nil }
        if isOpenToAll, member.value.scalar?.isSubstituted == false {
            log.warn(
                "every user of this machine may read this file and the \(key.name) in it; \(hint), or ${file:PATH}, or take that right "
                    + "away: chmod o-r boardbridge.yaml", at: member.key.place)
        }
        return secret
    }

    private func webhook(_ reader: inout MappingReader, isThere: Bool) -> AlertTarget? {
        let address = secret(
            &reader, AlertTargetKeys.webhook, hint: "write webhook: ${ALERT_WEBHOOK}, and set that variable")
        let format = reader.value(AlertTargetKeys.format)
        let chat = reader.placed(AlertTargetKeys.chat)
        guard isThere else {
            if format != nil || chat != nil { log.add("format and chat are a webhook's", at: reader.place) }
            return nil
        }
        if format == .telegram, chat == nil, !reader.has(AlertTargetKeys.chat.name) {
            reader.missing(AlertTargetKeys.chat.name, "Telegram wants to know to whom: write chat: -1001234567890")
        }
        if format != .telegram, let chat { log.add("only format: telegram has a chat", at: chat.place) }
        guard let address else { return nil }
        return WebhookTarget(address: address, format: format ?? .json, chat: chat?.value ?? "").map { .webhook($0) }
    }

    private func mail(_ reader: inout MappingReader, isThere: Bool) -> AlertTarget? {
        let to = reader.list(AlertTargetKeys.email)
        let from = reader.value(AlertTargetKeys.from)
        let server = reader.placed(AlertTargetKeys.smtp)
        let user = reader.placed(AlertTargetKeys.user)
        let hasPassword = reader.has(AlertTargetKeys.password.name)
        let password = secret(
            &reader, AlertTargetKeys.password, hint: "write password: ${SMTP_PASSWORD}, and set that variable")
        let certificates = reader.value(AlertTargetKeys.certificates)
        guard isThere else { return nil }
        for (key, hint) in [
            ("from", "write from: boardbridge@example.com"), ("smtp", "write smtp: smtps://mail.example.com"),
        ]
        where !reader.has(key) { reader.missing(key, hint) }
        if let user, !hasPassword { log.add("a user has a password", at: user.place) }
        if hasPassword, user == nil, !reader.has(AlertTargetKeys.user.name) {
            reader.missing(AlertTargetKeys.user.name, "write whose password it is")
        }
        guard let to, let from, let server else { return nil }
        var target = MailTarget(server: server.value, from: from, to: to.map(\.value))
        target.user = user?.value ?? ""
        target.password = password
        target.certificates = certificates.map { $0.resolved(in: folder) }
        return .mail(target)
    }
}
