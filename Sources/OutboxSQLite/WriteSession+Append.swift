import Outbox

extension WriteSession {
    /// One row; where its id or its repeat key is taken, nothing.
    static let insertSQL = "\(insertInto) \(row) ON CONFLICT DO NOTHING"

    /// Several rows at once: a row costs a fifth less of SQLite's work than alone. Where one is refused, those before it stay and the
    /// others are left out (`OR FAIL`): taking all back would need a journal of its own for every statement.
    static let insertTogetherSQL =
        "INSERT OR FAIL INTO submissions (\(columns.joined(separator: ", "))) VALUES "
        + Array(repeating: row, count: rowsTogether).joined(separator: ", ")
    private static let rowsTogether = 8

    private static let insertInto = "INSERT INTO submissions (\(columns.joined(separator: ", "))) VALUES "
    private static let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
    private static let columns: [String] = [
        "id", "id_low", "state", "due_at", "form", "received_at", "reason", "problems", "repeat_key", "request_id",
        "content_type", "client_address", "deal", "headers", "query", "content",
    ]

    /// Adds a batch to the open transaction.
    func append(_ batch: [NewSubmission]) throws(StoreError) -> [Appended] {
        var results: [Appended] = []
        results.reserveCapacity(batch.count)
        var goTogether = true
        while results.count < batch.count {
            let next = results.count
            let end = next + Self.rowsTogether
            if goTogether, end <= batch.count, !batch[next..<end].contains(where: { $0.repeatKey != nil }) {
                let inserted = try insertTogether(batch, next..<end)
                for index in next..<next + inserted { tally.count(batch[index].form, batch[index].state) }
                results.append(contentsOf: repeatElement(.stored, count: inserted))
                goTogether = inserted == Self.rowsTogether
                continue
            }
            results.append(try insertAlone(batch[next]))
        }
        return results
    }

    /// How many rows were inserted: all of them, or those before one whose id is taken.
    private func insertTogether(_ batch: [NewSubmission], _ range: Range<Int>) throws(StoreError) -> Int {
        var parameter: Int32 = 1
        for index in range {
            try insertTogether.bind(batch[index], from: parameter)
            parameter += Int32(Self.columns.count)
        }
        do throws(StoreError) {
            try insertTogether.run()
            return range.count
        } catch {
            guard error.concernsOneChange else { throw error }
            return connection.changes
        }
    }

    private func insertAlone(_ submission: NewSubmission) throws(StoreError) -> Appended {
        try insert.bind(submission, from: 1)
        try insert.run()
        guard connection.changes == 1 else { return try whyNot(submission) }
        tally.count(submission.form, submission.state)
        return .stored
    }

    /// Which row stood in the way of an insert.
    private func whyNot(_ submission: NewSubmission) throws(StoreError) -> Appended {
        if let key = submission.repeatKey {
            defer { keyOfRepeat.reset() }
            try keyOfRepeat.bind(1, blob: key)
            if try keyOfRepeat.step(), let earlier = keyOfRepeat.submissionID(0, 1) { return .duplicate(of: earlier) }
        }
        defer { lowOfKey.reset() }
        try lowOfKey.bind(1, Int64(bitPattern: submission.id.high))
        guard try lowOfKey.step() else {
            throw StoreError(.notAStore, "the store refused a row for no reason it can show")
        }
        return UInt64(bitPattern: lowOfKey.integer(0)) == submission.id.low ? .duplicate(of: submission.id) : .idTaken
    }
}

extension Statement {
    /// Binds a row's parameters, in the order of its columns. The submission must live until the statement has run.
    fileprivate func bind(_ submission: borrowing NewSubmission, from first: Int32) throws(StoreError) {
        let isPending = submission.state == .pending
        try bind(first, Int64(bitPattern: submission.id.high))
        try bind(first + 1, Int64(bitPattern: submission.id.low))
        try bind(first + 2, submission.state.code)
        try bind(first + 3, isPending ? submission.receivedAt.milliseconds : nil)
        try bind(first + 4, text: submission.form)
        try bind(first + 5, submission.receivedAt.milliseconds)
        try bind(first + 6, text: submission.reason)
        try bind(first + 7, blob: submission.problems)
        try bind(first + 8, blob: submission.repeatKey)
        try bind(first + 9, text: submission.requestID)
        try bind(first + 10, text: submission.contentType)
        try bind(first + 11, text: submission.clientAddress)
        let parts = submission.parts
        if let deal = parts.deal { try bind(first + 12, blob: parts.bytes, in: deal) } else { try bindNull(first + 12) }
        try bind(first + 13, blob: parts.bytes, in: parts.headers)
        try bind(first + 14, blob: parts.bytes, in: parts.query)
        try bind(first + 15, blob: parts.bytes, in: parts.content)
    }
}
