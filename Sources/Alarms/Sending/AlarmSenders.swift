public import HTTPClient

/// Makes the senders of the configured targets. They share nothing with what calls the CRM: neither a thread nor a connection.
public struct AlarmSenders: Sendable {
    private let http: HTTPClient
    private let userAgent: String
    private let service: String
    private let timeLimit: Duration

    /// How long one try may take at the most, unless set.
    public static let usualTimeLimit = Duration.seconds(20)

    /// Starts a thread for webhooks.
    ///
    /// - Parameters:
    ///   - service: names the service in every message: its public address, or the machine.
    ///   - timeLimit: for one try.
    public init(
        userAgent: String, service: String, timeLimit: Duration = usualTimeLimit
    ) throws(HTTPClientError) {
        self.userAgent = userAgent
        self.service = service
        self.timeLimit = timeLimit
        http = try HTTPClient(configuration: Self.configuration(userAgent, timeLimit))
    }

    /// The sender of a target.
    public func sender(of target: AlertTarget) throws(HTTPClientError) -> any AlarmSender {
        switch target {
        case .webhook(let target): return WebhookSender(target: target, service: service, http: http)
        case .mail(let target):
            var configuration = Self.configuration(userAgent, timeLimit)
            configuration.certificateAuthorityFile = target.certificates
            return MailSender(target: target, service: service, client: try MailClient(configuration: configuration))
        }
    }

    /// Ends the thread.
    public func close() async { await http.close(within: .zero) }

    private static func configuration(_ userAgent: String, _ timeLimit: Duration) -> HTTPClientConfiguration {
        var configuration = HTTPClientConfiguration(userAgent: userAgent)
        configuration.connectTimeout = min(timeLimit, .seconds(10))
        configuration.timeout = timeLimit
        configuration.answerLimit = 64 << 10
        configuration.keptConnections = 1
        return configuration
    }
}
