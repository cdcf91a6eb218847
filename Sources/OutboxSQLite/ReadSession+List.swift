import Outbox

extension ReadSession {
    /// The columns that `Statement.summary()` reads.
    static let summaryColumns = """
        id, id_low, form, state, received_at, coalesce(changed_at, received_at), due_at, attempt_started_at, attempts,
        deal_id, lead_id, reason, length(content)
        """

    /// The submissions that a filter lets through, newest first.
    ///
    /// With states, one walk for each along the index, newest first and no longer than the page, and the walks merged:
    /// a page costs the same however many rows there are. Only `pending` rows lie by their due time and are sorted.
    func list(_ filter: SubmissionFilter) throws(StoreError) -> [SubmissionSummary] {
        guard let states = filter.states, states.count < SubmissionState.allCases.count else {
            return try walk(filter, "true")
        }
        // One view of the data for all walks.
        try connection.execute("BEGIN")
        var shown: [SubmissionSummary] = []
        do throws(StoreError) {
            for state in states {
                shown += try walk(filter, Self.condition(state, ofOneForm: filter.form != nil))
            }
        } catch {
            try connection.execute("ROLLBACK")
            throw error
        }
        try connection.execute("COMMIT")
        return Array(shown.sorted { $0.id > $1.id }.prefix(filter.limit))
    }

    /// What is not pending is not due; saying so makes the index's order that of the ids. What is pending lies by its
    /// due time: its ids are sorted by the index alone, before any row of the page is read.
    static func condition(_ state: SubmissionState, ofOneForm: Bool) -> String {
        guard state == .pending else { return "state = \(state.code) AND due_at IS NULL" }
        guard !ofOneForm else { return "state = \(state.code)" }
        return "id IN (SELECT id FROM submissions WHERE state = \(state.code) AND id < ?1 ORDER BY id DESC LIMIT ?2)"
    }

    static func walkSQL(_ condition: String, ofOneForm: Bool) -> String {
        """
        SELECT \(summaryColumns) FROM submissions WHERE \(condition) AND id < ?1\(ofOneForm ? " AND form = ?3" : "")
        ORDER BY id DESC LIMIT ?2
        """
    }

    private func walk(_ filter: SubmissionFilter, _ condition: String) throws(StoreError) -> [SubmissionSummary] {
        let statement = try Statement(Self.walkSQL(condition, ofOneForm: filter.form != nil), on: connection)
        try statement.bind(1, filter.before.map { Int64(bitPattern: $0.high) } ?? .max)
        try statement.bind(2, Int64(filter.limit))
        if let form = filter.form { try statement.bind(3, text: form) }
        var shown: [SubmissionSummary] = []
        while try statement.step() {
            if let summary = statement.summary() { shown.append(summary) }
        }
        return shown
    }
}

extension Statement {
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
