/// What is known of a kind of sender: data, from `senders/NAME.yaml`.
public struct SenderPreset: Sendable, Hashable {
    /// A body that can be read.
    public enum ContentType: String, Sendable, CaseIterable {
        /// `application/x-www-form-urlencoded`
        case urlencoded
        /// `multipart/form-data`
        case multipart
        /// `application/json` and types that end in `+json`
        case json
        /// `text/plain` or `application/jwt` whose content is one JSON Web Token: its claims are what is read
        case jwt

        /// What is read of a content whose sender is not known.
        static let common: [ContentType] = [.urlencoded, .multipart, .json]
    }

    /// How an accepted submission is answered.
    public enum ResponseStyle: String, Sendable, CaseIterable {
        /// A browser that wants HTML is sent on or shown a page; a script gets JSON.
        case redirect
        /// JSON for everyone.
        case json
    }

    /// The file's name without `.yaml`.
    public var name: String
    /// One line for people; may be empty.
    public var description: String
    /// What it may send, in the file's order and at least one; anything else is answered with 415.
    public var accepts: [ContentType]
    /// A form's `on_invalid` when the form does not say.
    public var onInvalid: InvalidPolicy
    /// How it is answered.
    public var respond: ResponseStyle

    /// For how long after a post the same content from the same address is the same click: 1 s to 60 s; nil where equal posts are two.
    public var echo: Duration?

    /// A preset by its parts.
    public init(
        name: String, description: String = "", accepts: [ContentType], onInvalid: InvalidPolicy,
        respond: ResponseStyle, echo: Duration? = nil
    ) {
        self.name = name
        self.description = description
        self.accepts = accepts
        self.onInvalid = onInvalid
        self.respond = respond
        self.echo = echo
    }
}
