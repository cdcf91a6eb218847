import Outbox

/// The insert of several rows by one statement.
final class InsertTogether {
    let count: Int
    let statement: Statement

    init(rows count: Int, on connection: borrowing Connection) throws(StoreError) {
        self.count = count
        statement = try Statement(WriteSession.insertSQL(rows: count), on: connection)
    }
}
