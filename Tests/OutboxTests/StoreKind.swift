import Outbox
import Testing

@testable import OutboxSQLite

/// The stores that keep the contract.
enum StoreKind: CaseIterable {
    case memory
    case sqlite

    /// Runs a test's body with an empty store of this kind, and closes it.
    func withStore(_ body: (any KeptStore) async throws -> Void) async throws {
        switch self {
        case .memory:
            let store = InMemoryStore()
            try await body(store)
            await store.close()
        case .sqlite:
            let store = try await SQLiteStore.open(opening(try TemporaryFolder()))
            try await closing(store) { try await body(store) }
        }
    }
}

/// Runs a body and closes the store, whatever the body does.
func closing(_ store: SQLiteStore, _ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch {
        await store.close()
        throw error
    }
    await store.close()
}
