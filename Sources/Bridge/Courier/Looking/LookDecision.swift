internal import BoardCRM
internal import Outbox

/// What to conclude from what the board showed: a pure function. Careful in one direction: a deal that may be there is never taken for
/// absent.
struct LookDecision {
    /// What the export gave.
    enum Export {
        /// It was not asked for: the attempt carried no reference.
        case none
        /// The board did not give it.
        case failed(CallFailure)
        case table(DealsByReference)
    }

    /// What the list of leads gave.
    enum Leads {
        /// The board did not give it, or it is none that can be read.
        case failed(CallFailure)
        case unreadable(String)
        case listed(LeadIndex)

        static func seen(_ leads: [ListedLead]) -> Leads { .listed(LeadIndex(leads)) }
    }

    /// What to do, by the export alone.
    enum ByReference: Equatable {
        case decided(Finding)
        /// Found, with its deal where the table tells it.
        case found(Identifier?)
        /// Not there; whether the export shows such fields at all.
        case absent(isProven: Bool)
        case unknown(reason: String, CallFailure?)
    }

    /// What the store knows.
    struct Known {
        /// Leads that belong to another submission.
        let leads: Set<Int64>
        /// Leads of deals that are being sent at this moment.
        let underWay: Set<PlainLead>
        /// Submissions whose outcome is unknown too, the sought one among them.
        let uncertain: [PlainLead: [SoughtDeal]]

        init(
            leads: Set<Int64> = [], uncertain: [SoughtDeal] = [],
            underWay: [[OrderedValues<LeadAttribute>.Entry]] = []
        ) {
            self.leads = leads
            self.underWay = Set(underWay.map(PlainLead.init))
            self.uncertain = Dictionary(grouping: uncertain) { PlainLead($0.lead) }
        }
    }

    let certainty: Duration
    let clocks: LookClocks

    /// Looks for the submission's id in the export.
    static func byReference(_ sought: SoughtDeal, _ export: Export) -> ByReference {
        switch export {
        case .none: return .unknown(reason: "the deal carried no reference", nil)
        case .failed(.unreadable): return .unknown(reason: "the board's export cannot be read", .unreadable)
        case .failed(let failure): return .unknown(reason: "the board's export: \(failure.reason)", failure)
        case .table(let table):
            let deals = table[sought.id]
            switch deals.count {
            case 0: return .absent(isProven: table.showsOthers(than: sought.id))
            case 1: return .found(deals[0])
            default:
                return .decided(.unsettled(reason: "\(deals.count) deals on the board carry this submission's id"))
            }
        }
    }

    /// Leads on the board that may be the sought one's, also if our clock was set since, in the order of their ids.
    func candidates(for sought: SoughtDeal, _ leads: LeadIndex) -> [ListedLead] {
        let window = window(of: sought)
        return leads.leads(like: PlainLead(sought.lead)).filter { lead in
            lead.createdAt.map(window.mayHoldIfSet) == true
        }
    }

    /// Looks for the lead's own data.
    func byLead(_ sought: SoughtDeal, _ leads: Leads, _ known: Known) -> Finding {
        switch leads {
        case .failed(.unreadable): return .unsettled(reason: "the board's list of leads cannot be read")
        case .failed(.refused): return .unsettled(reason: "the CRM refuses to list its leads")
        case .failed(let failure):
            return .untold(reason: "the board's list of leads: \(failure.reason)", failure: failure)
        case .unreadable(let reason): return .unsettled(reason: reason)
        case .listed(let leads):
            guard !sought.lead.isEmpty else { return .unsettled(reason: "nothing of a lead was sent to look for") }
            let all = candidates(for: sought, leads).filter { !known.leads.contains($0.id.value) }
            guard !all.isEmpty else { return .absent }
            let own = window(of: sought)
            let candidates = all.filter { $0.createdAt.map(own.mayHold) == true }
            guard !candidates.isEmpty else {
                return .unsettled(reason: "such a lead was made at another time, and the clock here may have been set")
            }
            let plain = PlainLead(sought.lead)
            if known.underWay.contains(plain) {
                return .untold(reason: "a deal with the same lead is being sent")
            }
            // Everyone who may be meant by one of these: when there are as many leads, each has one.
            let rivals = (known.uncertain[plain] ?? []).filter { rival in
                let window = window(of: rival)
                return candidates.contains { $0.createdAt.map(window.mayHold) == true }
            }.map(\.id)
            let claimants = Set(rivals).union([sought.id]).sorted()
            guard let rank = claimants.firstIndex(of: sought.id), claimants.count == candidates.count else {
                return .unsettled(
                    reason:
                        "\(candidates.count) leads on the board may be those of \(claimants.count) such submissions")
            }
            return .found(dealID: nil, leadID: candidates[rank].id)
        }
    }

    /// Not in the export: whether the list of leads agrees.
    static func absent(isProven: Bool, byLead: Finding) -> Finding {
        switch (byLead, isProven) {
        case (.absent, _): .absent
        case (.found, true):
            // A lead that looks like it belongs to someone else, or the export does not show all: later it may be known whose it is.
            .untold(reason: "the board has such a lead, and no deal with this submission's id")
        case (.found(let deal, let lead), false): .found(dealID: deal, leadID: lead)
        case (.unsettled, true): .absent
        case (.untold(let reason, let failure), _): .untold(reason: reason, failure: failure)
        case (let other, false): other
        }
    }

    private func window(of sought: SoughtDeal) -> LookWindow {
        LookWindow(since: sought.uncertainty.since, certainty: certainty, clocks: clocks)
    }
}
