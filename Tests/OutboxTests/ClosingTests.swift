import Outbox
import Synchronization
import Testing

@Suite("Closing, in every store")
struct ClosingTests {
    @Test("nothing is accepted after close, and closing twice is no error", arguments: StoreKind.allCases)
    func closed(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1)])
            #expect(await store.isReady())
            await store.close()
            await store.close()
            #expect(await !store.isReady())
            await #expect(throws: StoreError.closed) { try await store.append([sample(2)]) }
            await #expect(throws: StoreError.closed) { try await store.claimDue(at: moment(9), limit: 1) }
            await #expect(throws: StoreError.closed) { try await store.nextDue() }
            await #expect(throws: StoreError.closed) { try await store.list(SubmissionFilter()) }
            await #expect(throws: StoreError.closed) { try await store.counts() }
            await #expect(throws: StoreError.closed) { try await store.latestID() }
            await #expect(throws: StoreError.closed) { try await store.retry([id(1)], at: moment(9)) }
        }
    }

    @Test("what was handed over before close is answered before it ends", arguments: StoreKind.allCases)
    func waitingIsCommitted(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let stored = Atomic(0)
            for number in 1...100 {
                store.append([sample(number)]) { result in
                    if case .success([.stored]) = result { stored.wrappingAdd(1, ordering: .relaxed) }
                }
            }
            await store.close()
            #expect(stored.load(ordering: .relaxed) == 100)
        }
    }
}

@Suite("A store that fails on demand")
struct InMemoryFailureTests {
    @Test("everything fails while it fails, and works again after")
    func failure() async throws {
        let store = InMemoryStore()
        let full = StoreError(.full, "the disk is full")
        store.fail(with: full)
        #expect(await !store.isReady())
        await #expect(throws: full) { try await store.append([sample(1)]) }
        store.fail(with: nil)
        #expect(try await store.append([sample(1)]) == [.stored])
        await store.close()
        store.fail(with: nil)
        await #expect(throws: StoreError.closed) { try await store.append([sample(2)]) }
    }
}
