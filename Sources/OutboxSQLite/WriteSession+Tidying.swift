import Outbox

/// How much one step of tidying does: some milliseconds of work, between two commits.
struct Tidying: Sendable {
    /// How many submissions it looks at.
    var rows: Int64 = 200
    /// How many bytes of content it removes, but for the last one.
    var bytes: Int64 = 1 << 20
    /// How many pages it gives back to the file system.
    var pages: Int64 = 64
    /// How many free pages stay for what comes next.
    var keptPages: Int64 = 128
}

/// Where a walk over all that may go stands.
struct Sweep {
    struct Part {
        let state: SubmissionState
        let form: String
        let horizon: Timestamp
    }

    var parts: [Part]
    /// The last one that was looked at, in the last of the parts.
    var after: Int64 = 0
}

extension WriteSession {
    /// Not due, and so in the order of ids; ids begin with the time, so that what arrived later is not looked at.
    static let agedSQL = """
        SELECT id, coalesce(p.changed_at, s.received_at), length(s.content)
        FROM (SELECT id FROM standings WHERE state = ?1 AND form = ?2 AND due_at IS NULL AND id > ?3 AND id < ?4
            ORDER BY id LIMIT ?5)
        JOIN standings p USING (id) JOIN submissions s USING (id)
        """

    /// Does one step: removes some of what is older than it is kept; when there is no more of it, gives some room back.
    func tidy(_ retention: Retention, at moment: Timestamp, _ step: Tidying) throws(StoreError) -> Tidied {
        var sweep: Sweep
        if let begun = self.sweep {
            sweep = begun
        } else {
            sweep = Sweep(parts: try parts(retention, at: moment))
            try tidyRecords(retention, at: moment)
        }
        var tidied = Tidied()
        var (looks, bytes) = (step.rows, step.bytes)
        while looks > 0, bytes > 0, let part = sweep.parts.last {
            let found = try aged(part, after: sweep.after, limit: looks)
            for row in found {
                guard bytes > 0 else { break }
                sweep.after = row.id
                looks -= 1
                guard row.since <= part.horizon else { continue }
                try connection.execute("DELETE FROM submissions WHERE id = \(row.id)")
                tidied.removed[part.state] += 1
                bytes -= row.size
            }
            if found.isEmpty {
                sweep.parts.removeLast()
                sweep.after = 0
            }
        }
        if !sweep.parts.isEmpty {
            tidied.hasMore = true
        } else if tidied.removed.total > 0 {
            tidied.hasMore = true
        } else {
            (tidied.gaveRoomBack, tidied.hasMore) = try giveRoomBack(step)
        }
        self.sweep = tidied.hasMore ? sweep : nil
        return tidied
    }

    private func parts(_ retention: Retention, at moment: Timestamp) throws(StoreError) -> [Sweep.Part] {
        var parts: [Sweep.Part] = []
        for state in Retention.states {
            let forms = try Statement(Self.formsSQL(state), on: connection)
            while try forms.step() {
                let form = forms.text(0)
                guard let horizon = retention.horizon(of: state, form: form, at: moment) else { continue }
                parts.append(Sweep.Part(state: state, form: form, horizon: horizon))
            }
        }
        return parts
    }

    private func aged(
        _ part: Sweep.Part, after: Int64, limit: Int64
    ) throws(StoreError) -> [(id: Int64, since: Timestamp, size: Int64)] {
        let rows = try Statement(Self.agedSQL, on: connection)
        try rows.bind(1, part.state.code)
        try rows.bind(2, text: part.form)
        try rows.bind(3, after)
        // Of those that share its millisecond, the ones that arrived in it too.
        try rows.bind(4, max(0, min(part.horizon.milliseconds + 1, 1 << 47 - 1)) << 16)
        try rows.bind(5, limit)
        var found: [(id: Int64, since: Timestamp, size: Int64)] = []
        while try rows.step() {
            found.append((rows.integer(0), Timestamp(milliseconds: rows.integer(1)), rows.integer(2)))
        }
        return found
    }

    /// Moves some pages from the file's end to free ones, and cuts it. Returns whether it did, and whether more can be given back.
    private func giveRoomBack(_ step: Tidying) throws(StoreError) -> (did: Bool, hasMore: Bool) {
        let kept = max(step.keptPages, (try connection.integer("PRAGMA page_count") ?? 0) / 20)
        let spare = (try connection.integer("PRAGMA freelist_count") ?? 0) - kept
        guard spare > 0 else { return (false, false) }
        try connection.execute("PRAGMA incremental_vacuum(\(min(spare, step.pages)))")
        return (true, spare > step.pages)
    }
}
