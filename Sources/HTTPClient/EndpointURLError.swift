/// Why a text cannot be an `EndpointURL`.
public enum EndpointURLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It does not begin with a scheme and `://`.
    case notAbsolute
    /// The scheme is neither `https` nor `http`.
    case unknownScheme
    /// Plain `http` to a host that is not this machine: the token and the leads would travel readable.
    case plainTextToOtherHost
    /// There is a user or a password in it.
    case userInformation
    /// The host is empty or no host.
    case invalidHost
    /// The port is not 1 to 65535.
    case invalidPort
    /// There is a query or a fragment in it.
    case queryOrFragment
    /// A blank, a control character, or one that must be percent-encoded or, in a host, written in its ASCII form.
    case invalidCharacter

    /// What is wrong and what is expected, for a person.
    public var description: String {
        switch self {
        case .notAbsolute: "expected an address such as https://api.boardcrm.io/api"
        case .unknownScheme: "expected an address that begins with https://"
        case .plainTextToOtherHost:
            "http:// is taken for this machine alone (localhost, 127.0.0.1, [::1]); use https://"
        case .userInformation: "an address must not hold a user or a password"
        case .invalidHost: "the host is not a valid name or address"
        case .invalidPort: "the port is not a number from 1 to 65535"
        case .queryOrFragment: "an address must not have a '?' or '#' part"
        case .invalidCharacter:
            "the address has a character that must be percent-encoded (a host: written in its xn-- form)"
        }
    }
}
