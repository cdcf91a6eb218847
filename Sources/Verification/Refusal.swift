/// Why a post was not taken for its sender's: for the log, so that whoever set the wrong secret finds out. Nothing of the post is in it
/// but the names that the configuration gives.
public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is missing or wrong, as the log has it: `the header Stripe-Signature is missing`.
    public let description: String

    init(_ description: String) { self.description = description }

    static let noSecret = Refusal("the form's verify has no secret, so that nobody is let in")
    static let address = Refusal("the client's address is none of the form's verify: addresses")

    static func missing(_ what: String) -> Refusal { Refusal("\(what) is missing") }
    static func repeated(_ what: String) -> Refusal { Refusal("\(what) came more than once") }
    static func tooLong(_ what: String) -> Refusal { Refusal("\(what) is longer than any of its kind") }
    static func malformed(_ what: String, _ expected: String) -> Refusal { Refusal("\(what) is no \(expected)") }
    static func wrong(_ what: String, by key: String = "secret") -> Refusal {
        Refusal("\(what) does not fit the form's \(key), or what was posted was changed on its way")
    }
    static func wrongSecret(_ what: String) -> Refusal { Refusal("\(what) is not the form's secret") }
    static func late(_ what: String) -> Refusal {
        Refusal("\(what) says a time too far from now: an old post, or a clock that is wrong")
    }
}
