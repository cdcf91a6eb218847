extension InMemoryLedger {
    /// What may need a person, and since when something is pending.
    func survey() -> Survey {
        var counts: [SubmissionState: [String: Int]] = [:]
        for row in rows.values where SubmissionState.needingAPerson.contains(row.state) {
            counts[row.state, default: [:]][row.received.form, default: 0] += 1
        }
        let entries = counts.flatMap { state, forms in
            forms.map { Survey.Entry(form: $0.key, state: state, count: $0.value) }
        }
        return Survey(
            entries: entries,
            oldestPending: rows.values.filter { $0.state == .pending }.map(\.received.receivedAt).min())
    }
}
