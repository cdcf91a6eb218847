import Alarms

/// The keys under `alerts`.
enum AlertKeys {
    static let to = FreeKey(
        "to", targets, "Who gets every message; [] for nobody: then they stand in the log alone.")
    static let remind = Key(
        "remind", .duration(.seconds(3600) ... .seconds(30 * 86_400)),
        "After how long what is still there is told again, 1h to 30d.")
    static let backlogOlderThan = Key(
        "backlog_older_than", .duration(.seconds(60) ... .seconds(30 * 86_400)),
        "The oldest pending submission may be so old, 1m to 30d.")
    static let diskBelow = ListKey(
        "disk_below", of: .diskThreshold,
        """
        The disk of the store is low under any of these: a size from 1MiB to 1024GiB, or a share from 1% to 99% of it; [] for never.
        """, mayBeEmpty: true)

    static let shape = Shape(
        "to, remind, backlog_older_than and disk_below", [to, remind, backlogOlderThan, diskBelow])

    /// What `to` holds, and `alerts` itself may.
    static let targets = Schema.oneOrMore(.mapping(AlertTargetKeys.shape), mayBeEmpty: true)
}

/// The keys of one who is alerted.
enum AlertTargetKeys {
    static let webhook = Key(
        "webhook", .webhookAddress,
        "the address that each message is posted to: https, or http of this machine. Who knows it may write there, so it is a secret."
    )
    static let format = Key<WebhookFormat>(
        "format", .word,
        "what it understands: json, slack (Mattermost, Rocket.Chat, Google Chat, Discord under /slack) or telegram")
    static let chat = Key("chat", .telegramChat, "to whom Telegram sends it: a number, or @ and a name")
    static let email = ListKey("email", of: .mailAddress, "who gets an e-mail: an address, or a list")
    static let from = Key("from", .mailAddress, "the sender's address")
    static let smtp = Key(
        "smtp", .mailServer,
        """
        the mail server: smtps://HOST, or smtp://HOST, which has to offer STARTTLS unless it is this machine's own and has no user. The port \
        is 465 or 587 unless it stands behind the host.
        """)
    static let user = Key("user", .text("a user's name"), "whom the server knows the sender by")
    static let password = Key("password", .password, "the user's password, best ${file:PATH}")
    static let certificates = Key(
        "certificates", .text("a file's path"), "a file of certificates (PEM) to trust in place of the system's")

    static let shape = Shape(
        "a webhook, or email with from and smtp",
        [webhook, format, chat, email, from, smtp, user, password, certificates])
}
