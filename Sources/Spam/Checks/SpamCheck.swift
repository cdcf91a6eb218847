/// A check of `spam`, by the name of its key. Their order is stored (``SpamChecks``): a new one comes last.
public enum SpamCheck: String, Sendable, Hashable, CaseIterable {
    case honeypot, time, altcha, captcha, words, links, senders, disposable, repeats
}

/// What a check found.
public enum SpamFinding: String, Sendable, Hashable, CaseIterable {
    /// The field that nobody sees is filled.
    case filled
    /// It was sent faster than a person can.
    case tooFast = "too_fast"
    /// The form was shown too long ago.
    case tooOld = "too_old"
    /// What should have come with it did not.
    case missing
    /// The token is none of ours, or another form's.
    case forged
    /// It came before with another submission.
    case reused
    /// The solution is wrong, or another form's.
    case wrong
    /// The solution came too late.
    case expired
    /// It is right.
    case passed
    /// The captcha's server does not take it.
    case refused
    /// It was solved on another site.
    case wrongHost = "wrong_host"
    /// It was solved for another action.
    case wrongAction = "wrong_action"
    /// The captcha's server thinks that it is a robot's.
    case lowScore = "low_score"
    /// The captcha's server could not be asked.
    case outage
    /// It was not asked about: the form has no captcha any more.
    case unasked
    /// A word that is looked for.
    case word
    /// More links than may be.
    case links
    /// The sender's domain is refused.
    case blocked
    /// The sender's domain lives for minutes.
    case disposable
    /// The same text came in several forms.
    case repeated
}
