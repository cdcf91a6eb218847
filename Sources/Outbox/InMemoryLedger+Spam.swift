/// What the spam checks found, and what people make of it.
extension InMemoryLedger {
    func questions(after id: SubmissionID?, limit: Int) -> [SpamQuestion] {
        let open = rows.values.filter { row in
            row.verdict?.question != nil && (id.map { $0 < row.received.id } ?? true)
        }
        return open.sorted { $0.received.id < $1.received.id }.prefix(limit).compactMap { row in
            row.verdict.map {
                SpamQuestion(
                    id: row.received.id, form: row.received.form, receivedAt: row.received.receivedAt, record: $0)
            }
        }
    }

    mutating func decide(_ decision: SpamDecision, of id: SubmissionID, at moment: Timestamp) -> SubmissionState? {
        guard let row = row(id), let verdict = row.verdict, verdict.question != nil else { return nil }
        rows[id.high]?.verdict = decision.record.of(checks: verdict.checks)
        // A person, or an attempt, was faster.
        guard row.state == .pending, row.dueAt == nil, row.attemptStartedAt == nil else { return nil }
        var (state, reason) = (decision.state, decision.reason)
        if state != .spam, let key = verdict.key {
            if let earlier = repeats[key.bytes], earlier.id != id, earlier.until.map({ $0 > moment }) ?? true {
                (state, reason) = (.discarded, NewSubmission.repeatReason(earlier.id))
            } else {
                repeats[key.bytes] = (id, key.ends)
            }
        }
        if state == .spam { repeats = repeats.filter { $0.value.id != id || $0.value.until == nil } }
        rows[id.high]?.state = state
        rows[id.high]?.dueAt = state == .pending ? moment : nil
        rows[id.high]?.changedAt = moment
        rows[id.high]?.reason = reason
        return state
    }

    mutating func release(_ ids: [SubmissionID], at moment: Timestamp, by person: String) -> [SubmissionID] {
        ids.filter { id in
            guard let seen = row(id), seen.state == .spam else { return false }
            if !(rows[id.high]?.retry(at: moment) ?? false) {
                rows[id.high]?.state = .unmapped
                rows[id.high]?.changedAt = moment
                rows[id.high]?.reason = Intervention.releasedWithoutDeal
            }
            note(.released, of: seen, at: moment, by: person)
            return true
        }
    }

    func verdicts(of ids: [SubmissionID]) -> [SubmissionID: SpamRecord] {
        ids.reduce(into: [:]) { found, id in found[id] = row(id)?.verdict }
    }
}
