import Alarms
import BoardCRM
import Bridge
import HTTPClient
import Mapping
import Testing

@testable import Configuration

@Suite("Whom to alert")
struct AlertSettingsTests {
    private func settings(_ text: String, environment: [String: String] = [:]) throws -> AlertSettings {
        let loading = load(["boardbridge.yaml": text + "\n" + smallestService], environment: environment)
        #expect(loading.complaints.map(\.description) == [])
        return try #require(loading.configuration).service.alerts
    }

    @Test("nobody, unless it is said")
    func nobody() throws {
        for text in ["", "alerts: []", "alerts: { to: [] }", "alerts: { remind: 24h, disk_below: [1GiB, 5%] }"] {
            #expect(try settings(text) == AlertSettings())
        }
    }

    @Test("webhooks, in each format")
    func webhooks() throws {
        let alerts = try settings(
            """
            alerts:
              - { webhook: "https://alerts.example.com/x/?key=1" }
              - { webhook: "${SLACK}", format: slack }
              - { webhook: "https://api.telegram.org/bot${BOT}/sendMessage", format: telegram, chat: -1001234567890 }
            """, environment: ["SLACK": "https://hooks.slack.com/services/T/B/marker", "BOT": "1:marker"])
        let webhooks = alerts.targets.compactMap { if case .webhook(let target) = $0 { target } else { nil } }
        #expect(webhooks.map(\.format) == [.json, .slack, .telegram])
        #expect(webhooks.map(\.host) == ["alerts.example.com", "hooks.slack.com", "api.telegram.org"])
        #expect(webhooks.map(\.chat) == ["", "", "-1001234567890"])
        #expect(webhooks[2].address.revealed() == "https://api.telegram.org/bot1:marker/sendMessage")
        var dumped = ""
        dump(alerts, to: &dumped)
        #expect(!dumped.contains("marker") && !"\(alerts)".contains("marker"))
    }

