/// What is posted in a benchmark, with the rules that map it: a contact form, and the webhook of a forms service.
public enum Sample: String, Sendable, CaseIterable {
    /// 387 bytes, `application/x-www-form-urlencoded`.
    case form
    /// 1.4 KB, `application/json`.
    case json

    /// The content of a post.
    public var content: [UInt8] {
        switch self {
        case .form: PackageResources.form_body
        case .json: PackageResources.webhook_body
        }
    }

    /// What the content is.
    public var contentType: String {
        switch self {
        case .form: "application/x-www-form-urlencoded"
        case .json: "application/json"
        }
    }

    /// Where it is posted.
    public var path: String { "/f/\(rawValue)" }

    /// The configuration that takes both, by path. It wants the variables `BENCH_STORE`, `BENCH_CRM`, `BENCH_IN_FLIGHT` and
    /// `BENCH_LOOPS`.
    public static var configuration: [String: [UInt8]] {
        [
            "boardbridge.yaml": PackageResources.settings_yaml,
            "forms/form.yaml": PackageResources.form_yaml,
            "forms/json.yaml": PackageResources.webhook_yaml,
        ]
    }
}
