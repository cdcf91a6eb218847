import Dispatch
import Outbox
import Synchronization
import Testing

@testable import OutboxSQLite

/// An opening of a store in a folder, to be changed by a test before use. The folder lives as long as the store.
func opening(_ folder: TemporaryFolder, _ name: String = "store.db", role: SQLiteRole = .service) -> Opening {
    let clock: @Sendable () -> Timestamp = { withExtendedLifetime(folder) { moment(77_000) } }
    return Opening(configuration: SQLiteConfiguration(path: folder.path(name), role: role, clock: clock))
}

/// A bare connection to a store's file, as another process has one.
func rawConnection(_ folder: TemporaryFolder, _ name: String = "store.db") throws -> Connection {
    try Connection(path: folder.path(name), creating: true, patience: .seconds(5))
}

/// Checks that every submission has one standing or lies where new ones do, and that no standing is without its submission.
func expectTrueStandings(_ folder: TemporaryFolder, _ name: String = "store.db") throws {
    let connection = try rawConnection(folder, name)
    let lost = try connection.integer(
        "SELECT count(*) FROM submissions WHERE id <= (SELECT watermark FROM sorting) "
            + "AND id NOT IN (SELECT id FROM standings)")
    let stray = try connection.integer(
        "SELECT count(*) FROM standings p WHERE NOT EXISTS "
            + "(SELECT 1 FROM submissions s WHERE s.id = p.id AND s.id_low = p.id_low AND s.form = p.form)")
    #expect(lost == 0 && stray == 0)
    #expect(try connection.integer("SELECT count(*) FROM sorting") == 1)
}

/// Keeps the store's thread busy, so that a test can let things pile up behind it.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// Stores one submission, in whose answer the thread stays until `open`.
    func hold(_ store: SQLiteStore, with number: Int) async {
        await withCheckedContinuation { held in
            store.append([sample(number)]) { [semaphore] _ in
                held.resume()
                semaphore.wait()
            }
        }
    }

    func open() { semaphore.signal() }
}

/// A value that a test changes while a store's hook reads it.
final class Switch<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    var current: Value { value.withLock { $0 } }

    func set(_ new: Value) { value.withLock { $0 = new } }

    func update(_ change: (inout Value) -> Void) { value.withLock { change(&$0) } }
}
