/// What the sandbox does with a call of its API, so that tests can have a CRM that fails.
public enum SandboxBehaviour: Sendable, Hashable {
    /// It does what is asked, and answers.
    case answer
    /// It does what is asked, and answers so much later.
    case delay(Duration)
    /// Nothing is done; the answer has this HTTP status, and `Retry-After` in whole seconds if there is one.
    case status(Int, retryAfter: Int? = nil)
    /// Nothing is done, and the connection is closed without an answer.
    case closeWithoutAnswer
    /// It does what is asked, and the connection is closed without an answer: the deal stands on the board and nobody was told.
    case loseAnswer
    /// It does what is asked, and says nothing at all.
    case stall
    /// Nothing is done; the answer is a page, as a proxy in front of a broken CRM would send it, with this HTTP status.
    case html(status: Int = 200)
    /// Every token is refused with error 4030.
    case refuseAccess
}
