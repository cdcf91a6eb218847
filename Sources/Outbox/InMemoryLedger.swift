/// What the in-memory store holds, and the rules by which it changes.
struct InMemoryLedger: Sendable {
    var rows: [UInt64: InMemoryRow] = [:]
    var recorded: [RecordedPost] = []
    var repeats: [[UInt8]: (id: SubmissionID, until: Timestamp?)] = [:]
    /// What the courier keeps, by its names.
    var notes: [String: String] = [:]
    private var lastServedForm = ""
    /// Refuses everything while set; `closed` once closed.
    var failure: StoreError?

    func check() throws(StoreError) {
        if let failure { throw failure }
    }

    mutating func append(_ submission: NewSubmission) -> Appended {
        for key in submission.knownKeys {
            if let earlier = repeats[key.bytes], earlier.until.map({ $0 > submission.receivedAt }) ?? true {
                let isSame = submission.deal == nil || row(earlier.id)?.received.deal == submission.deal
                if submission.keepsRepeats, !isSame, rows[submission.id.high] == nil {
                    rows[submission.id.high] = InMemoryRow(submission.discarded(repeating: earlier.id))
                }
                return repeated(earlier.id)
            }
        }
        if let window = submission.echoWindow,
            let earlier = rows.values.filter({ $0.isSame(as: submission, within: window) }).map(\.received.id).max()
        {
            return repeated(earlier)
        }
        if let known = rows[submission.id.high] {
            return known.received.id == submission.id ? .duplicate(of: submission.id) : .idTaken
        }
        rows[submission.id.high] = InMemoryRow(submission)
        for key in submission.repeatKeys { repeats[key.bytes] = (submission.id, key.ends) }
        return .stored
    }

    private mutating func repeated(_ earlier: SubmissionID) -> Appended {
        rows[earlier.high]?.repeats += 1
        return .duplicate(of: earlier)
    }

    mutating func claim(_ request: ClaimRequest) -> [Claim] {
        let due = rows.values.filter { row in
            guard let dueAt = row.dueAt, request.forms.contains(row.received.form) else { return false }
            return dueAt <= request.moment
        }
        var queues = Dictionary(grouping: due, by: \.received.form).sorted { $0.key < $1.key }.map { form, rows in
            (form: form, ids: Self.order(rows, newest: request.newest, of: request.limit)[...])
        }
        let first = queues.firstIndex { $0.form > lastServedForm } ?? 0
        queues = Array(queues[first...] + queues[..<first])
        var taken: [UInt64] = []
        while taken.count < request.limit, queues.contains(where: { !$0.ids.isEmpty }) {
            for index in queues.indices where taken.count < request.limit {
                guard let id = queues[index].ids.popFirst() else { continue }
                taken.append(id)
                lastServedForm = queues[index].form
            }
        }
        return taken.sorted().compactMap { rows[$0]?.claim(request) }
    }

    /// What has been due longest, and in front of it so many of what has been due shortest.
    private static func order(_ rows: [InMemoryRow], newest: Int, of limit: Int) -> [UInt64] {
        let oldestFirst = rows.sorted { left, right in
            (left.dueAt ?? left.changedAt, left.received.id) < (right.dueAt ?? right.changedAt, right.received.id)
        }.map(\.received.id.high)
        guard newest > 0, oldestFirst.count > limit else { return oldestFirst }
        return oldestFirst.suffix(newest) + oldestFirst.dropLast(newest)
    }

    mutating func giveBack(_ claims: [Claim], at moment: Timestamp) {
        for claim in claims { rows[claim.id.high]?.giveBack(claim, at: moment) }
    }

    mutating func endLeases(at moment: Timestamp, exceptOf owner: Int64) -> Int {
        let ended = rows.values.filter { $0.lease.map { $0.owner != owner && $0.until <= moment } ?? false }
        for row in ended { rows[row.received.id.high]?.interrupt(at: moment) }
        return ended.count
    }

    mutating func endWaits(changedAfter limit: Timestamp, at moment: Timestamp) -> Int {
        let ended = rows.values.filter { $0.dueAt.map { $0 > moment } ?? false && $0.changedAt > limit }
        for row in ended { rows[row.received.id.high]?.dueAt = moment }
        let awaited = rows.values.filter { $0.fetch?.dueAt.map { $0 > moment } ?? false && $0.changedAt > limit }
        for row in awaited { rows[row.received.id.high]?.fetch?.dueAt = moment }
        return ended.count + awaited.count
    }

    mutating func record(
        _ attempt: Attempt, of claim: Claim, then transition: Transition
    ) throws(StoreError) {
        let key = claim.id.high
        guard let row = row(claim.id), attempt.number == claim.number else { throw .claimLost(claim) }
        if row.ended.contains(where: attempt.isSame(as:)) { return }
        guard row.attemptStartedAt == claim.startedAt, row.attempts == claim.number else { throw .claimLost(claim) }
        rows[key]?.end(attempt, then: transition)
    }

    mutating func retry(_ ids: [SubmissionID], at moment: Timestamp) -> [SubmissionID] {
        ids.filter { id in row(id) != nil && rows[id.high]?.retry(at: moment) == true }
    }

    func row(_ id: SubmissionID) -> InMemoryRow? {
        rows[id.high].flatMap { $0.received.id == id ? $0 : nil }
    }

    func list(_ filter: SubmissionFilter) -> [InMemoryRow] {
        let keys = filter.keys
        let shown = rows.values.filter { row in
            filter.states?.contains(row.state) != false
                && (filter.form == nil || filter.form == row.received.form) && keys.contains(row.received.id.high)
        }
        return Array(shown.sorted { $0.received.id > $1.received.id }.prefix(filter.limit))
    }
}
