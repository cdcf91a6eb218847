import Outbox

extension WriteSession {
    static let sameRowSQL = """
        SELECT id_low FROM submissions WHERE id = ?1 AND form = ?2 AND client_address = ?3 AND query = ?4 AND content = ?5
        """

    /// How much is read of what came before this process.
    private static let mostRead = 64 << 20

    /// The hash by which echoes of a submission are found; nil where none are looked for.
    func echoHash(_ rows: Span<NewSubmission>, _ index: Int) -> UInt64? {
        guard rows[index].echoWindow != nil else { return nil }
        let parts = rows[index].parts
        return Echoes.hash(
            form: rows[index].form, clientAddress: rows[index].clientAddress, bytes: parts.bytes, query: parts.query,
            content: parts.content)
    }

    /// The hashes of several, one for each; empty where none of them is looked for.
    func echoHashes(_ rows: Span<NewSubmission>) -> [UInt64?] {
        var hashes: [UInt64?] = []
        for index in rows.indices where rows[index].echoWindow != nil {
            hashes = Array(repeating: nil, count: rows.count)
            break
        }
        for index in hashes.indices { hashes[index] = echoHash(rows, index) }
        return hashes
    }

    /// The submission that this one is an echo of.
    func echoed(by submission: borrowing NewSubmission, _ hash: UInt64?) throws(StoreError) -> SubmissionID? {
        guard let hash, let window = submission.echoWindow,
            let key = try rememberedEchoes().candidate(for: hash, at: submission.receivedAt, within: window)
        else { return nil }
        defer { sameRow.reset() }
        try sameRow.bind(1, key)
        try sameRow.bind(2, text: submission.form)
        try sameRow.bind(3, text: submission.clientAddress)
        try sameRow.bind(4, blob: submission.parts.bytes, in: submission.parts.query)
        try sameRow.bind(5, blob: submission.parts.bytes, in: submission.parts.content)
        guard try sameRow.step() else { return nil }
        return SubmissionID(high: UInt64(bitPattern: key), low: UInt64(bitPattern: sameRow.integer(0)))
    }

    /// Whether several rows may go together: none is an echo of what came before, or of another of them.
    func haveNoEcho(_ rows: Span<NewSubmission>, _ hashes: [UInt64?]) throws(StoreError) -> Bool {
        for index in hashes.indices {
            guard let hash = hashes[index], let window = rows[index].echoWindow else { continue }
            if hashes[..<index].contains(hash) { return false }
            let candidate = try rememberedEchoes().candidate(
                for: hash, at: rows[index].receivedAt, within: window)
            if candidate != nil { return false }
        }
        return true
    }

    func remember(_ rows: Span<NewSubmission>, _ index: Int, _ hash: UInt64?) {
        guard let hash else { return }
        echoes?.remember(hash, key: Int64(bitPattern: rows[index].id.high), receivedAt: rows[index].receivedAt)
    }

    private func rememberedEchoes() throws(StoreError) -> Echoes {
        if let echoes { return echoes }
        // Ids begin with the milliseconds of their making, 48 bits of 64: no index by time is needed.
        let newest = try connection.integer(
            "SELECT max(received_at) FROM (SELECT received_at FROM submissions ORDER BY id DESC LIMIT 100)")
        let since = (newest ?? 0) - Int64(Echoes.longestWindow / .milliseconds(1))
        let rows = try Statement(
            """
            SELECT id, received_at, form, client_address, query, content FROM submissions WHERE id >= ?1
            ORDER BY id DESC LIMIT \(Echoes.capacity)
            """, on: connection)
        try rows.bind(1, max(0, since) << 16)
        var found: [(hash: UInt64, key: Int64, receivedAt: Timestamp)] = []
        var read = 0
        while read < Self.mostRead, try rows.step() {
            let query = rows.bytes(4)
            let bytes = query + rows.bytes(5)
            read += bytes.count + 100
            let hash = Echoes.hash(
                form: rows.text(2), clientAddress: rows.text(3), bytes: bytes, query: query.indices,
                content: query.count..<bytes.count)
            found.append((hash, rows.integer(0), Timestamp(milliseconds: rows.integer(1))))
        }
        rows.reset()
        var echoes = Echoes()
        for row in found.reversed() { echoes.remember(row.hash, key: row.key, receivedAt: row.receivedAt) }
        self.echoes = echoes
        return echoes
    }
}
