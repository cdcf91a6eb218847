/// What a webhook understands.
public enum WebhookFormat: String, Sendable, CaseIterable {
    /// An object of our own, for programs.
    case json
    /// Slack's incoming webhooks, and what takes the same: Mattermost, Rocket.Chat, Google Chat, Discord under `/slack`.
    case slack
    /// The sendMessage method of Telegram's bots.
    case telegram
}
