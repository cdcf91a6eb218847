public import Outbox

extension SQLiteFile {
    /// Looks at all of a store, beside a running service too: SQLite's own check of every page and index, and whether what came, where
    /// it stands and what happened to it fit together.
    public static func verify(_ path: String) async throws(StoreError) -> Report {
        try await onThread { () throws(StoreError) in try look(at: path) }
    }

    static func look(at path: String) throws(StoreError) -> Report {
        let connection: Connection
        do throws(StoreError) {
            connection = try open(path)
        } catch {
            guard error.code == .damaged else { throw error }
            return Report(problems: [error.detail])
        }
        var report = Report()
        do throws(StoreError) {
            try connection.execute("BEGIN")
            report.size = Int(
                try (connection.integer("PRAGMA page_count") ?? 0) * (connection.integer("PRAGMA page_size") ?? 0))
            let integrity = try Statement("PRAGMA integrity_check(20)", on: connection)
            while try integrity.step() {
                if integrity.text(0) != "ok" { report.problems.append(integrity.text(0)) }
            }
            // Of a damaged file the other questions would only repeat that.
            guard report.problems.isEmpty else { return report }
            for rule in Rule.all {
                let broken = try connection.integer("SELECT count(*) FROM \(rule.broken)") ?? 0
                if broken > 0 { report.problems.append("\(broken) \(rule.words)") }
            }
            if try connection.integer("SELECT count(*) FROM sorting") != 1 {
                report.problems.append("the table 'sorting' has no single row")
            }
            report.counts = try ReadSession(connection).countsInView(form: nil)
        } catch {
            guard error.code == .damaged else { throw error }
            report.problems.append(error.detail)
        }
        return report
    }

    /// What always goes for the rows of a store.
    struct Rule {
        /// What is said of the rows that break it, after their number.
        let words: String
        /// The rows that break it, as SQL names them after FROM.
        let broken: String

        private static let pending = SubmissionState.pending.code
        private static let delivered = SubmissionState.delivered.code
        private static let codes = SubmissionState.allCases.map { String($0.code) }.joined(separator: ", ")

        static let all = [
            Rule(
                words: "standings without their submission",
                broken: """
                    standings p WHERE NOT EXISTS
                    (SELECT 1 FROM submissions s WHERE s.id = p.id AND s.id_low = p.id_low AND s.form = p.form)
                    """),
            Rule(
                words: "submissions without a standing",
                broken: """
                    submissions s WHERE id <= (SELECT watermark FROM sorting)
                    AND NOT EXISTS (SELECT 1 FROM standings p WHERE p.id = s.id)
                    """),
            Rule(words: "standings of a state that is not known", broken: "standings WHERE state NOT IN (\(codes))"),
            Rule(
                words: "pending ones that are neither due nor under way, or both",
                broken: """
                    standings p WHERE state = \(pending) AND (due_at IS NULL) = (attempt_started_at IS NULL)
                    AND NOT EXISTS (SELECT 1 FROM verdicts v WHERE v.id = p.id AND v.question IS NOT NULL)
                    AND NOT EXISTS (SELECT 1 FROM fetches f WHERE f.id = p.id AND f.due_at IS NOT NULL)
                    """),
            Rule(
                words: "settled ones that are due or under way",
                broken: "standings WHERE state <> \(pending) AND (due_at IS NOT NULL OR attempt_started_at IS NOT NULL)"
            ),
            Rule(
                words: "pending ones without a deal",
                broken: """
                    standings p JOIN submissions s USING (id)
                    WHERE p.state = \(pending) AND p.deal IS NULL AND s.deal IS NULL
                    AND NOT EXISTS (SELECT 1 FROM fetches f WHERE f.id = p.id AND f.due_at IS NOT NULL)
                    """),
            Rule(
                words: "delivered ones without the attempt that delivered them",
                broken: """
                    standings p WHERE state = \(delivered)
                    AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.submission = p.id AND a.state = \(delivered))
                    """),
            Rule(
                words: "attempts that their submission does not count",
                broken: """
                    attempts a WHERE NOT EXISTS
                    (SELECT 1 FROM standings p WHERE p.id = a.submission AND p.attempts >= a.number)
                    """),
            Rule(
                words: "notes on what people did, without their submission",
                broken: "interventions i WHERE NOT EXISTS (SELECT 1 FROM standings p WHERE p.id = i.submission)"),
            Rule(
                words: "files without their submission",
                broken: "files f WHERE NOT EXISTS (SELECT 1 FROM submissions s WHERE s.id = f.submission)"),
            Rule(
                words: "verdicts of the spam checks, without their submission",
                broken: "verdicts v WHERE NOT EXISTS (SELECT 1 FROM submissions s WHERE s.id = v.id)"),
            Rule(
                words: "fetches whose submission does not wait for them, or is not there",
                broken: """
                    fetches f WHERE NOT EXISTS (SELECT 1 FROM standings p WHERE p.id = f.id AND
                        (f.due_at IS NULL OR p.state = \(pending) AND p.due_at IS NULL AND p.attempt_started_at IS NULL))
                    """),
        ]
    }
}
