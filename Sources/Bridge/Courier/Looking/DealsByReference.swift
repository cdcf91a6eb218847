internal import BoardCRM
internal import Outbox

/// The deals of an export by the submissions' ids that stand in their rows.
struct DealsByReference: Sendable {
    private let deals: [String: [Identifier?]]

    init(_ table: ExportedTable) {
        deals = table.deals { $0.utf8.count == 36 && SubmissionID($0) != nil }
    }

    /// The deals that carry a submission's id.
    subscript(id: SubmissionID) -> [Identifier?] { deals[id.description] ?? [] }

    /// Whether a deal carries another submission's id: that shows that the field is exported, and that these are the deals of that time.
    func showsOthers(than id: SubmissionID) -> Bool {
        deals.count > 1 || deals.first.map { $0.key != id.description } == true
    }
}
