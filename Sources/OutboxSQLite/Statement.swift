import CSQLite
import Outbox

/// A prepared statement, finalised when it goes.
///
/// Blobs are bound where they lie, without a copy: the array that holds one must live, unchanged, until the
/// statement has been stepped to its end. Short text is copied into a slot of the statement's own.
@safe
struct Statement: ~Copyable {
    private static let slotSize = 128

    private let handle: OpaquePointer
    private let slots: UnsafeMutablePointer<CChar>

    /// Prepares one statement, to be kept and used again and again.
    init(_ sql: String, on connection: borrowing Connection) throws(StoreError) {
        var prepared: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        let result = unsafe sqlite3_prepare_v3(connection.handle, sql, -1, flags, &prepared, nil)
        guard result == SQLITE_OK, let prepared = unsafe prepared else {
            throw connection.failure(result, doing: "the store failed")
        }
        unsafe handle = prepared
        let count = unsafe Int(sqlite3_bind_parameter_count(prepared))
        unsafe slots = .allocate(capacity: (count + 1) * Self.slotSize)
    }

    deinit {
        unsafe sqlite3_finalize(handle)
        unsafe slots.deallocate()
    }

    /// Binds a number to the parameter with this number, from 1.
    func bind(_ parameter: Int32, _ value: Int64) throws(StoreError) {
        try check(unsafe sqlite3_bind_int64(handle, parameter, value))
    }

    /// Binds a number or NULL.
    func bind(_ parameter: Int32, _ value: Int64?) throws(StoreError) {
        guard let value else { return try bindNull(parameter) }
        try bind(parameter, value)
    }

    /// Binds text or NULL.
    func bind(_ parameter: Int32, text: String?) throws(StoreError) {
        guard var text else { return try bindNull(parameter) }
        let result = text.withUTF8 { bytes -> Int32 in
            let count = Int32(clamping: bytes.count)
            return unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
                let slot = unsafe slots + Int(parameter) * Self.slotSize
                guard bytes.count <= Self.slotSize else {
                    return unsafe bb_sqlite_bind_text_transient(handle, parameter, bytes.baseAddress, count)
                }
                if let base = bytes.baseAddress { unsafe slot.update(from: base, count: bytes.count) }
                return unsafe bb_sqlite_bind_text_static(handle, parameter, slot, count)
            }
        }
        try check(result)
    }

    /// Binds bytes where they lie.
    func bind(_ parameter: Int32, blob: [UInt8]) throws(StoreError) {
        try bind(parameter, blob: blob, in: blob.indices)
    }

    /// Binds a part of some bytes where it lies.
    func bind(_ parameter: Int32, blob: [UInt8], in range: Range<Int>) throws(StoreError) {
        // An empty array has no address, and no address would be NULL.
        if range.isEmpty { return try check(unsafe sqlite3_bind_zeroblob(handle, parameter, 0)) }
        let result = unsafe blob.withUnsafeBytes { bytes in
            let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
            return unsafe bb_sqlite_bind_blob_static(handle, parameter, part.baseAddress, Int32(clamping: part.count))
        }
        try check(result)
    }

    /// Binds bytes where they lie, or NULL.
    func bind(_ parameter: Int32, blob: [UInt8]?) throws(StoreError) {
        guard let blob else { return try bindNull(parameter) }
        try bind(parameter, blob: blob)
    }

    /// Binds NULL.
    func bindNull(_ parameter: Int32) throws(StoreError) {
        try check(unsafe sqlite3_bind_null(handle, parameter))
    }

    /// Goes to the next row; false, and ready to be bound again, after the last one.
    func step() throws(StoreError) -> Bool {
        let result = unsafe sqlite3_step(handle)
        if result == SQLITE_ROW { return true }
        unsafe sqlite3_reset(handle)
        guard result == SQLITE_DONE else { throw failure(result) }
        return false
    }

    /// Runs a statement whose rows, if any, nobody needs.
    func run() throws(StoreError) {
        while try step() {}
    }

    /// Goes back to the start before the last row was read.
    func reset() {
        unsafe sqlite3_reset(handle)
    }

    private func check(_ result: Int32) throws(StoreError) {
        guard result == SQLITE_OK else { throw failure(result) }
    }

    private func failure(_ result: Int32) -> StoreError {
        let message = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
        return StoreError(result: result, doing: "the store failed", message: message)
    }
}

/// The columns of the row the statement stands on, from 0.
extension Statement {
    func isNull(_ column: Int32) -> Bool {
        unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func isInteger(_ column: Int32) -> Bool {
        unsafe sqlite3_column_type(handle, column) == SQLITE_INTEGER
    }

    func integer(_ column: Int32) -> Int64 {
        unsafe sqlite3_column_int64(handle, column)
    }

    func optionalInteger(_ column: Int32) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    func text(_ column: Int32) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let base = unsafe sqlite3_column_blob(handle, column) else { return [] }
        let count = unsafe Int(sqlite3_column_bytes(handle, column))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: base, count: count))
    }

    func optionalBytes(_ column: Int32) -> [UInt8]? {
        isNull(column) ? nil : bytes(column)
    }

    /// Looks for traces in the bytes of a column, where they lie.
    func look(at column: Int32, for traces: SoughtTraces, _ seen: inout SoughtTraces.Seen) {
        guard let base = unsafe sqlite3_column_blob(handle, column) else { return }
        let count = unsafe Int(sqlite3_column_bytes(handle, column))
        let bytes = unsafe UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: count)
        traces.look(at: unsafe bytes.span, &seen)
    }
}
