public import Outbox

extension SQLiteFile {
    /// What was saved from a damaged file.
    public struct Salvaged: Sendable, Hashable {
        /// How many submissions could be read.
        public var found = 0
        /// How many of them were brought into the store: the others were there already.
        public var added = 0
        /// How many of those are held: nobody knows whether they were delivered.
        public var held = 0
        /// Whether all that the file had was read.
        public var isWhole = true
    }

    /// Brings what can still be read of a damaged store into another one, beside a running service: what came, where it stood, and its
    /// attempts. What was on its way to the CRM, or where it stood cannot be read, is held for a person; where the person tries it again,
    /// it is looked for on the board first.
    ///
    /// - Parameters:
    ///   - path: the store that takes it.
    ///   - reference: the board's field that carries the submission's id in each deal; nil where none does.
    public static func salvage(
        _ damaged: String, into path: String, reference: String? = nil, at moment: Timestamp
    ) async throws(StoreError) -> Salvaged {
        try await onThread { () throws(StoreError) in
            guard DamagedFile.isThere(damaged) else { throw StoreError(.notFound, "there is no file \(damaged)") }
            let target = try Opening(configuration: SQLiteConfiguration(path: path, role: .tool)).writing()
            return try Salvage(of: damaged, into: target, reference, at: moment).run()
        }
    }
}

/// Walks a damaged file from both ends, and copies row by row what can be read.
private final class Salvage {
    private let source: Connection
    private let target: Connection
    private let insert: Statement
    private let stand: Statement
    private let attempt: Statement
    private let file: Statement
    private let reference: String?
    private let moment: Timestamp
    private var salvaged = SQLiteFile.Salvaged()

    private static let columns = """
        id, id_low, received_at, form, request_id, content_type, client_address, repeat_key, part, deal, headers, query, content
        """
    private static let rowsTogether = 200

