/// Who makes a captcha and tells whether it was solved.
public enum CaptchaService: String, Sendable, Hashable, CaseIterable {
    case turnstile
    case hcaptcha
    case recaptchaV2 = "recaptcha_v2"
    case recaptchaV3 = "recaptcha_v3"

    /// The field that its script adds to the form.
    public var field: String {
        switch self {
        case .turnstile: "cf-turnstile-response"
        case .hcaptcha: "h-captcha-response"
        case .recaptchaV2, .recaptchaV3: "g-recaptcha-response"
        }
    }

    /// Where its server is asked.
    public var address: String {
        switch self {
        case .turnstile: "https://challenges.cloudflare.com/turnstile/v0/siteverify"
        case .hcaptcha: "https://api.hcaptcha.com/siteverify"
        case .recaptchaV2, .recaptchaV3: "https://www.google.com/recaptcha/api/siteverify"
        }
    }

    /// Whether it takes a key by which it knows a question that is asked again.
    var takesIdempotencyKey: Bool { self == .turnstile }
}

/// What becomes of a submission when the captcha's server cannot be asked.
public enum OutagePolicy: String, Sendable, Hashable, CaseIterable {
    /// It is delivered, and its verdict says so.
    case accept
    /// It is held for a person.
    case refuse
}
