public import Wire

/// What a listener listens on, and its limits. Each default is the documented one.
public struct ListenerConfiguration: Sendable {
    /// Where to listen; at least one place, unless there are ``inherited`` sockets.
    public var points: [ListenPoint]
    /// Sockets that a service manager made: they are taken in place of ``points``. A point of the same address says whether
    /// connections begin with a PROXY header.
    public var inherited: [InheritedSocket] = []
    /// How many event loops, each a thread; 1 or more.
    public var loops = 1
    /// The bounds of a request's head.
    public var head = RequestHeadParser.Limits()
    /// Connections in all; past it new ones get 503 and are closed.
    public var connections = 10_000
    /// Connections of one client: an IPv4 address, or an IPv6 network of 64 bits, which is what one household has. Past it new ones get
    /// 503 and are closed. Trusted proxies, who speak for many, and UNIX sockets are not counted.
    public var connectionsPerClient = 256
    /// Bytes that all connections together may hold of requests that are not answered yet. A request that would need more gets 503.
    public var buffered = 256 << 20
    /// How long the head of a request may take from its first byte.
    public var headTimeout = Duration.seconds(10)
    /// How long a whole request may take from its first byte, and an answer to be made and taken.
    public var requestTimeout = Duration.seconds(60)
    /// How long a client may take no byte of an answer that waits for it; all of it has to be taken within ``requestTimeout``.
    public var writeTimeout = Duration.seconds(10)
    /// How long a connection may rest between requests.
    public var idleTimeout = Duration.seconds(75)
    /// Bytes a second that content must come with, after ``contentGrace``.
    public var contentRate = 1024
    /// How long content may come slower than ``contentRate``.
    public var contentGrace = Duration.seconds(5)
    /// How long, when the listener stops, connections that rest still take a request: one may be on its way.
    public var drainTime = Duration.seconds(1)
    /// Who may say on whose behalf a request comes.
    public var trustedProxies = TrustedProxies()

    /// Listens on `addresses` with the default limits.
    public init(addresses: [ListenAddress]) { self.init(points: addresses.map { ListenPoint($0) }) }

    /// Listens at `points` with the default limits.
    public init(points: [ListenPoint]) { self.points = points }
}
