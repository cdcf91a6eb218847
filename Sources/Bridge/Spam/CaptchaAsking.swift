internal import HTTPClient
public import Spam
internal import Synchronization

/// Who asks captchas' servers; ``CaptchaClient`` is the real one.
public protocol CaptchaAsking: Sendable {
    /// What the captcha's server says of a token.
    /// - Parameter key: by which a question that is asked again is known.
    func ask(_ token: [UInt8], of captcha: CaptchaSettings, key: String) async -> CaptchaAnswer
}

/// Asks over HTTP, on a thread of its own that starts with the first question: nothing here waits for the CRM, and the CRM for nothing here.
public final class CaptchaClient: CaptchaAsking {
    private let userAgent: String
    private let timeLimit: Duration
    private let client = Mutex<HTTPClient?>(nil)

    /// - Parameter timeLimit: how long one question may take; a new one is asked after it.
    public init(userAgent: String, timeLimit: Duration = .seconds(5)) {
        self.userAgent = userAgent
        self.timeLimit = timeLimit
    }

    /// Asks once.
    public func ask(_ token: [UInt8], of captcha: CaptchaSettings, key: String) async -> CaptchaAnswer {
        guard let url = try? EndpointURL(exactly: captcha.address ?? captcha.service.address),
            let type = HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded"),
            let client = started()
        else { return .untold("the address cannot be called") }
        let request = HTTPRequest(url: url, fields: [type], content: captcha.question(token, key: key))
        switch await client.post(request) {
        case .success(let answer):
            return CaptchaAnswer(status: answer.status, content: answer.content, for: captcha)
        case .failure(let failure): return .untold(failure.cause.rawValue)
        }
    }

    private func started() -> HTTPClient? {
        client.withLock { client in
            if client == nil {
                var configuration = HTTPClientConfiguration(userAgent: userAgent)
                configuration.connectTimeout = timeLimit
                configuration.timeout = timeLimit
                configuration.answerLimit = 64 << 10
                configuration.keptConnections = 8
                client = try? HTTPClient(configuration: configuration)
            }
            return client
        }
    }

    /// Ends the thread.
    public func close() async { await client.withLock { $0 }?.close(within: .zero) }
}
