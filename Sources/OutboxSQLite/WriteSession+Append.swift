import Outbox

extension WriteSession {
    /// One row; where its id is taken, nothing.
    static let insertSQL = "\(insertInto) \(row) ON CONFLICT DO NOTHING"

    /// Several rows at once: a row costs a tenth less of SQLite's work than alone. Where one is refused, those before it stay and the
    /// others are left out (`OR FAIL`): taking all back would need a journal of its own for every statement.
    static func insertSQL(rows count: Int) -> String {
        "INSERT OR FAIL INTO submissions (\(columns.joined(separator: ", "))) VALUES "
            + Array(repeating: row, count: count).joined(separator: ", ")
    }

    /// How many rows go together, the most first. In thousands of instructions a row: 12.7 alone, 12.0 by two, 11.6 by four, 11.3 by eight,
    /// 11.2 by sixteen.
    static let rowsTogether = [16, 8, 4, 2]

    private static let insertInto = "INSERT INTO submissions (\(columns.joined(separator: ", "))) VALUES "
    private static let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
    private static let columns: [String] = [
        "id", "id_low", "received_at", "form", "request_id", "content_type", "client_address", "repeat_key", "part",
        "spam_checks", "deal", "headers", "query", "content",
    ]

    static let insertStandingSQL = """
        INSERT INTO standings (id, id_low, state, form, due_at, reason, problems) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """

    /// A key that was good until a moment is taken over by what comes after it.
    static let keepRepeatSQL = """
        INSERT INTO repeats (key, id, id_low, until) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (key) DO UPDATE SET id = excluded.id, id_low = excluded.id_low, until = excluded.until
        """

    /// Adds a batch to the open transaction.
    func append(_ batch: [NewSubmission]) throws(StoreError) -> [Appended] {
        var results: [Appended] = []
        results.reserveCapacity(batch.count)
        var goTogether = true
        // Read field by field where they lie: whatever takes a submission whole is handed a copy, which counts up all that it holds.
        let rows = batch.span
        while results.count < rows.count {
            let next = results.count
            if goTogether, let statement = insertsTogether.first(where: { $0.count <= rows.count - next }),
                case let end = next + statement.count, Self.haveNoKey(rows.extracting(next..<end))
            {
                let hashes = echoHashes(rows.extracting(next..<end))
                if try haveNoEcho(rows.extracting(next..<end), hashes) {
                    let inserted = try insert(rows.extracting(next..<end), by: statement)
                    for index in next..<next + inserted {
                        if !waitsForStanding(rows, index) { try settle(rows[index]) }
                        if !hashes.isEmpty { remember(rows, index, hashes[index - next]) }
                    }
                    results.append(contentsOf: repeatElement(.stored, count: inserted))
                    goTogether = inserted == statement.count
                    continue
                }
            }
            results.append(try insertAlone(rows, next))
        }
        return results
    }

    private static func haveNoKey(_ rows: Span<NewSubmission>) -> Bool {
        for index in rows.indices {
            guard case nil = rows[index].repeatKey, case nil = rows[index].verdict, rows[index].otherKeys.isEmpty
            else { return false }
        }
        return true
    }

    /// How many rows were inserted: all of them, or those before one whose id is taken.
    private func insert(_ rows: Span<NewSubmission>, by insert: InsertTogether) throws(StoreError) -> Int {
        var parameter: Int32 = 1
        for index in rows.indices {
            try insert.statement.bind(rows, index, from: parameter)
            parameter += Int32(Self.columns.count)
        }
        do throws(StoreError) {
            try insert.statement.run()
            return rows.count
        } catch {
            guard error.concernsOneChange else { throw error }
            return connection.changes
        }
    }

    private func insertAlone(_ rows: Span<NewSubmission>, _ index: Int) throws(StoreError) -> Appended {
        let submission = rows[index]
        if let earlier = try earlier(submission) {
            if submission.keepsRepeats, try !isSame(submission, as: earlier) {
                try insertDiscarded(submission.discarded(repeating: earlier))
            }
            return try repeated(earlier)
        }
        let hash = echoHash(rows, index)
        if let earlier = try echoed(by: submission, hash) { return try repeated(earlier) }
        try insert.bind(rows, index, from: 1)
        try insert.run()
        guard connection.changes == 1 else { return try whyNot(submission) }
        try settle(submission)
        remember(rows, index, hash)
        if submission.hasRepeatKey {
            for key in submission.repeatKeys { try keep(key, of: submission.id) }
        }
        return .stored
    }

    static let countRepeatSQL =
        "INSERT INTO repeat_counts (id, count) VALUES (?1, 1) ON CONFLICT (id) DO UPDATE SET count = count + 1"

    /// Counts a repeat beside the one that it repeats.
    private func repeated(_ earlier: SubmissionID) throws(StoreError) -> Appended {
        try countRepeat.bind(1, Int64(bitPattern: earlier.high))
        try countRepeat.run()
        return .duplicate(of: earlier)
    }

