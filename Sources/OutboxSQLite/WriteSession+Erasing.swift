import CSQLite
import Outbox

extension WriteSession {
    /// Removes submissions with all that belongs to them. Their content is overwritten (`secure_delete`).
    func erase(_ ids: [SubmissionID]) throws(StoreError) -> Erased {
        let look = try Statement(
            """
            SELECT (SELECT attempt_started_at FROM standings WHERE standings.id = s.id), length(s.content),
                (SELECT count(*) FROM attempts WHERE submission = s.id),
                (SELECT count(*) FROM interventions WHERE submission = s.id),
                (SELECT count(*) FROM repeats WHERE repeats.id = s.id)
            FROM submissions s WHERE s.id = ?1 AND s.id_low = ?2
            """, on: connection)
        let remove = try Statement("DELETE FROM submissions WHERE id = ?1", on: connection)
        var erased = Erased()
        for id in ids {
            try look.bind(id)
            guard try look.step() else { continue }
            defer { look.reset() }
            guard look.isNull(0) else {
                erased.underWay.append(id)
                continue
            }
            erased.submissions.append(id)
            erased.contentSize += Int(look.integer(1))
            erased.attempts += Int(look.integer(2))
            erased.interventions += Int(look.integer(3))
            erased.repeats += Int(look.integer(4))
            look.reset()
            try remove.bind(1, Int64(bitPattern: id.high))
            try remove.run()
        }
        return erased
    }
}

extension Connection {
    /// Brings all of the log into the database and cuts it to nothing, so that no earlier state of a page is in it. It waits as long as the
    /// connection is patient for those who read.
    ///
    /// - Returns: whether it is empty.
    borrowing func emptyLog() throws(StoreError) -> Bool {
        var (pages, done): (Int32, Int32) = (0, 0)
        let result = unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, &pages, &done)
        if result & 0xFF == SQLITE_BUSY { return false }
        guard result == SQLITE_OK else { throw failure(result, doing: "the store's log cannot be written back") }
        return true
    }
}
