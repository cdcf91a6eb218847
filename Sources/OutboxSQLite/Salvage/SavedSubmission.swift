import Outbox

/// What came, as a damaged file still has it.
struct SavedSubmission {
    let id: SubmissionID
    let receivedAt: Int64
    let form: String
    let requestID: String
    /// As text, or as the number that stands for it.
    let contentType: StoredText
    let clientAddress: String
    let repeatKey: [UInt8]?
    let part: Int64?
    let spamChecks: Int64?
    let deal: [UInt8]?
    let headers: [UInt8]
    let query: [UInt8]
    let content: [UInt8]

    enum StoredText {
        case code(Int64)
        case text(String)
    }

    static let columns = """
        id, id_low, received_at, form, request_id, content_type, client_address, repeat_key, part, spam_checks, deal, headers, query,
            content
        """
    private static let columnCount = 14

    /// A row of ``columns``, by SQLite; nil for one that no program of ours wrote.
    init?(_ row: borrowing Statement) {
        guard let id = row.submissionID(0, 1) else { return nil }
        self.id = id
        receivedAt = row.integer(2)
        form = row.text(3)
        requestID = row.text(4)
        contentType = row.isInteger(5) ? .code(row.integer(5)) : .text(row.text(5))
        clientAddress = row.text(6)
        repeatKey = row.optionalBytes(7)
        part = row.optionalInteger(8)
        spamChecks = row.optionalInteger(9)
        deal = row.optionalBytes(10)
        headers = row.bytes(11)
        query = row.bytes(12)
        content = row.bytes(13)
    }

    /// A row of any table, without SQLite; nil where it is none of this one.
    init?(key: Int64?, _ row: RawRecord) {
        guard let key, row.values.count == Self.columnCount, row.isNull(0), let low = row.integer(1),
            let id = SubmissionID(high: UInt64(bitPattern: key), low: UInt64(bitPattern: low)),
            let receivedAt = row.integer(2), let form = row.text(3), let requestID = row.text(4),
            let clientAddress = row.text(6), let headers = row.blob(11), let query = row.blob(12),
            let content = row.blob(13)
        else { return nil }
        self.id = id
        self.receivedAt = receivedAt
        self.form = form
        self.requestID = requestID
        contentType = row.integer(5).map { .code($0) } ?? .text(row.text(5) ?? "")
        self.clientAddress = clientAddress
        repeatKey = row.blob(7)
        part = row.integer(8)
        spamChecks = row.integer(9)
        deal = row.blob(10)
        self.headers = headers
        self.query = query
        self.content = content
    }
}
