import CSQLite
import Outbox

extension StoreError {
    /// The error of a result code of SQLite (https://www.sqlite.org/rescode.html).
    ///
    /// Its message names tables and columns at most: SQLite never puts a bound value in one.
    init(result: Int32, doing: String, message: String) {
        let code: Code =
            switch result & 0xFF {
            // A log that is shorter than its index says: it was cut.
            case SQLITE_IOERR where result == Self.shortRead: .damaged
            case SQLITE_FULL: .full
            case SQLITE_READONLY: .readOnly
            case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_PROTOCOL, SQLITE_INTERRUPT: .inputOutput
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cannotOpen
            case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
            default: .refused
            }
        self.init(code, "\(doing): \(message) (SQLite \(result))")
    }

    /// SQLITE_IOERR_SHORT_READ; its macro is none that Swift can read.
    static let shortRead = SQLITE_IOERR | 2 << 8

    /// Whether it concerns one change only, and the transaction goes on without it.
    var concernsOneChange: Bool {
        code == .claimLost || code == .refused
    }
}
