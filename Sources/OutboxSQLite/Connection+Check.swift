import CSQLite
import Outbox

extension Connection {
    /// Looks whether every page of the file is where it belongs; returns what is wrong, nil where nothing is.
    ///
    /// A page that could not be read says nothing of what is in it: SQLite tells of it among what is wrong, and here it is an error.
    borrowing func quickCheck() throws(StoreError) -> String? {
        let found = try text("PRAGMA quick_check(1)")
        guard let found, found != "ok" else { return nil }
        if Self.tellsOfUnread(found) {
            throw StoreError(.inputOutput, "cannot read the whole store: \(found)")
        }
        return found
    }

    /// Whether what a check found is that a page could not be read (checkTreePage and checkList in SQLite's btree.c): by any error but that the
    /// page is damaged, or not there at all, since a file was cut.
    static func tellsOfUnread(_ found: String) -> Bool {
        if found.contains("failed to get page") { return true }
        guard let words = found.firstRange(of: "unable to get the page. error code="),
            let code = Int32(found[words.upperBound...].prefix { $0.isNumber })
        else { return false }
        return code & 0xFF != SQLITE_CORRUPT && code != StoreError.shortRead
    }
}
