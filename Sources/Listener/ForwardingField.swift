internal import Wire

/// The field in which our proxies say for whom they ask.
///
/// Only this one is read, never the other: a proxy writes one of them and passes the other on as its visitor sent it, so that anybody
/// could claim any address there.
public enum ForwardingField: String, Sendable, CaseIterable {
    /// `X-Forwarded-For`, and with it `X-Forwarded-Proto`: what nginx and most others write.
    case xForwardedFor = "x-forwarded-for"
    /// `Forwarded` (RFC 7239), with `for` and `proto`.
    case forwarded

    /// The name that is looked for in a head.
    var name: FieldName {
        switch self {
        case .xForwardedFor: .xForwardedFor
        case .forwarded: .forwarded
        }
    }
}
