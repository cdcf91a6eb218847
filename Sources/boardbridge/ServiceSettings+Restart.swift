internal import BoardCRM
internal import Bridge
internal import Listener
internal import Outbox

extension ServiceSettings {
    /// The keys in which `new` differs and which only a restart puts in force.
    func keysThatDiffer(from new: ServiceSettings) -> [String] {
        let pairs = [
            ("listen", listen == new.listen), ("store", store == new.store), ("crm", crm.isSame(as: new.crm)),
            ("retry", retry == new.retry), ("public_url", publicURL == new.publicURL), ("log", log == new.log),
            ("loops", loops == new.loops), ("signing_key", signingKey == new.signingKey),
        ]
        return pairs.filter { !$0.1 }.map(\.0)
    }
}

extension CRMSettings {
    fileprivate func isSame(as other: CRMSettings) -> Bool {
        url == other.url && accessToken == other.accessToken && format == other.format
            && connectTime == other.connectTime && totalTime == other.totalTime
    }

    /// What comes into force without a restart.
    mutating func takeOver(_ new: CRMSettings) {
        (url, accessToken, format) = (new.url, new.accessToken, new.format)
        (inFlight, rate, reference, uncertain, settling) =
            (new.inFlight, new.rate, new.reference, new.uncertain, new.settling)
    }
}
