/// How much one client may send, and how long anyone may take over it.
public struct LimitSettings: Sendable, Hashable {
    /// The largest body in bytes: 1 KiB to 64 MiB, 1 MiB by default. A form may set its own.
    public var body = 1 << 20
    /// The largest header block in bytes, request line included: 1 KiB to 32 KiB, 32 KiB by default.
    public var head = 32 << 10
    /// The most header fields: 10 to 100, 100 by default.
    public var headFields = 100
    /// The most fields of a form and parts of a multipart body: 1 to 1,000, 1,000 by default.
    public var fields = 1000
    /// The most connections at one time: 1 to 100,000, 10,000 by default.
    public var connections = 10_000
    /// The most connections of one client (an IPv4 address, or an IPv6 network of 64 bits): 1 to 100,000, 256 by default. Trusted proxies and
    /// UNIX sockets are not counted.
    public var connectionsPerClient = 256
    /// What all connections together may hold of requests not answered yet, in bytes: 1 MiB to 64 GiB, 256 MiB by default.
    public var buffered = 256 << 20
    /// The least that content must come with, in bytes a second, after its first 5 s: 1 B to 1 MiB, 1 KiB by default.
    public var bodyRate = 1 << 10
    /// From the first byte of a request to the end of its header block: 100 ms to 5 min, 10 s by default.
    public var headTime = Duration.seconds(10)
    /// For a whole request to arrive, from its first byte, and then for its answer to be made: 100 ms to 1 h, 60 s by default.
    public var bodyTime = Duration.seconds(60)
    /// Between two requests on a kept connection: 100 ms to 1 h, 75 s by default (nginx keeps its side for 60 s).
    public var idleTime = Duration.seconds(75)
    /// For a client to take a next part of its answer, all of which it has to take within ``bodyTime``: 100 ms to 5 min, 10 s by default.
    public var writeTime = Duration.seconds(10)
    /// For what is under way to end after SIGTERM: 0 s to 1 h, 30 s by default.
    public var shutdownTime = Duration.seconds(30)

    /// The defaults.
    public init() {}
}
