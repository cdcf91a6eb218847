/// What people do to submissions.
extension InMemoryLedger {
    mutating func retry(_ ids: [SubmissionID], at moment: Timestamp, by person: String) -> [SubmissionID] {
        ids.filter { id in
            guard let seen = row(id), retry([id], at: moment) == [id] else { return false }
            note(.retried, of: seen, at: moment, by: person)
            return true
        }
    }

    mutating func discard(_ ids: [SubmissionID], at moment: Timestamp, by person: String) -> [SubmissionID] {
        ids.filter { id in
            guard let seen = row(id), seen.state != .delivered, seen.state != .discarded, seen.attemptStartedAt == nil
            else { return false }
            rows[id.high]?.state = .discarded
            rows[id.high]?.dueAt = nil
            rows[id.high]?.fetch?.dueAt = nil
            rows[id.high]?.changedAt = moment
            note(.discarded, of: seen, at: moment, by: person)
            return true
        }
    }

    mutating func replaceDeals(_ changes: [DealChange], at moment: Timestamp, by person: String) -> [SubmissionID] {
        changes.map(\.seen.id).enumerated().compactMap { place, id in
            let change = changes[place]
            guard let seen = row(id), seen.summary.isSame(as: change.seen), seen.state != .delivered,
                seen.attemptStartedAt == nil
            else { return nil }
            rows[id.high]?.replaceDeal(by: change.deal)
            _ = retry([id], at: moment)
            note(change.kind, of: seen, at: moment, by: person)
            return id
        }
    }

    mutating func erase(_ ids: [SubmissionID]) -> Erased {
        var erased = Erased()
        for id in ids {
            guard let row = row(id) else { continue }
            guard row.attemptStartedAt == nil else {
                erased.underWay.append(id)
                continue
            }
            erased.submissions.append(id)
            erased.attempts += row.ended.count
            erased.interventions += row.interventions.count
            erased.contentSize += row.received.parts.content.count
            erased.repeats += repeats.values.count { $0.id == id }
            remove(id)
        }
        return erased
    }

    mutating func tidy(_ retention: Retention, at moment: Timestamp) -> Tidied {
        var tidied = Tidied()
        for row in Array(rows.values) {
            let horizon = retention.horizon(of: row.state, form: row.received.form, at: moment)
            guard let horizon, row.changedAt <= horizon else { continue }
            tidied.removed[row.state] += 1
            remove(row.received.id)
        }
        recorded.removeAll { post in
            retention.horizon(of: .discarded, form: post.form, at: moment).map { post.receivedAt <= $0 } ?? false
        }
        return tidied
    }

    private mutating func remove(_ id: SubmissionID) {
        rows[id.high] = nil
        repeats = repeats.filter { $0.value.id != id }
    }

    mutating func note(_ kind: Intervention.Kind, of seen: InMemoryRow, at moment: Timestamp, by person: String) {
        rows[seen.received.id.high]?.interventions.append(
            Intervention(
                at: moment, kind: kind, person: person, before: Intervention.before(seen.state, seen.reason)))
    }
}

extension SubmissionSummary {
    /// Whether the submission has not moved between the two.
    func isSame(as other: SubmissionSummary) -> Bool {
        id == other.id && state == other.state && changedAt == other.changedAt && attempts == other.attempts
    }
}
