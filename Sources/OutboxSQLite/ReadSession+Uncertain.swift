import Outbox

extension ReadSession {
    /// Submissions of which nobody knows whether their deal was made, oldest first.
    func uncertain() throws(StoreError) -> [UncertainSubmission] {
        let statement = try Statement(
            """
            SELECT p.id, p.id_low, coalesce(p.sought, p.deal, s.deal), p.uncertain_since, p.reference,
                p.board, p.sought
            FROM standings p JOIN submissions s USING (id)
            WHERE p.uncertain_since IS NOT NULL
                AND p.state IN (\(SubmissionState.pending.code), \(SubmissionState.held.code))
            ORDER BY p.id LIMIT 1000
            """, on: connection)
        var found: [UncertainSubmission] = []
        while try statement.step() {
            guard let id = statement.submissionID(0, 1), let deal = statement.optionalBytes(2) else { continue }
            found.append(
                UncertainSubmission(
                    id: id, deal: deal,
                    uncertainty: Uncertainty(
                        since: Timestamp(milliseconds: statement.integer(3)), reference: statement.optionalText(4),
                        board: statement.optionalInteger(5), sent: statement.optionalBytes(6))))
        }
        return found
    }

    /// Those of some leads that a submission has.
    func knownLeads(among ids: Set<Int64>) throws(StoreError) -> Set<Int64> {
        let statement = try Statement("SELECT 1 FROM standings WHERE lead_id = ?1 LIMIT 1", on: connection)
        var known: Set<Int64> = []
        for id in ids {
            defer { statement.reset() }
            try statement.bind(1, id)
            if try statement.step() { known.insert(id) }
        }
        return known
    }
}