    init(
        of damaged: String, into target: consuming Connection, _ reference: String?, at moment: Timestamp
    ) throws(StoreError) {
        self.reference = reference
        // It stays as it is: one that may write would bring its log into it.
        source = try Connection(readOnly: damaged, patience: .seconds(5))
        self.moment = moment
        insert = try Statement(
            "INSERT OR IGNORE INTO submissions (\(Self.columns)) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", on: target)
        stand = try Statement(
            """
            INSERT OR REPLACE INTO standings (
                id, id_low, state, form, attempts, changed_at, deal_id, lead_id, reason, problems, deal, uncertain_since, reference)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
        let last = try walk("SELECT \(Self.columns) FROM submissions WHERE id > ?1 ORDER BY id", from: 0)
        if !salvaged.isWhole {
            _ = try walk("SELECT \(Self.columns) FROM submissions WHERE id > ?1 ORDER BY id DESC", from: last)
        }
        return salvaged
    }

    /// Copies rows until there are no more, or no more can be read; returns the last id.
    private func walk(_ sql: String, from first: Int64) throws(StoreError) -> Int64 {
        guard let rows = try? Statement(sql, on: source) else {
            salvaged.isWhole = false
            return first
        }
        try rows.bind(1, first)
        var last = first
        var isOpen = false
        var count = 0
        while true {
            do throws(StoreError) {
                guard try rows.step() else { break }
            } catch {
                salvaged.isWhole = false
                break
            }
            if !isOpen {
                try target.execute("BEGIN IMMEDIATE")
                isOpen = true
            }
            last = rows.integer(0)
            try copy(rows)
            count += 1
            // The service's posts come between.
            if count % Self.rowsTogether == 0 {
                try target.execute("COMMIT")
                isOpen = false
            }
        }
        if isOpen { try target.execute("COMMIT") }
        return last
    }

    private func copy(_ row: borrowing Statement) throws(StoreError) {
        guard let id = row.submissionID(0, 1) else { return }
        salvaged.found += 1
        let columns: [Int32] = [7, 9, 10, 11, 12]
        let blobs = columns.map { row.optionalBytes($0) }
        for column: Int32 in 0...2 { try insert.bind(column + 1, row.integer(column)) }
        for column: Int32 in [3, 4, 6] { try insert.bind(column + 1, text: row.text(column)) }
        if row.isInteger(5) { try insert.bind(6, row.integer(5)) } else { try insert.bind(6, text: row.text(5)) }
        try insert.bind(9, row.optionalInteger(8))
        for (column, blob) in zip(columns, blobs) { try insert.bind(column + 1, blob: blob) }
        // They are bound where they lie.
        try withExtendedLifetime(blobs) { () throws(StoreError) in try insert.run() }
        guard target.changes == 1 else { return }
        salvaged.added += 1
        try copyStanding(id, form: row.text(3), receivedAt: row.integer(2))
        try copyFiles(of: Int64(bitPattern: id.high))
    }

    /// What is known of its files: the files themselves lie beside the store, and are in nobody's way.
    private func copyFiles(of key: Int64) throws(StoreError) {
        guard
            let rows = try? Statement(
                "SELECT number, key, field, name, type, size, digest FROM files WHERE submission = ?1", on: source)
        else { return }
        try rows.bind(1, key)
        while (try? rows.step()) == true {
            let digest = rows.bytes(6)
            try file.bind(1, key)
            try file.bind(2, rows.integer(0))
            try file.bind(3, text: rows.optionalText(1))
            for column: Int32 in 2...4 { try file.bind(column + 2, text: rows.text(column)) }
            try file.bind(7, rows.integer(5))
            try file.bind(8, blob: digest)
            try withExtendedLifetime(digest) { () throws(StoreError) in try file.run() }
        }
    }

    private func copyStanding(_ id: SubmissionID, form: String, receivedAt: Int64) throws(StoreError) {
        let key = Int64(bitPattern: id.high)
        // Before the standing: the end of an attempt moves its submission.
        let states = try copyAttempts(of: key)
        var known = try? Standing(of: key, in: source)
        if let state = known?.state {
            let isUnsure = state == SubmissionState.pending.code
            let isUnproven = state == SubmissionState.delivered.code && !states.contains(state)
            if isUnsure || isUnproven || SubmissionState(code: state) == nil { known = nil }
        }
        if known == nil { salvaged.held += 1 }
        try stand.bind(1, key)
        try stand.bind(2, Int64(bitPattern: id.low))
        try stand.bind(3, known?.state ?? SubmissionState.held.code)
        try stand.bind(4, text: form)
        try stand.bind(5, max(known?.attempts ?? 0, Int64(states.count)))
        try stand.bind(6, known?.changedAt ?? moment.milliseconds)
        try stand.bind(7, known?.dealID)
        try stand.bind(8, known?.leadID)
        try stand.bind(
            9, text: known.map(\.reason) ?? "it was saved from a damaged store: it may have been delivered")
        try stand.bind(10, blob: known?.problems)
        try stand.bind(11, blob: known?.deal)
        // Since its arrival the deal of one that is not settled may have been made.
        let isHeld = known.map { $0.state == SubmissionState.held.code } ?? true
        try stand.bind(12, isHeld ? known?.uncertainSince ?? receivedAt : nil)
        try stand.bind(13, text: isHeld ? known?.reference ?? reference : nil)
        try withExtendedLifetime(known) { () throws(StoreError) in try stand.run() }
        try copyFetched(key)
    }

    /// Copies what was fetched; of one for which nothing was yet, that it is still to be: a person has it tried again.
    private func copyFetched(_ key: Int64) throws(StoreError) {
        guard let row = try? Statement("SELECT answer FROM fetches WHERE id = \(key)", on: source),
            (try? row.step()) == true
        else { return }
        let answer = row.optionalBytes(0)
        row.reset()
        let insert = try Statement("INSERT OR IGNORE INTO fetches (id, answer) VALUES (?1, ?2)", on: target)
        try insert.bind(1, key)
        try insert.bind(2, blob: answer)
        try withExtendedLifetime(answer) { () throws(StoreError) in try insert.run() }
    }

    /// Copies the attempts that can be read, numbered anew; returns the states that they led to.
    private func copyAttempts(of key: Int64) throws(StoreError) -> [Int64] {
        var states: [Int64] = []
        guard
            let rows = try? Statement(
                """
                SELECT started_at, ended_at, outcome, detail, state, deal_id, lead_id, reason FROM attempts
                WHERE submission = ?1 ORDER BY number
                """, on: source)
        else { return states }
        try rows.bind(1, key)
        while (try? rows.step()) == true {
            states.append(rows.integer(4))
            try attempt.bind(1, key)
            try attempt.bind(2, Int64(states.count))
            for column: Int32 in 0...2 { try attempt.bind(column + 3, rows.integer(column)) }
            try attempt.bind(6, text: rows.optionalText(3))
            try attempt.bind(7, rows.integer(4))
            for column: Int32 in 5...6 { try attempt.bind(column + 3, rows.optionalInteger(column)) }
            try attempt.bind(10, text: rows.optionalText(7))
            try attempt.run()
        }
        return states
    }
}

/// Where a submission stood in a damaged file.
private struct Standing {
    let state: Int64
    let attempts: Int64
    let changedAt: Int64?
    let dealID: Int64?
    let leadID: Int64?
    let reason: String?
    let problems: [UInt8]?
    let deal: [UInt8]?
    let uncertainSince: Int64?
    let reference: String?

    /// - Throws: where there is none, or it cannot be read.
    init(of key: Int64, in source: borrowing Connection) throws(StoreError) {
        let row = try Statement(
            """
            SELECT state, attempts, changed_at, deal_id, lead_id, reason, problems, deal, uncertain_since, reference
            FROM standings WHERE id = ?1
            """, on: source)
        try row.bind(1, key)
        guard try row.step() else { throw StoreError(.notFound, "no standing") }
        state = row.integer(0)
        attempts = row.integer(1)
        changedAt = row.optionalInteger(2)
        dealID = row.optionalInteger(3)
        leadID = row.optionalInteger(4)
        reason = row.optionalText(5)
        problems = row.optionalBytes(6)
        deal = row.optionalBytes(7)
        uncertainSince = row.optionalInteger(8)
        reference = row.optionalText(9)
        row.reset()
    }
}
