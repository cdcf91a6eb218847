internal import Wire

/// What a captcha's server says of a token.
public enum CaptchaAnswer: Sendable, Hashable {
    /// A person solved it here. With the service's own score, if it gives one.
    case passed(String)
    /// It was not solved, or not here, or not for this.
    case refused(SpamFinding, String)
    /// It was used before, or is too old.
    case spent(String)
    /// The server cannot tell, for now or for a reason that is ours: with its words.
    case untold(String)

    /// Reads an answer. Services answer with other codes than 200 too: the content counts.
    ///
    /// The codes: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/,
    /// https://docs.hcaptcha.com/#siteverify-error-codes-table, https://developers.google.com/recaptcha/docs/verify.
    public init(status: Int, content: [UInt8], for settings: CaptchaSettings) {
        guard status < 500, let root = (try? JSONDocument.parse(content, limits: Self.limits))?.root,
            let success = root["success"]?.boolean
        else {
            self = .untold("answered \(status) without a verdict")
            return
        }
        guard success else {
            let codes = root["error-codes"]?.elements.compactMap(\.string) ?? []
            self = Self.failure(codes)
            return
        }
        let host = root["hostname"]?.string ?? ""
        let score = root["score"]?.numberText
        if !settings.hosts.isEmpty, !settings.isOfHost(host.lowercased()) {
            self = .refused(.wrongHost, Self.short(host))
        } else if let action = settings.action, root["action"]?.string != action {
            self = .refused(.wrongAction, Self.short(root["action"]?.string ?? ""))
        } else if settings.service == .recaptchaV3,
            (score.flatMap(Double.init) ?? 0) * 100 < Double(settings.leastScore)
        {
            self = .refused(.lowScore, Self.short(score ?? ""))
        } else {
            self = .passed(Self.short(score ?? ""))
        }
    }

    private static func failure(_ codes: [String]) -> CaptchaAnswer {
        let words = short(codes.joined(separator: " "))
        // With a wrong secret nothing is known of the visitor.
        if codes.contains(where: ourFaults.contains) { return .untold(words) }
        return codes.contains(where: spent.contains) ? .spent(words) : .refused(.refused, words)
    }

    private static let ourFaults: Set<String> = [
        "missing-input-secret", "invalid-input-secret", "sitekey-secret-mismatch", "not-using-dummy-passcode",
        "bad-request", "internal-error", "missing-remoteip", "invalid-remoteip",
    ]
    private static let spent: Set<String> = [
        "timeout-or-duplicate", "already-seen-response", "invalid-or-already-seen-response", "expired-input-response",
    ]

    /// What stands in a verdict is printable, and short.
    private static func short(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.lazy.filter { (0x20..<0x7F).contains($0.value) }.prefix(80)))
    }

    private static let limits: WireLimits = {
        var limits = WireLimits.standard
        limits.allowsRepeatedKeys = true
        return limits
    }()
}
