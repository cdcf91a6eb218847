import CSQLite
import Glibc
import Outbox

/// A prepared statement, finalised when it goes.
///
/// Longer blobs are bound where they lie, without a copy: the array that holds one must live, unchanged, until the statement has been
/// stepped to its end. What is short is copied into a slot of the statement's own. A parameter stays bound from one run to the next: what
/// it has already is not told to SQLite again, which costs more than a comparison.
@safe
struct Statement: ~Copyable {
    private static let slotSize = 128

    private let handle: OpaquePointer
    private let slots: UnsafeMutablePointer<CChar>
    private let bound: UnsafeMutablePointer<Bound>

    /// What SQLite has for a parameter, as far as it need not be told again.
    private struct Bound: Equatable {
        enum Kind { case other, null, integer, text, bytes }
        var kind = Kind.other
        /// The number, or how many bytes in the parameter's slot are its value.
        var value: Int64 = 0
    }

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
        unsafe bound = .allocate(capacity: count + 1)
        unsafe bound.initialize(repeating: Bound(), count: count + 1)
    }

    deinit {
        unsafe sqlite3_finalize(handle)
        unsafe slots.deallocate()
        unsafe bound.deallocate()
    }

    /// Binds a number to the parameter with this number, from 1.
    func bind(_ parameter: Int32, _ value: Int64) throws(StoreError) {
        guard isNew(parameter, .integer, value) else { return }
        try check(unsafe sqlite3_bind_int64(handle, parameter, value), parameter)
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
            guard bytes.count > Self.slotSize else {
                return unsafe bindShort(parameter, .text, UnsafeRawBufferPointer(bytes))
            }
            _ = isNew(parameter, .other, 0)
            let count = Int32(clamping: bytes.count)
            return unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
                unsafe bb_sqlite_bind_text_transient(handle, parameter, bytes.baseAddress, count)
            }
        }
        try check(result, parameter)
    }

    /// Binds bytes where they lie.
    func bind(_ parameter: Int32, blob: [UInt8]) throws(StoreError) {
        try bind(parameter, blob: blob.span)
    }

    /// Binds a part of some bytes where it lies.
    func bind(_ parameter: Int32, blob: [UInt8], in range: Range<Int>) throws(StoreError) {
        try bind(parameter, blob: blob.span.extracting(range))
    }

    /// Binds bytes where they lie.
    func bind(_ parameter: Int32, blob: Span<UInt8>) throws(StoreError) {
        let result = unsafe blob.withUnsafeBytes { bytes -> Int32 in
            guard bytes.count > Self.slotSize else { return unsafe bindShort(parameter, .bytes, bytes) }
            _ = isNew(parameter, .other, 0)
            return unsafe bb_sqlite_bind_blob_static(handle, parameter, bytes.baseAddress, Int32(clamping: bytes.count))
        }
        try check(result, parameter)
    }

    /// Binds bytes where they lie, or NULL.
    func bind(_ parameter: Int32, blob: [UInt8]?) throws(StoreError) {
        guard let blob else { return try bindNull(parameter) }
        try bind(parameter, blob: blob)
    }

    /// Binds NULL.
    func bindNull(_ parameter: Int32) throws(StoreError) {
        guard isNew(parameter, .null, 0) else { return }
        try check(unsafe sqlite3_bind_null(handle, parameter), parameter)
    }

    /// Copies what is short into the parameter's slot, from where SQLite reads it when the statement runs. A slot has an address even where
    /// nothing is in it: no address would be NULL.
    @unsafe
    private func bindShort(_ parameter: Int32, _ kind: Bound.Kind, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        let isNew = isNew(parameter, kind, Int64(bytes.count))
        let slot = unsafe slots + Int(parameter) * Self.slotSize
        if let base = bytes.baseAddress { unsafe memcpy(slot, base, bytes.count) }
        guard isNew else { return SQLITE_OK }
        let count = Int32(truncatingIfNeeded: bytes.count)
        return kind == .text
            ? unsafe bb_sqlite_bind_text_static(handle, parameter, slot, count)
            : unsafe bb_sqlite_bind_blob_static(handle, parameter, slot, count)
    }

    /// Whether SQLite has to be told: it has something else for the parameter, or nothing.
    private func isNew(_ parameter: Int32, _ kind: Bound.Kind, _ value: Int64) -> Bool {
        let now = Bound(kind: kind, value: value)
        let place = unsafe bound + Int(parameter)
        guard unsafe place.pointee != now || kind == .other else { return false }
        unsafe place.pointee = now
        return true
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

    private func check(_ result: Int32, _ parameter: Int32) throws(StoreError) {
        guard result == SQLITE_OK else {
            _ = isNew(parameter, .other, 0)
            throw failure(result)
        }
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
