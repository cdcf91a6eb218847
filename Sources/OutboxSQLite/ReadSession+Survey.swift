import Outbox

extension ReadSession {
    /// Counts what may need a person, and finds what has been pending longest: by the index alone, and past what was delivered.
    func survey() throws(StoreError) -> Survey {
        let counting = try Statement(Self.needingAPersonSQL, on: connection)
        let oldest = try Statement(Self.oldestPendingSQL, on: connection)
        return try inOneView { () throws(StoreError) in
            var survey = Survey()
            while try counting.step() {
                guard let state = SubmissionState(code: counting.integer(0)) else { continue }
                survey.entries.append(
                    Survey.Entry(form: counting.text(1), state: state, count: Int(counting.integer(2))))
            }
            if try oldest.step() {
                survey.oldestPending = oldest.optionalInteger(0).map(Timestamp.init(milliseconds:))
            }
            oldest.reset()
            return survey
        }
    }

    static let needingAPersonSQL = """
        SELECT state, form, count(*) FROM standings
        WHERE state IN (\(SubmissionState.needingAPerson.map(\.code).sorted().map(String.init).joined(separator: ", ")))
        GROUP BY state, form
        """

    /// Ids grow with the time of arrival.
    static let oldestPendingSQL = """
        SELECT received_at FROM submissions WHERE id = (
            SELECT min(id) FROM (
                SELECT min(id) AS id FROM standings WHERE state = \(SubmissionState.pending.code)
                UNION ALL
                SELECT * FROM (SELECT s.id FROM submissions s WHERE \(isNew) ORDER BY s.id LIMIT 1)))
        """
}
