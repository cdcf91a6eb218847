import BoardCRM

/// All that the sandbox keeps: a value that methods change. It knows no clock, no socket and no format.
struct Ledger: Sendable {
    var quirks = SandboxQuirks()
    /// The board as it is now; deals that are there stay as they were made.
    var board: SandboxBoard {
        didSet { version += 1 }
    }
    private(set) var deals: [SandboxDeal] = []
    private(set) var leads: [SandboxLead] = []
    private var dealPlaces: [Identifier: Int] = [:]
    private var leadPlaces: [Identifier: Int] = [:]
    private var countByColumn: [Identifier: Int] = [:]
    private var comments: Int64 = 0
    /// Goes up with each change, so that a page knows whether it has seen everything.
    private(set) var version = 0

    /// The vendor's page shows deal 412; leads start elsewhere so that nobody takes one id for the other.
    private static let firstDealID: Int64 = 412
    private static let firstLeadID: Int64 = 9001

    init(board: SandboxBoard) {
        self.board = board
    }

    func deal(_ id: Identifier) -> SandboxDeal? { dealPlaces[id].map { deals[$0] } }
    func lead(_ id: Identifier) -> SandboxLead? { leadPlaces[id].map { leads[$0] } }
    func count(inColumn id: Identifier) -> Int { countByColumn[id] ?? 0 }

    /// Puts a deal on the board, with its lead. Another lead of the same e-mail address is a lead of its own (inferred).
    mutating func add(_ draft: OfferDraft, format: BodyFormat, parameters: SandboxValue, at time: Int64) -> SandboxDeal?
    {
        guard let id = Identifier(Self.firstDealID + Int64(deals.count)) else { return nil }
        var lead = draft.leadID.flatMap(lead)
        if let attributes = draft.lead, let leadID = Identifier(Self.firstLeadID + Int64(leads.count)) {
            let made = SandboxLead(id: leadID, attributes: attributes, createdAt: time)
            leadPlaces[leadID] = leads.count
            leads.append(made)
            lead = made
        }
        let deal = SandboxDeal(
            id: id, columnID: draft.columnID, lead: lead, fields: draft.fields, deadline: draft.deadline,
            createdAt: time, format: format, parameters: parameters)
        dealPlaces[id] = deals.count
        deals.append(deal)
        countByColumn[draft.columnID, default: 0] += 1
        version += 1
        return deal
    }

    /// Counts a comment on a deal and returns the comment's id; nil if there is no such deal.
    mutating func addComment(to id: Identifier) -> Int64? {
        guard let place = dealPlaces[id] else { return nil }
        deals[place].commentCount += 1
        comments += 1
        version += 1
        return comments
    }
}