    /// Whether a repeat makes the deal that the first one made: then there is nothing in it to lose.
    private func isSame(_ submission: borrowing NewSubmission, as earlier: SubmissionID) throws(StoreError) -> Bool {
        let key = Int64(bitPattern: earlier.high)
        guard let deal = submission.parts.deal else { return true }
        defer { sameDeal.reset() }
        try sameDeal.bind(1, key)
        try sameDeal.bind(2, blob: submission.parts.bytes, in: deal)
        return try sameDeal.step()
    }

    private func insertDiscarded(_ submission: NewSubmission) throws(StoreError) {
        let rows = [submission]
        try insert.bind(rows.span, 0, from: 1)
        try insert.run()
        if connection.changes == 1 { try settle(submission) }
    }

    func keep(_ key: RepeatKey, of id: SubmissionID) throws(StoreError) {
        try keepRepeat.bind(1, blob: key.bytes)
        try keepRepeat.bind(2, Int64(bitPattern: id.high))
        try keepRepeat.bind(3, Int64(bitPattern: id.low))
        try keepRepeat.bind(4, key.ends?.milliseconds)
        try keepRepeat.run()
    }

    /// The submission that this one repeats.
    private func earlier(_ submission: NewSubmission) throws(StoreError) -> SubmissionID? {
        guard submission.hasRepeatKey else { return nil }
        for key in submission.knownKeys {
            if let earlier = try earlier(key, at: submission.receivedAt) { return earlier }
        }
        return nil
    }

    func earlier(_ key: RepeatKey, at moment: Timestamp) throws(StoreError) -> SubmissionID? {
        defer { findRepeat.reset() }
        try findRepeat.bind(1, blob: key.bytes)
        guard try findRepeat.step() else { return nil }
        if let until = findRepeat.optionalInteger(2), until <= moment.milliseconds { return nil }
        return findRepeat.submissionID(0, 1)
    }

    /// Whether a row gets its standing later, with those before it, and needs nothing else now: so it is with nearly all.
    private func waitsForStanding(_ rows: Span<NewSubmission>, _ index: Int) -> Bool {
        guard rows[index].state == .pending, case nil = rows[index].verdict, case nil = rows[index].files,
            !rows[index].awaitsFetch,
            Int64(bitPattern: rows[index].id.high) > sorted.watermark
        else { return false }
        sorted.isWhole = false
        return true
    }

    /// Gives a row its standing where it needs one at once: it is not pending, or those after it have theirs already.
    private func settle(_ submission: borrowing NewSubmission) throws(StoreError) {
        let key = Int64(bitPattern: submission.id.high)
        if let verdict = submission.verdict { try insert(verdict, of: key) }
        if let files = submission.files { try insert(files, of: key) }
        let isDue = submission.isDueAtOnce
        if submission.awaitsFetch {
            try insertFetch(key, dueAt: submission.state == .pending ? submission.receivedAt : nil)
        }
        if isDue, key > sorted.watermark {
            sorted.isWhole = false
            return
        }
        try insertStanding.bind(1, key)
        try insertStanding.bind(2, Int64(bitPattern: submission.id.low))
        try insertStanding.bind(3, submission.state.code)
        try insertStanding.bind(4, text: submission.form)
        try insertStanding.bind(5, isDue ? submission.receivedAt.milliseconds : nil)
        try insertStanding.bind(6, text: submission.reason)
        try insertStanding.bind(7, blob: submission.problems)
        try insertStanding.run()
    }

    /// Which row stood in the way of an insert.
    private func whyNot(_ submission: NewSubmission) throws(StoreError) -> Appended {
        defer { lowOfKey.reset() }
        try lowOfKey.bind(1, Int64(bitPattern: submission.id.high))
        guard try lowOfKey.step() else {
            throw StoreError(.damaged, "the store refused a row for no reason it can show")
        }
        return UInt64(bitPattern: lowOfKey.integer(0)) == submission.id.low ? .duplicate(of: submission.id) : .idTaken
    }
}

extension Statement {
    /// Binds a row's parameters, in the order of its columns. The submissions must live until the statement has run.
    fileprivate func bind(_ rows: Span<NewSubmission>, _ index: Int, from first: Int32) throws(StoreError) {
        try bind(first, Int64(bitPattern: rows[index].id.high))
        try bind(first + 1, Int64(bitPattern: rows[index].id.low))
        try bind(first + 2, rows[index].receivedAt.milliseconds)
        try bind(first + 3, text: rows[index].form)
        try bind(first + 4, text: rows[index].requestID)
        if let code = StoredMediaType.code(of: rows[index].contentType) {
            try bind(first + 5, code)
        } else {
            try bind(first + 5, text: rows[index].contentType)
        }
        try bind(first + 6, text: rows[index].clientAddress)
        try bind(first + 7, blob: rows[index].repeatKey)
        try bind(first + 8, rows[index].part.map { Int64($0) })
        let checks = rows[index].spamChecks
        try bind(first + 9, checks == 0 ? nil : Int64(checks))
        let places = rows[index].parts.places
        let bytes = rows[index].parts.bytes.span
        if let deal = places.deal {
            try bind(first + 10, blob: bytes.extracting(deal))
        } else {
            try bindNull(first + 10)
        }
        try bind(first + 11, blob: bytes.extracting(places.headers))
        try bind(first + 12, blob: bytes.extracting(places.query))
        try bind(first + 13, blob: bytes.extracting(places.content))
    }
}
