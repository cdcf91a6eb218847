/// How requests are sent. Proxies named in the environment are never used; redirects are never followed; TLS is always verified.
public struct HTTPClientConfiguration: Sendable {
    /// The User-Agent field's value, such as `BoardBridge/0.1.0`.
    public var userAgent: String
    /// How long finding the host, connecting and TLS may take together; from 1 ms, 10 s by default.
    public var connectTimeout: Duration = .seconds(10)
    /// How long a request may take from its handing over to the answer's last byte; from 1 ms, 30 s by default.
    public var timeout: Duration = .seconds(30)
    /// The longest content of an answer in bytes, 1 MiB by default; a longer one ends the request as uncertain.
    public var answerLimit = 1 << 20
    /// How many connections are kept for later requests, 64 by default.
    public var keptConnections = 64
    /// How long a kept connection may lie idle and still be used, in whole seconds, 30 s by default. Short, because a request that meets the
    /// server's own closing of an idle connection ends as uncertain.
    public var idleLimit: Duration = .seconds(30)
    /// A file of certificates (PEM) to trust in place of the system's.
    public var certificateAuthorityFile: String?

    /// The defaults, with this User-Agent.
    public init(userAgent: String) {
        self.userAgent = userAgent
    }
}