    @Test("one alone needs no list")
    func alone() throws {
        for text in ["alerts: { TARGET }", "alerts: { to: { TARGET } }", "alerts: [{ TARGET }]"] {
            #expect(
                try settings(text.replacing("TARGET", with: "webhook: 'https://a.example/x'")).targets.map(\.name) == [
                    "webhook a.example"
                ])
        }
    }

    @Test("e-mail, and everything else that there is to say")
    func mail() throws {
        let alerts = try settings(
            """
            alerts:
              to:
                - email: [ops@example.com, boss@example.com]
                  from: bridge@example.com
                  smtp: smtp://mail.example.com
                  user: bridge
                  password: "${P}"
                  certificates: mail.pem
                - { email: root@localhost, from: bridge@localhost, smtp: "smtp://localhost:25" }
              remind: 7d
              backlog_older_than: 15m
              disk_below: 10%
            """, environment: ["P": "two words"])
        var first = MailTarget(
            server: try MailServer("smtp://mail.example.com:587"), from: "bridge@example.com",
            to: ["ops@example.com", "boss@example.com"])
        first.user = "bridge"
        first.password = Secret("two words")
        first.certificates = "/etc/bridge/mail.pem"
        let second = MailTarget(
            server: try MailServer("smtp://localhost:25"), from: "bridge@localhost", to: ["root@localhost"])
        #expect(alerts.targets == [.mail(first), .mail(second)])
        #expect(alerts.remind == .seconds(7 * 86_400) && alerts.backlogOlderThan == .seconds(900))
        #expect(alerts.diskBelow == [.percent(10)])
    }

    @Test(
        "what is wrong is told with what to write",
        arguments: [
            (
                "alerts: [{ webhook: 'http://a.example/marker' }]",
                "1:12: 'webhook' is not an https:// URL, or an http:// one of this machine; write webhook: ${ALERT_WEBHOOK}, and set that variable"
            ),
            (
                "alerts: [{ webhook: 'https://a.example/marker', format: slak }]",
                "1:57: expected one of json, slack, telegram, found 'slak'; did you mean 'slack'?"
            ),
            (
                "alerts: [{ webhook: 'https://a.example/marker', format: telegram }]",
                "1:10: 'chat' is missing; Telegram wants to know to whom: write chat: -1001234567890"
            ),
            (
                "alerts: [{ webhook: 'https://a.example/marker', chat: 7 }]", "1:55: only format: telegram has a chat"
            ),
            (
                "alerts: [{ webhook: 'https://a.example/marker', email: a@example.com, from: a@example.com, smtp: smtps://a.example }]",
                "1:10: one entry is a webhook or an e-mail: begin another with '- '"
            ),
            ("alerts: [{ format: slack }]", "1:10: format and chat are a webhook's"),
            ("alerts: [{}]", "1:10: expected webhook, or email with from and smtp"),
            (
                "alerts: [https://a.example/marker]",
                "1:10: expected a webhook, or email with from and smtp, found a single value"
            ),
            (
                "alerts: https://a.example/marker",
                "1:9: expected to, remind, backlog_older_than and disk_below, found a single value"
            ),
            (
                "alerts: { to: 'https://a.example/marker' }",
                "1:15: expected a webhook, or email with from and smtp, found a single value"
            ),
            (
                "alerts: [{ email: ops, from: a@example.com, smtp: smtps://a.example }]",
                "1:19: expected an e-mail address such as ops@example.com, found 'ops'"
            ),
            (
                "alerts: [{ email: \"a@b.example\\r\\nRCPT TO:<c@d.example>\", from: a@example.com, smtp: smtps://a.example }]",
                "1:19: expected an e-mail address such as ops@example.com, found 'a@b.example\\r\\nRCPT TO:<c@d.example>'"
            ),
            (
                "alerts: [{ email: a@example.com, smtp: smtps://a.example }]",
                "1:10: 'from' is missing; write from: boardbridge@example.com"
            ),
            (
                "alerts: [{ email: a@example.com, from: a@example.com, smtp: mail.example.com }]",
                "1:61: expected smtps://HOST:PORT or smtp://HOST:PORT, found 'mail.example.com'; write smtps://mail.example.com"
            ),
            (
                "alerts: [{ email: a@example.com, from: a@example.com, smtp: 'smtps://me:marker@a.example' }]",
                "1:61: expected smtps://HOST:PORT or smtp://HOST:PORT, found a URL with a user name; a user stands under user, and a password under password"
            ),
            (
                "alerts: [{ email: a@example.com, from: a@example.com, smtp: smtps://a.example, user: a }]",
                "1:86: a user has a password"
            ),
            (
                "alerts: [{ email: a@example.com, from: a@example.com, smtp: smtps://a.example, password: marker }]",
                "1:10: 'user' is missing; write whose password it is"
            ),
            ("alerts: { remind: 1m }", "1:19: expected a duration from 1h to 30d, found '1m'"),
            ("alerts: { backlog_older_than: 60 }", "1:31: expected a duration from 1m to 30d, found '60'; write 60s"),
            ("alerts: { disk_below: 100% }", "1:23: expected a size from 1MiB to 1024GiB, or 1% to 99%, found '100%'"),
            (
                "alerts: { disk_below: 1GB }",
                "1:23: expected a size from 1MiB to 1024GiB, or 1% to 99%, found '1GB'; write 1GiB"
            ),
        ])
    func wrong(text: String, complaint: String) {
        let loading = load(["boardbridge.yaml": text + "\n" + smallestService])
        #expect(loading.complaints.map(\.description) == ["boardbridge.yaml:" + complaint])
        #expect(!ComplaintText(files: loading.files).text(loading.complaints).contains("marker"))
    }

    @Test("a secret in a file that everybody may read is warned of")
    func open() throws {
        for (text, isWarned) in [("https://a.example/marker", true), ("${HOOK}", false)] {
            let folder = try ConfigurationFolder()
            try folder.make("forms")
            try folder.write(smallestForm, to: "forms/contact.yaml")
            try folder.write(
                "alerts: [{ webhook: \"\(text)\" }]\n" + smallestService.replacing("tok-for-tests", with: "'${TOKEN}'"),
                to: "boardbridge.yaml")
            try folder.setMode(0o755, of: ".")
            try folder.setMode(0o644, of: "boardbridge.yaml")
            let loading = folder.load(["HOOK": "https://a.example/x", "TOKEN": "x"])
            #expect(loading.complaints.map(\.description) == [])
            #expect(loading.warnings.contains { $0.message.contains("the webhook in it") } == isWarned)
            #expect(!loading.warnings.contains { $0.message.contains("marker") })
        }
    }
}
