/// Something about delivery that needs a person, or does not any more. Carries no lead's data and no token.
public enum CourierAlarm: Sendable, Hashable {
    /// The CRM refuses this token (``CourierLane/name``): everything for it waits.
    case tokenRefused(lane: String)
    /// Another server than the CRM answers at `crm.url`: everything for this token waits.
    case wrongAddress(lane: String)
    /// The token is good again, or the address is.
    case tokenAccepted(lane: String)
    /// Many calls fail in a row: only trials are made.
    case failing(lane: String)
    /// The CRM answers again.
    case mended(lane: String)
    /// A submission is held: nobody knows whether its deal was made.
    case held(form: String)
    /// A submission failed: the CRM refused it, or its attempts ran out.
    case failed(form: String)
    /// The server that a form fetches from does not take its token.
    case fetchDenied(form: String)
    /// It takes it again.
    case fetchAccepted(form: String)

    /// One line for a person.
    public var description: String {
        switch self {
        case .tokenRefused(let lane):
            "the CRM refuses the access token of \(lane): nothing is delivered by it until it is put right"
        case .wrongAddress(let lane):
            "another server than the CRM answers at crm.url: nothing is delivered by the token of \(lane)"
        case .tokenAccepted(let lane): "deliveries by the token of \(lane) go on"
        case .failing(let lane): "many calls to the CRM fail in a row: only trials are made by the token of \(lane)"
        case .mended(let lane): "the CRM answers again, by the token of \(lane)"
        case .held(let form): "a submission of the form \(form) is held: nobody knows whether its deal was made"
        case .fetchDenied(let form):
            "what is announced to the form \(form) is not fetched: the server does not take the token of its fetch"
        case .fetchAccepted(let form): "what is announced to the form \(form) is fetched again"
        case .failed(let form): "a submission of the form \(form) failed"
        }
    }
}
