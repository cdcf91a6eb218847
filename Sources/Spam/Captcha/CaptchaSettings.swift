public import BoardCRM
internal import Wire

/// What `spam`, `captcha` says.
public struct CaptchaSettings: Sendable {
    /// Whose it is.
    public var service: CaptchaService
    /// The site's secret key.
    public var secret: Secret
    /// The sites on which it may have been solved, each a host's name, or `*.` and what the names of several end in; empty for any.
    public var hosts: [String] = []
    /// The action that it has to be for; nil for any.
    public var action: String?
    /// The least score of reCAPTCHA v3, 0 to 1; in hundredths, 0 to 100.
    public var leastScore = 50
    /// What happens when its server cannot be asked.
    public var onOutage = OutagePolicy.accept
    /// For how long it is asked again, from the post's arrival: 1 s to 5 min. A token lives for two to five minutes.
    public var patience = Duration.seconds(60)
    /// Where its server is asked, where that is not the service's own address: `https`, or `http` of this machine.
    public var address: String?
    /// For a captcha that is missing or not solved: 0 to 1000.
    public var points = 100

    /// The defaults, with this service and its secret key.
    public init(_ service: CaptchaService, secret: Secret) {
        self.service = service
        self.secret = secret
    }

    /// Whether it may have been solved on a host, by its name in lower case.
    func isOfHost(_ name: String) -> Bool {
        hosts.contains { $0 == name || $0.hasPrefix("*.") && name.hasSuffix($0.dropFirst()) }
    }

    /// What is asked of its server.
    ///
    /// The visitor's address is not told: no service needs it.
    /// - Parameter key: the submission's name, by which a question that is asked again is known.
    public func question(_ token: [UInt8], key: String) -> [UInt8] {
        var fields = [
            ("secret", secret.revealed()), ("response", String(decoding: token, as: UTF8.self)),
        ]
        if service.takesIdempotencyKey { fields.append(("idempotency_key", key)) }
        var content: [UInt8] = []
        for (name, value) in fields { URLEncoded.append(name: name, value: value, to: &content) }
        return content
    }
}
