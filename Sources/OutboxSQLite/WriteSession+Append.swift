import Outbox

extension WriteSession {
    static let insertSQL = """
        INSERT INTO submissions (
            id, id_low, state, due_at, form, received_at, reason, problems, repeat_key, request_id, content_type,
            client_address, deal, headers, query, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        ON CONFLICT DO NOTHING
        """

    /// Adds a batch to the open transaction.
    func append(_ batch: [NewSubmission]) throws(StoreError) -> [Appended] {
        var results: [Appended] = []
        results.reserveCapacity(batch.count)
        for index in batch.indices {
            try bind(batch[index])
            try insert.run()
            if connection.changes == 1 {
                tally.count(batch[index].form, batch[index].state)
                results.append(.stored)
            } else {
                results.append(try whyNot(batch[index]))
            }
        }
        return results
    }

    private func bind(_ submission: borrowing NewSubmission) throws(StoreError) {
        let isPending = submission.state == .pending
        try insert.bind(1, Int64(bitPattern: submission.id.high))
        try insert.bind(2, Int64(bitPattern: submission.id.low))
        try insert.bind(3, submission.state.code)
        try insert.bind(4, isPending ? submission.receivedAt.milliseconds : nil)
        try insert.bind(5, text: submission.form)
        try insert.bind(6, submission.receivedAt.milliseconds)
        try insert.bind(7, text: submission.reason)
        try insert.bind(8, blob: submission.problems)
        try insert.bind(9, blob: submission.repeatKey)
        try insert.bind(10, text: submission.requestID)
        try insert.bind(11, text: submission.contentType)
        try insert.bind(12, text: submission.clientAddress)
        try insert.bind(13, blob: submission.deal)
        try insert.bind(14, blob: submission.headers)
        try insert.bind(15, blob: submission.query)
        try insert.bind(16, blob: submission.content)
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
