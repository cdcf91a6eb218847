import Dispatch
import Outbox
import Testing

@testable import OutboxSQLite

@Suite("Group commit")
struct SQLiteGroupCommitTests {
    @Test("all that waits is one transaction, whatever it is, and each is answered")
    func oneTransaction() async throws {
        let folder = try TemporaryFolder()
        let commits = Switch<[Int]>([])
        var opening = opening(folder)
        opening.restBeforeSorting = .never
        opening.hooks.committed = { changes in commits.update { $0.append(changes) } }
        let syncs = Switch(0)
        opening.configuration.committed = { duration in syncs.update { $0 += duration > .zero ? 1 : 0 } }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            let gate = Gate()
            await gate.hold(store, with: 1)
            let answers = Switch<[Int: [Appended]]>([:])
            for batch in 1...50 {
                store.append((0..<4).map { sample(batch * 10 + $0) }) { result in
                    if case .success(let appended) = result { answers.update { $0[batch] = appended } }
                }
            }
            let claims = Task { try await store.claimDue(at: moment(5), limit: 1) }
            let ready = Task { await store.isReady() }
            gate.open()
            #expect(try await claims.value.map(\.id) == [id(1)])
            #expect(await ready.value)
            _ = try await store.append([])
            #expect(answers.current.count == 50)
            #expect(answers.current.values.allSatisfy { $0 == Array(repeating: .stored, count: 4) })
            #expect(commits.current.first == 1)
            // The two calls that await may come a little later than the batches; fifty batches are one commit.
            #expect(commits.current.count <= 5)
            #expect(commits.current[1] >= 50)
            #expect(commits.current.reduce(0, +) == 54)
            #expect(syncs.current == commits.current.count)
        }
        try expectTrueStandings(folder)
    }

    @Test(
        "who waits is woken once for all batches that were settled together, after the last answer, also after a failure"
    )
    func wakesOnce() async throws {
        let folder = try TemporaryFolder()
        let sql = Switch<String?>(nil)
        var opening = opening(folder)
        opening.hooks.beforeTransaction = { sql.current }
        let store = try await SQLiteStore.open(opening)
        let events = Switch<[String]>([])
        let sleepers = [Sleeper("one", events), Sleeper("two", events)]
        func append(_ number: Int, _ sleeper: Int) {
            store.append([sample(number)], waking: sleepers[sleeper]) { result in
                let isStored = if case .success = result { true } else { false }
                events.update { $0.append("\(number) \(isStored)") }
            }
        }
        func together(_ work: () -> Void, from number: Int) async throws {
            events.set([])
            let gate = Gate()
            await gate.hold(store, with: number)
            work()
            gate.open()
            // What is asked is answered after every wake-up of the commit before.
            _ = try? await store.nextDue()
        }
        try await closing(store) { () async throws in
            try await together({ for number in 11...15 { append(number, number % 2) } }, from: 1)
            #expect(
                events.current == ["11 true", "12 true", "13 true", "14 true", "15 true", "two woken", "one woken"])
            try await together(
                {
                    sql.set("no statement")
                    for number in 21...23 { append(number, 0) }
                }, from: 2)
            #expect(events.current == ["21 false", "22 false", "23 false", "one woken"])
            sql.set(nil)
            try await together({ append(31, 0) }, from: 3)
            #expect(events.current == ["31 true", "one woken"])
        }
        events.set([])
        append(41, 1)
        #expect(events.current == ["41 false", "two woken"])
    }

    @Test("a change that fails alone takes nobody with it")
    func oneFails() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1, repeatKey: "k"), sample(2)])
            let claim = try #require(try await store.claimDue(at: moment(5), limit: 1).first)
            try await store.record(claim.ended(.made), of: claim, then: .delivered(dealID: 1, leadID: 1))
            let gate = Gate()
            await gate.hold(store, with: 3)
            let answers = Switch<[Result<[Appended], StoreError>]>([])
            store.append([sample(4)]) { result in answers.update { $0.append(result) } }
            store.append([sample(5, repeatKey: "k"), sample(6)]) { result in answers.update { $0.append(result) } }
            let lost = Task { try await store.record(claim.ended(.refused), of: claim, then: .held(reason: "late")) }
            store.append([sample(7)]) { result in answers.update { $0.append(result) } }
            gate.open()
            await #expect(throws: StoreError.claimLost(claim)) { try await lost.value }
            _ = try await store.append([])
            #expect(
                answers.current == [
                    .success([.stored]), .success([.duplicate(of: id(1)), .stored]), .success([.stored]),
                ])
            #expect(try await store.submission(id(1))?.state == .delivered)
            #expect(try await store.counts().total == 6)
        }
        try expectTrueStandings(folder)
    }

    @Test("reads see what was answered before them")
    func readYourWrites() async throws {
        let store = try await SQLiteStore.open(opening(try TemporaryFolder()))
        try await closing(store) { () async throws in
            for number in 1...200 {
                _ = try await store.append([sample(number)])
                #expect(try await store.latestID() == id(number))
            }
        }
    }
}

/// Tells when it is woken.
private final class Sleeper: Wakeable {
    private let name: String
    private let events: Switch<[String]>

    init(_ name: String, _ events: Switch<[String]>) {
        self.name = name
        self.events = events
    }

    func wake() { events.update { $0.append("\(name) woken") } }
}
