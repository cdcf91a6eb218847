import Outbox

extension ReadSession {
    static func wholeSQL(_ filter: SubmissionFilter) -> String {
        var sql =
            "SELECT \(wholeColumns) FROM \(wholeTables) WHERE s.id >= ?4 AND s.id < ?1"
        if filter.form != nil { sql += " AND s.form = ?3" }
        if let states = filter.states {
            let codes = states.map { String($0.code) }.sorted().joined(separator: ", ")
            sql += " AND coalesce(p.state, \(SubmissionState.pending.code)) IN (\(codes))"
        }
        return sql + " ORDER BY s.id DESC LIMIT ?2"
    }

    /// The submissions that a filter lets through and that hold any of what is sought, whole, newest first, with all that happened to them: as
    /// many as fit `bytes`.
    /// - Returns: also the last one that was looked at; nil where none is left. No view is held for longer than some of them take.
    func whole(
        _ filter: SubmissionFilter, bytes: Int, holding sought: [Sought]
    ) throws(StoreError) -> (found: [KeptSubmission], last: SubmissionID?) {
        let statement = try Statement(Self.wholeSQL(filter), on: connection)
        let traces = sought.isEmpty ? nil : SoughtTraces(sought)
        let details = try Statement(Self.detailsSQL, on: connection)
        let attempts = try Statement(
            "SELECT number, started_at, ended_at, outcome, detail FROM attempts WHERE submission = ?1 ORDER BY number",
            on: connection)
        let interventions = try Statement(Self.interventionsSQL, on: connection)
        let files = try Statement(Self.filesSQL, on: connection)
        let verdicts = try Statement(Self.verdictSQL, on: connection)
        let fetches = try Statement(Self.fetchAttemptsSQL, on: connection)
        var looked = filter
        if !sought.isEmpty { looked.limit = Self.lookedAtTogether }
        try statement.bind(looked, filter.form)
        return try inOneView { () throws(StoreError) in
            defer { statement.reset() }
            var kept: [KeptSubmission] = []
            var (size, last, count) = (0, SubmissionID?.none, 0)
            while kept.count < filter.limit, try statement.step() {
                last = statement.submissionID(0, 1) ?? last
                count += 1
                if let traces, try !mayBe(traces, in: statement, details) { continue }
                guard var submission = statement.submission() else { continue }
                let own =
                    submission.content.count + (submission.deal?.count ?? 0) + (submission.fetched.json?.count ?? 0)
                if size + own > bytes, !kept.isEmpty { break }
                submission.files = try self.files(of: submission, files)
                let key = Int64(bitPattern: submission.id.high)
                try attempts.bind(1, key)
                var ended: [Attempt] = []
                while submission.attempts > 0, try attempts.step() { ended.append(attempts.attempt()) }
                let whole = KeptSubmission(
                    submission, attempts: ended, interventions: try read(interventions, of: key),
                    verdict: try verdict(verdicts, of: key),
                    fetches: submission.fetched == .nothing ? [] : try fetchAttempts(fetches, of: key))
                guard whole.holds(anyOf: sought) else { continue }
                kept.append(whole)
                size += own
            }
            return (kept, count == looked.limit ? last : nil)
        }
    }

    /// So many are looked at in one view.
    private static let lookedAtTogether = 20_000

    /// Whether something may be in the submission that a statement of ``wholeSQL(_:)`` stands on: by the bytes of its row, which are not
    /// copied, and of what happened to it.
    private func mayBe(
        _ traces: SoughtTraces, in row: borrowing Statement, _ details: borrowing Statement
    ) throws(StoreError) -> Bool {
        var seen = SoughtTraces.Seen()
        for column in Self.searchedColumns { row.look(at: column, for: traces, &seen) }
        if traces.mayBe(in: seen) { return true }
        try details.bind(1, row.integer(0))
        while try details.step() { details.look(at: 0, for: traces, &seen) }
        return traces.mayBe(in: seen)
    }

    /// Those of ``wholeColumns`` in which ``SearchedText`` looks.
    private static let searchedColumns: [Int32] = [18, 19, 16, 15, 20, 25, 17, 11, 21]

    /// All that a submission's diaries say in words.
    static let detailsSQL = """
        SELECT detail FROM attempts WHERE submission = ?1 AND detail IS NOT NULL
        UNION ALL SELECT before FROM interventions WHERE submission = ?1
        UNION ALL SELECT detail FROM fetch_attempts WHERE submission = ?1 AND detail IS NOT NULL
        """

    static let interventionsSQL = """
        SELECT at, kind, person, before FROM interventions WHERE submission = ?1 ORDER BY number
        """

    /// What people did to a submission, first to last.
    func interventions(of id: SubmissionID) throws(StoreError) -> [Intervention] {
        guard try submission(id) != nil else { return [] }
        return try read(try Statement(Self.interventionsSQL, on: connection), of: Int64(bitPattern: id.high))
    }

    private func read(
        _ statement: borrowing Statement, of key: Int64
    ) throws(StoreError) -> [Intervention] {
        try statement.bind(1, key)
        var found: [Intervention] = []
        while try statement.step() {
            guard let kind = Intervention.Kind(code: statement.integer(1)) else { continue }
            found.append(
                Intervention(
                    at: Timestamp(milliseconds: statement.integer(0)), kind: kind, person: statement.text(2),
                    before: statement.text(3)))
        }
        return found
    }
}
