import Outbox

extension ReadSession {
    static let questionsSQL = """
        SELECT v.id, s.id_low, s.form, s.received_at, v.score, v.reasons, v.question
        FROM verdicts v JOIN submissions s USING (id)
        WHERE v.question IS NOT NULL AND v.id > ?1 ORDER BY v.id LIMIT ?2
        """

    /// The submissions that wait for a verdict, oldest first.
    func questions(after id: SubmissionID?, limit: Int) throws(StoreError) -> [SpamQuestion] {
        let statement = try Statement(Self.questionsSQL, on: connection)
        try statement.bind(1, Int64(bitPattern: id?.high ?? 0))
        try statement.bind(2, Int64(limit))
        var found: [SpamQuestion] = []
        while try statement.step() {
            guard let id = statement.submissionID(0, 1) else { continue }
            found.append(
                SpamQuestion(
                    id: id, form: statement.text(2), receivedAt: Timestamp(milliseconds: statement.integer(3)),
                    record: SpamRecord(
                        score: Int(statement.integer(4)), reasons: statement.bytes(5),
                        question: statement.optionalBytes(6))))
        }
        return found
    }

    static let verdictSQL = """
        SELECT v.score, v.reasons, v.question, s.spam_checks FROM submissions s LEFT JOIN verdicts v USING (id) WHERE s.id = ?1
        """

    /// What the spam checks made of submissions.
    func verdicts(of ids: [SubmissionID]) throws(StoreError) -> [SubmissionID: SpamRecord] {
        let statement = try Statement(Self.verdictSQL, on: connection)
        var found: [SubmissionID: SpamRecord] = [:]
        for id in ids { found[id] = try verdict(statement, of: Int64(bitPattern: id.high)) }
        return found
    }

    func verdict(_ statement: borrowing Statement, of key: Int64) throws(StoreError) -> SpamRecord? {
        defer { statement.reset() }
        try statement.bind(1, key)
        guard try statement.step() else { return nil }
        let checks = UInt16(truncatingIfNeeded: statement.optionalInteger(3) ?? 0)
        guard let score = statement.optionalInteger(0) else { return SpamRecord.nothing(by: checks) }
        return SpamRecord(
            score: Int(score), reasons: statement.bytes(1), question: statement.optionalBytes(2), checks: checks)
    }
}
