/// In which of the CRM's three formats a request's content is written; the raw value is the word in the configuration.
public enum BodyFormat: String, CaseIterable, Sendable {
    /// `application/json`.
    case json
    /// `application/x-www-form-urlencoded`.
    case urlencoded
    /// `multipart/form-data` (RFC 7578).
    case multipart
}
