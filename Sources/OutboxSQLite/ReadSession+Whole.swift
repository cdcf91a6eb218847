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

    /// The submissions that a filter lets through, whole, newest first, with all that happened to them: as many as fit `bytes`.
    func whole(_ filter: SubmissionFilter, bytes: Int) throws(StoreError) -> [KeptSubmission] {
        let statement = try Statement(Self.wholeSQL(filter), on: connection)
        let attempts = try Statement(
            "SELECT number, started_at, ended_at, outcome, detail FROM attempts WHERE submission = ?1 ORDER BY number",
            on: connection)
        let interventions = try Statement(Self.interventionsSQL, on: connection)
        let files = try Statement(Self.filesSQL, on: connection)
        let verdicts = try Statement(Self.verdictSQL, on: connection)
        let fetches = try Statement(Self.fetchAttemptsSQL, on: connection)
        try statement.bind(filter, filter.form)
        return try inOneView { () throws(StoreError) in
            defer { statement.reset() }
            var kept: [KeptSubmission] = []
            var size = 0
            while try statement.step() {
                guard var submission = statement.submission() else { continue }
                size += submission.content.count + (submission.deal?.count ?? 0)
                size += submission.fetched.json?.count ?? 0
                if size > bytes, !kept.isEmpty { break }
                submission.files = try self.files(of: submission, files)
                let key = Int64(bitPattern: submission.id.high)
                try attempts.bind(1, key)
                var ended: [Attempt] = []
                while submission.attempts > 0, try attempts.step() { ended.append(attempts.attempt()) }
                kept.append(
                    KeptSubmission(
                        submission, attempts: ended, interventions: try read(interventions, of: key),
                        verdict: try verdict(verdicts, of: key),
                        fetches: submission.fetched == .nothing ? [] : try fetchAttempts(fetches, of: key)))
            }
            return kept
        }
    }

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
