import Outbox

/// How far the standings of new submissions have come.
struct Sorted {
    /// Every submission up to this key has its standing.
    var watermark: Int64
    /// Whether there is surely none above it.
    var isWhole: Bool

    init(_ connection: borrowing Connection) throws(StoreError) {
        watermark = try connection.integer("SELECT watermark FROM sorting") ?? 0
        isWhole = try connection.integer("SELECT 1 FROM submissions WHERE id > \(watermark) LIMIT 1") == nil
    }
}

extension WriteSession {
    /// How many are given their standing at once: some milliseconds of work, between two commits.
    static let sortedTogether = 500

    static let lastToSortSQL = "SELECT max(id) FROM (SELECT id FROM submissions WHERE id > ?1 ORDER BY id LIMIT ?2)"
    static let unsortedSQL = "SELECT 1 FROM submissions WHERE id > ?1 LIMIT 1"

    /// By a clock that was set back meanwhile, one may have come in time to come: what is a minute ahead is due now.
    static let sortSQL = """
        INSERT OR IGNORE INTO standings (id, id_low, state, form, due_at)
        SELECT id, id_low, \(SubmissionState.pending.code), form,
            CASE WHEN received_at > ?3 + 60000 THEN ?3 ELSE received_at END FROM submissions
        WHERE id > ?1 AND id <= ?2 ORDER BY id
        """

    /// One that is asked for by name, wherever it lies.
    static let makeStandingSQL = """
        INSERT OR IGNORE INTO standings (id, id_low, state, form, due_at)
        SELECT id, id_low, \(SubmissionState.pending.code), form, received_at FROM submissions WHERE id = ?1 AND id_low = ?2
        """

    /// Gives the oldest new submissions their standing. Only the service may: an append tells by the watermark in memory whether a row
    /// needs its standing at once.
    func sort(atMost count: Int, at moment: Timestamp) throws(StoreError) {
        guard !sorted.isWhole else { return }
        defer { lastToSort.reset() }
        try lastToSort.bind(1, sorted.watermark)
        try lastToSort.bind(2, Int64(max(1, count)))
        guard try lastToSort.step(), let last = lastToSort.optionalInteger(0), last > sorted.watermark else {
            sorted.isWhole = true
            return
        }
        try sort.bind(1, sorted.watermark)
        try sort.bind(2, last)
        try sort.bind(3, moment.milliseconds)
        try sort.run()
        try setWatermark.bind(1, last)
        try setWatermark.run()
        sorted.watermark = last
        defer { unsorted.reset() }
        try unsorted.bind(1, last)
        sorted.isWhole = try !unsorted.step()
    }

    /// Makes sure that a submission has its standing, before it is changed by hand.
    func ensureStanding(_ id: SubmissionID) throws(StoreError) {
        try makeStanding.bind(1, Int64(bitPattern: id.high))
        try makeStanding.bind(2, Int64(bitPattern: id.low))
        try makeStanding.run()
    }

    /// The forms that have a submission in a state, each found by one step in the index.
    static func formsSQL(_ state: SubmissionState) -> String {
        """
        WITH RECURSIVE forms (form) AS (
            SELECT min(form) FROM standings WHERE state = \(state.code)
            UNION ALL
            SELECT (SELECT min(form) FROM standings WHERE state = \(state.code) AND form > forms.form)
            FROM forms WHERE forms.form IS NOT NULL)
        SELECT form FROM forms WHERE form IS NOT NULL
        """
    }

    static let dueOfFormSQL = """
        SELECT id FROM standings WHERE state = \(SubmissionState.pending.code) AND form = ?1 AND due_at <= ?2
        ORDER BY due_at, id LIMIT ?3
        """

    static let newestOfFormSQL = """
        SELECT id FROM standings WHERE state = \(SubmissionState.pending.code) AND form = ?1 AND due_at <= ?2
        ORDER BY due_at DESC, id DESC LIMIT ?3
        """

    static let nextDueOfFormSQL = """
        SELECT due_at FROM standings WHERE state = \(SubmissionState.pending.code) AND form = ?1 AND due_at IS NOT NULL
        ORDER BY due_at LIMIT 1
        """

    /// The forms with something pending, in the order of their names.
    func formsWithPending() throws(StoreError) -> [String] {
        var forms: [String] = []
        while try pendingForms.step() { forms.append(pendingForms.text(0)) }
        return forms
    }

    /// When the next row of some forms is due.
    func readNextDue(of forms: FormSelection) throws(StoreError) -> Timestamp? {
        var earliest: Int64?
        if !sorted.isWhole {
            // All of these are due: one that came earlier, among many more, would change nothing. One that a person
            // was at has its standing.
            let new = try Statement(
                """
                SELECT form, min(received_at) FROM (
                    SELECT form, received_at FROM submissions s WHERE id > \(sorted.watermark)
                        AND NOT EXISTS (SELECT 1 FROM standings WHERE standings.id = s.id)
                    ORDER BY id LIMIT \(Self.sortedTogether)) GROUP BY form
                """, on: connection)
            while try new.step() {
                if forms.contains(new.text(0)) { earliest = min(earliest ?? .max, new.integer(1)) }
            }
        }
        for form in try formsWithPending() where forms.contains(form) {
            defer { nextDueOfForm.reset() }
            try nextDueOfForm.bind(1, text: form)
            guard try nextDueOfForm.step() else { continue }
            earliest = min(earliest ?? .max, nextDueOfForm.integer(0))
        }
        return earliest.map(Timestamp.init(milliseconds:))
    }
}
