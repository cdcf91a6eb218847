import Outbox

/// Copies what can be read of a damaged file: by SQLite from both ends; where that breaks, page by page without it.
final class Salvage {
    private let path: String
    private let source: Connection
    private let target: Connection
    private let insert: Statement
    private let stand: Statement
    private let attempt: Statement
    private let file: Statement
    private let reference: String?
    private let moment: Timestamp
    private var salvaged = SQLiteFile.Salvaged()
    private let scratch: SalvageScratch

    private static let rowsTogether = 200

    init(
        of damaged: String, into target: consuming Connection, _ reference: String?, at moment: Timestamp
    ) throws(StoreError) {
        path = damaged
        scratch = try SalvageScratch()
        self.reference = reference
        // It stays as it is: one that may write would bring its log into it.
        source = try Connection(readOnly: damaged, patience: .seconds(5))
        self.moment = moment
        insert = try Statement(
            "INSERT OR IGNORE INTO submissions (\(SavedSubmission.columns)) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            on: target)
        stand = try Statement(
            """
            INSERT OR REPLACE INTO standings (
                id, id_low, state, form, attempts, changed_at, deal_id, lead_id, reason, problems, deal, uncertain_since,
                reference, board, sought)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, on: target)
        attempt = try Statement(
            """
            INSERT OR IGNORE INTO attempts
                (submission, number, started_at, ended_at, outcome, detail, state, deal_id, lead_id, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, on: target)
        file = try Statement(WriteSession.insertFileSQL, on: target)
        self.target = target
    }

    func run() throws(StoreError) -> SQLiteFile.Salvaged {
        // Upward until it breaks, then downward from the other end until it breaks, or meets.
        let last = try walk("SELECT \(SavedSubmission.columns) FROM submissions WHERE id > ?1 ORDER BY id", from: 0)
        if !salvaged.isWhole {
            let backward = "SELECT \(SavedSubmission.columns) FROM submissions WHERE id > ?1 ORDER BY id DESC"
            _ = try walk(backward, from: last)
            try copyPages()
        }
        return salvaged
    }

    // MARK: By SQLite

    /// Copies rows until there are no more, or no more can be read; returns the last id.
    private func walk(_ sql: String, from first: Int64) throws(StoreError) -> Int64 {
        guard let rows = try? Statement(sql, on: source) else {
            salvaged.isWhole = false
            return first
        }
        try rows.bind(1, first)
        var last = first
        while true {
            do throws(StoreError) {
                guard try rows.step() else { break }
            } catch {
                salvaged.isWhole = false
                break
            }
            last = rows.integer(0)
            guard let submission = SavedSubmission(rows) else { continue }
            let key = Int64(bitPattern: submission.id.high)
            try copy(submission) {
                SavedBelongings(
                    attempts: all(SavedAttempt.columns, of: "attempts", key, SavedAttempt.init),
                    files: all(SavedFile.columns, of: "files", key, SavedFile.init),
                    standing: try? SavedStanding(of: key, in: source), fetch: try? SavedFetch(of: key, in: source))
            }
        }
        try endSteps()
        return last
    }

    /// The rows of a submission that can be read.
    private func all<Row>(
        _ columns: String, of table: String, _ key: Int64, _ read: (borrowing Statement) -> Row
    ) -> [Row] {
        guard
            let rows = try? Statement(
                "SELECT \(columns) FROM \(table) WHERE submission = ?1 ORDER BY number", on: source),
            (try? rows.bind(1, key)) != nil
        else { return [] }
        var found: [Row] = []
        while (try? rows.step()) == true { found.append(read(rows)) }
        return found
    }

    // MARK: Without SQLite

    /// Copies the rows of all pages that no walk came to: for what hangs on a page that cannot be read.
    private func copyPages() throws(StoreError) {
        guard let pages = RawFile(path) else { return }
        var failure: StoreError?
        func forEachRow(_ body: (Int64?, RawRecord) throws(StoreError) -> Void) {
            pages.forEachRow { key, record in
                guard failure == nil else { return }
                do throws(StoreError) { try body(key, record) } catch { failure = error }
            }
        }
        forEachRow { key, record throws(StoreError) in
            if let key, SavedStanding(key: key, record) != nil || SavedFetch(key: key, record) != nil {
                try scratch.keep(record, key: key, of: key)
            } else if SavedAttempt(key: key, record) != nil || SavedFile(key: key, record) != nil,
                let submission = record.integer(0)
            {
                try scratch.keep(record, key: nil, of: submission)
            }
        }
        forEachRow { key, record throws(StoreError) in
            guard let submission = SavedSubmission(key: key, record) else { return }
            let key = Int64(bitPattern: submission.id.high)
            try copy(submission) { () throws(StoreError) in SavedBelongings(try scratch.rows(of: key)) }
        }
        if let failure { throw failure }
        try endSteps()
    }

    // MARK: Copying

    private var isOpen = false

    private func copy(
        _ submission: SavedSubmission, _ belongings: () throws(StoreError) -> SavedBelongings
    ) throws(StoreError) {
        guard try scratch.isNew(Int64(bitPattern: submission.id.high)) else { return }
        if !isOpen {
            try target.execute("BEGIN IMMEDIATE")
            isOpen = true
        }
        salvaged.found += 1
        if try add(submission) {
            salvaged.added += 1
            let belongings = try belongings()
            try add(belongings.standing, belongings.attempts, of: submission)
            if let fetch = belongings.fetch { try add(fetch, of: Int64(bitPattern: submission.id.high)) }
            for file in belongings.files { try add(file, of: Int64(bitPattern: submission.id.high)) }
        }
        // The service's posts come between.
        if salvaged.found % Self.rowsTogether == 0 { try endSteps() }
    }

    private func endSteps() throws(StoreError) {
        guard isOpen else { return }
        isOpen = false
        try target.execute("COMMIT")
    }

    /// Whether it was not there already.
    private func add(_ submission: SavedSubmission) throws(StoreError) -> Bool {
        try insert.bind(1, Int64(bitPattern: submission.id.high))
        try insert.bind(2, Int64(bitPattern: submission.id.low))
        try insert.bind(3, submission.receivedAt)
        try insert.bind(4, text: submission.form)
        try insert.bind(5, text: submission.requestID)
        switch submission.contentType {
        case .code(let code): try insert.bind(6, code)
        case .text(let text): try insert.bind(6, text: text)
        }
        try insert.bind(7, text: submission.clientAddress)
        try insert.bind(9, submission.part)
        try insert.bind(10, submission.spamChecks)
        try insert.bind(8, blob: submission.repeatKey)
        try insert.bind(11, blob: submission.deal)
        try insert.bind(12, blob: submission.headers)
        try insert.bind(13, blob: submission.query)
        try insert.bind(14, blob: submission.content)
        // Its blobs are bound where they lie.
        try withExtendedLifetime(submission) { () throws(StoreError) in try insert.run() }
        return target.changes == 1
    }

    private func add(
        _ found: SavedStanding?, _ attempts: [SavedAttempt], of submission: SavedSubmission
    ) throws(StoreError) {
        let key = Int64(bitPattern: submission.id.high)
        // Before the standing: the end of an attempt moves its submission.
        for (index, attempt) in attempts.enumerated() { try add(attempt, number: index + 1, of: key) }
        var known = found
        if let state = known?.state {
            let isUnsure = state == SubmissionState.pending.code
            let isUnproven =
                state == SubmissionState.delivered.code && !attempts.contains { $0.state == state }
            if isUnsure || isUnproven || SubmissionState(code: state) == nil { known = nil }
        }
        if known == nil { salvaged.held += 1 }
        try stand.bind(1, key)
        try stand.bind(2, Int64(bitPattern: submission.id.low))
        try stand.bind(3, known?.state ?? SubmissionState.held.code)
        try stand.bind(4, text: submission.form)
        try stand.bind(5, max(known?.attempts ?? 0, Int64(attempts.count)))
        try stand.bind(6, known?.changedAt ?? moment.milliseconds)
        try stand.bind(7, known?.dealID)
        try stand.bind(8, known?.leadID)
        try stand.bind(
            9, text: known.map(\.reason) ?? "it was saved from a damaged store: it may have been delivered")
        try stand.bind(10, blob: known?.problems)
        try stand.bind(11, blob: known?.deal)
        // Since its arrival the deal of one that is not settled may have been made.
        let isHeld = known.map { $0.state == SubmissionState.held.code } ?? true
        try stand.bind(12, isHeld ? known?.uncertainSince ?? submission.receivedAt : nil)
        try stand.bind(13, text: isHeld ? known?.reference ?? reference : nil)
        try stand.bind(14, isHeld ? known?.board : nil)
        try stand.bind(15, blob: isHeld ? known?.sought : nil)
        try withExtendedLifetime(known) { () throws(StoreError) in try stand.run() }
    }

    /// Of one for which nothing was fetched yet, that it is still to be: a person has it tried again.
    private func add(_ saved: SavedFetch, of key: Int64) throws(StoreError) {
        let insert = try Statement("INSERT OR IGNORE INTO fetches (id, answer) VALUES (?1, ?2)", on: target)
        try insert.bind(1, key)
        try insert.bind(2, blob: saved.answer)
        try withExtendedLifetime(saved) { () throws(StoreError) in try insert.run() }
    }

    private func add(_ saved: SavedFile, of key: Int64) throws(StoreError) {
        try file.bind(1, key)
        try file.bind(2, saved.number)
        try file.bind(3, text: saved.key)
        try file.bind(4, text: saved.field)
        try file.bind(5, text: saved.name)
        try file.bind(6, text: saved.type)
        try file.bind(7, saved.size)
        try file.bind(8, blob: saved.digest)
        try withExtendedLifetime(saved) { () throws(StoreError) in try file.run() }
    }

    /// Attempts are numbered anew: some may be missing.
    private func add(_ saved: SavedAttempt, number: Int, of key: Int64) throws(StoreError) {
        try attempt.bind(1, key)
        try attempt.bind(2, Int64(number))
        try attempt.bind(3, saved.startedAt)
        try attempt.bind(4, saved.endedAt)
        try attempt.bind(5, saved.outcome)
        try attempt.bind(6, text: saved.detail)
        try attempt.bind(7, saved.state)
        try attempt.bind(8, saved.dealID)
        try attempt.bind(9, saved.leadID)
        try attempt.bind(10, text: saved.reason)
        try attempt.run()
    }
}
