import Outbox

extension ReadSession {
    /// The columns that `Statement.summary()` reads, of a submission `s` and its standing `p`, if it has one.
    static let summaryColumns = """
        s.id, s.id_low, s.form, coalesce(p.state, \(SubmissionState.pending.code)), s.received_at,
        coalesce(p.changed_at, s.received_at), iif(p.id IS NULL, s.received_at, p.due_at), p.attempt_started_at,
        coalesce(p.attempts, 0), p.deal_id, p.lead_id, p.reason, length(s.content)
        """

    /// Submissions that have no standing yet: they are pending and due.
    static let isNew = """
        s.id > (SELECT watermark FROM sorting) AND NOT EXISTS (SELECT 1 FROM standings WHERE standings.id = s.id)
        """

    /// The submissions that a filter lets through, newest first.
    ///
    /// With states, one walk for each of them and of its forms along the index, newest first and no longer than the page, and the walks
    /// merged: a page costs the same however many rows there are. Only `pending` rows lie by their due time and are sorted.
    func list(_ filter: SubmissionFilter) throws(StoreError) -> [SubmissionSummary] {
        try inOneView { () throws(StoreError) in
            guard let states = filter.states, states.count < SubmissionState.allCases.count else {
                return try walk(filter, Self.allSQL(ofOneForm: filter.form != nil), filter.form)
            }
            var shown: [SubmissionSummary] = []
            for state in states {
                let some = if let form = filter.form { [form] } else { try forms(with: state) }
                for form in some { shown += try walk(filter, Self.walkSQL(state), form) }
            }
            if states.contains(.pending) {
                shown += try walk(filter, Self.newSQL(ofOneForm: filter.form != nil), filter.form)
            }
            return Array(shown.sorted { $0.id > $1.id }.prefix(filter.limit))
        }
    }

    static func allSQL(ofOneForm: Bool) -> String {
        """
        SELECT \(summaryColumns) FROM submissions s LEFT JOIN standings p USING (id)
        WHERE s.id >= ?4 AND s.id < ?1\(ofOneForm ? " AND s.form = ?3" : "") ORDER BY s.id DESC LIMIT ?2
        """
    }

    static func newSQL(ofOneForm: Bool) -> String {
        """
        SELECT \(summaryColumns) FROM submissions s LEFT JOIN standings p USING (id)
        WHERE s.id >= ?4 AND s.id < ?1 AND \(isNew)\(ofOneForm ? " AND s.form = ?3" : "") ORDER BY s.id DESC LIMIT ?2
        """
    }

    /// What is not pending is not due; saying so makes the index's order that of the ids. What is pending lies by its due time: its ids
    /// are sorted by the index alone, before any row of the page is read.
    static func walkSQL(_ state: SubmissionState) -> String {
        let isDue = state == .pending ? "" : "AND due_at IS NULL "
        return """
            SELECT \(summaryColumns) FROM (
                SELECT id FROM standings WHERE state = \(state.code) AND form = ?3 \(isDue)AND id >= ?4 AND id < ?1
                ORDER BY id DESC LIMIT ?2) page
            JOIN standings p USING (id) JOIN submissions s USING (id)
            """
    }

    private func forms(with state: SubmissionState) throws(StoreError) -> [String] {
        let statement = try Statement(WriteSession.formsSQL(state), on: connection)
        var forms: [String] = []
        while try statement.step() { forms.append(statement.text(0)) }
        return forms
    }

    private func walk(
        _ filter: SubmissionFilter, _ sql: String, _ form: String?
    ) throws(StoreError) -> [SubmissionSummary] {
        let statement = try Statement(sql, on: connection)
        try statement.bind(filter, form)
        var shown: [SubmissionSummary] = []
        while try statement.step() {
            if let summary = statement.summary() { shown.append(summary) }
        }
        return shown
    }
}

extension Statement {
    /// Binds what all lists have: the end of the ids, the number of rows, the form, the first id.
    func bind(_ filter: SubmissionFilter, _ form: String?) throws(StoreError) {
        try bind(1, Int64(clamping: filter.keys.upperBound))
        try bind(2, Int64(filter.limit))
        if let form { try bind(3, text: form) }
        try bind(4, Int64(clamping: filter.keys.lowerBound))
    }

    /// The summary in the first thirteen columns; nil if the row is none this program wrote.
    func summary() -> SubmissionSummary? {
        guard let id = submissionID(0, 1), let state = SubmissionState(code: integer(3)) else { return nil }
        return SubmissionSummary(
            id: id, form: text(2), state: state, receivedAt: Timestamp(milliseconds: integer(4)),
            changedAt: Timestamp(milliseconds: integer(5)),
            dueAt: optionalInteger(6).map(Timestamp.init(milliseconds:)),
            attemptStartedAt: optionalInteger(7).map(Timestamp.init(milliseconds:)), attempts: Int(integer(8)),
            dealID: optionalInteger(9), leadID: optionalInteger(10), reason: optionalText(11),
            contentSize: Int(integer(12)))
    }
}
