/// When a post repeats an earlier one of its form, beside what `Idempotency-Key` and `webhook-id` say.
public struct DedupeSettings: Sendable, Hashable {
    /// For how long after a post the same values of `key` are a repeat of it: 1 s to 30 days, 3 days by default, which is as long as
    /// senders try again.
    public var keyWindow = Self.defaultKeyWindow
    /// For how long after a post the same content from the same address is a repeat of it, 1 s to 60 s; nil for never. The sender's unless
    /// the form says otherwise.
    public var echo: Duration?

    /// The defaults, with this window for equal content.
    public init(echo: Duration? = nil) {
        self.echo = echo
    }

    /// 3 days.
    public static let defaultKeyWindow = Duration.seconds(3 * 86_400)
}
