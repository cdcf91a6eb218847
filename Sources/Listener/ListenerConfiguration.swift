public import Wire

/// What a listener listens on, and its limits. Each default is the documented one.
public struct ListenerConfiguration: Sendable {
    /// Where to listen; at least one address.
    public var addresses: [ListenAddress]
    /// How many event loops, each a thread; 1 or more.
    public var loops = 1
    /// The bounds of a request's head.
    public var head = RequestHeadParser.Limits()
    /// Connections in all; past it new ones get 503 and are closed.
    public var connections = 20_000
    /// How long the head of a request may take from its first byte.
    public var headTimeout = Duration.seconds(10)
    /// How long a whole request may take from its first byte, and an answer to be made and taken.
    public var requestTimeout = Duration.seconds(60)
    /// How long a client may take no byte of an answer that waits for it.
    public var writeTimeout = Duration.seconds(10)
    /// How long a connection may rest between requests.
    public var idleTimeout = Duration.seconds(75)
    /// Bytes a second that content must come with, after ``contentGrace``.
    public var contentRate = 1024
    /// How long content may come slower than ``contentRate``.
    public var contentGrace = Duration.seconds(5)
    /// Who may say on whose behalf a request comes.
    public var trustedProxies = TrustedProxies()

    /// Listens on `addresses` with the default limits.
    public init(addresses: [ListenAddress]) {
        self.addresses = addresses
    }
}
