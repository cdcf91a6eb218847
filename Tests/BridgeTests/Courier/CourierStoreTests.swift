import BoardCRM
import Bridge
import Outbox
import Synchronization
import Telemetry
import TestKit
import Testing

@Suite("A courier and a store in trouble")
struct CourierStoreTests {
    static let made = CallOutcome.made(dealID: Identifier(412), leadID: nil)

    @Test("a store that cannot record is asked again, and the CRM is not")
    func recordedLater() async throws {
        let calls = EventList<Void>()
        try await delivering(policy: pauseless) { _ in
            calls.append(())
            return Self.made
        } _: { delivery in
            delivery.store.failing.withLock { $0.records = 1 }
            let id = try await delivery.submit()[0]
            try await delivery.ended(1)
            #expect(delivery.store.failures.all.map(\.code) == [.full])
            #expect(calls.all.count == 1)
            #expect(try await delivery.store.submission(id)?.state == .delivered)
        }
    }

    @Test("an attempt that is not its own any more is let go", arguments: [StoreError.Code.claimLost, .closed])
    func lost(code: StoreError.Code) async throws {
        let calls = EventList<Void>()
        try await delivering { _ in
            calls.append(())
            return Self.made
        } _: { delivery in
            delivery.store.failing.withLock { ($0.records, $0.recordError) = (1, StoreError(code, "gone")) }
            try await delivery.submit()
            try await delivery.store.failures.wait(count: 1)
            // It goes on with others.
            let next = try await delivery.submit()[0]
            let ended = try await delivery.ended(1)
            #expect(ended.map(\.id) == [next])
            #expect(calls.all.count == 2)
        }
    }

    @Test("a store that cannot say what is due is asked again")
    func claimedLater() async throws {
        try await delivering { _ in
            Self.made
        } _: { delivery in
            delivery.store.failing.withLock { $0.claims = 1 }
            try await delivery.submit()
            try await delivery.ended(1)
            #expect(delivery.store.failures.all.map(\.code) == [.busy])
        }
    }

    @Test("claims that the store cannot take back are given back when it can, and are delivered")
    func givenBackLater() async throws {
        let outcomes = Mutex([CallOutcome.later(retryAfter: .milliseconds(300), reason: "HTTP 429")])
        let gate = Gate()
        try await delivering(inFlight: 1, policy: pauseless) { _ in
            await gate.wait()
            return outcomes.withLock { $0.popLast() } ?? Self.made
        } _: { delivery in
            defer { gate.openForGood() }
            delivery.store.failing.withLock { $0.givesBack = 2 }
            let ids = try await delivery.submit(4)
            try await delivery.store.claimed.wait(count: 1)
            // The pause that the CRM asks for sends back what is claimed and not sent.
            gate.openForGood()
            try await delivery.store.failures.wait(count: 2)
            try await delivery.store.gaveBack.wait(count: 1)
            let ended = try await delivery.ended(5)
            #expect(Set(ended.filter { $0.attempt.outcome == .made }.map(\.id)) == Set(ids))
        }
    }

    @Test("a pause that the CRM asked for outlives the process")
    func pauseKept() async throws {
        let store = WatchedStore()
        let calls = EventList<Void>()
        func courier(_ outcome: CallOutcome) throws -> Courier {
            let board = ScriptedBoard { _ in
                calls.append(())
                return outcome
            }
            return Courier(
                store: store, forms: IntakeSettings(forms: [], limits: LimitSettings()),
                settings: try .trial(board, policy: pauseless, inFlight: 1), log: .silent)
        }
        let first = try courier(.later(retryAfter: .seconds(3600), reason: "HTTP 503"))
        var running = Task { await first.run() }
        try await Delivery(store: store, courier: first).submit(2)
        try await calls.wait(count: 1)
        // It is kept at once: the process may be killed.
        _ = try await poll("the pause to be kept") { store.kept.all.contains("crm-pause") ? () : nil }
        first.stop()
        await running.value
        try await store.keep("", as: DeliveryStops.name)
        let second = try courier(Self.made)
        running = Task { await second.run() }
        // It says itself what it waits for.
        _ = try await poll("what the second one waits for") {
            let said = try await store.note(DeliveryStops.name).flatMap { DeliveryStops(text: $0) }
            return said?.stopsAll(of: nil, at: .now) == true ? () : nil
        }
        try await Delivery(store: store, courier: second).submit(1)
        #expect(calls.all.count == 1)
        second.stop()
        await running.value
    }

    @Test("what another process makes due is found without a wake-up")
    func looksByItself() async throws {
        try await delivering { _ in
            .uncertain(reason: "no answer")
        } _: { delivery in
            let id = try await delivery.submit()[0]
            // The attempt, and the look that holds it.
            try await delivery.ended(2)
            _ = try await delivery.store.retry([id], at: .now)
            let ended = try await delivery.ended(3)
            #expect(ended.map(\.attempt.number) == [1, 2, 3])
            #expect(ended.map(\.attempt.outcome) == [.uncertain, .notTold, .notTold])
        }
    }

    @Test("stopping takes nothing new, waits for what is under way, and has its end on record")
    func stop() async throws {
        let gate = Gate()
        let began = EventList<String>()
        let store = WatchedStore()
        let settings = IntakeSettings(forms: try forms(["contact": contactForm]), limits: LimitSettings())
        let board = ScriptedBoard { deal in
            began.append(deal.leadName ?? "?")
            await gate.wait()
            return Self.made
        }
        let courier = Courier(
            store: store, forms: settings, settings: try .trial(board, policy: .schedule([]), inFlight: 2), log: .silent
        )
        let running = Task { await courier.run() }
        let delivery = Delivery(store: store, courier: courier)
        try await delivery.submit(5)
        try await began.wait(count: 2)
        courier.stop()
        courier.stop()
        gate.openForGood()
        await running.value
        #expect(store.recorded.all.count == 2)
        #expect(began.all == ["1", "2"] || began.all == ["2", "1"])
        let counts = try await store.counts()
        #expect(counts[.delivered] == 2 && counts[.pending] == 3)
    }

    @Test("stopping ends also while the store will not record; the attempt then counts as interrupted")
    func stopWithoutStore() async throws {
        let store = WatchedStore()
        store.failing.withLock { $0.records = .max }
        let settings = IntakeSettings(forms: try forms(["contact": contactForm]), limits: LimitSettings())
        let courier = Courier(
            store: store, forms: settings,
            settings: try .trial(ScriptedBoard { _ in Self.made }, policy: .schedule([]), inFlight: 2), log: .silent)
        let running = Task { await courier.run() }
        try await Delivery(store: store, courier: courier).submit()
        try await store.failures.wait(count: 1)
        courier.stop()
        await running.value
        #expect(store.recorded.all.isEmpty)
        #expect(try await store.list(SubmissionFilter()).first?.attemptStartedAt != nil)
    }

    @Test("one that is stopped before it runs takes nothing")
    func stoppedFirst() async throws {
        let store = WatchedStore()
        let settings = IntakeSettings(forms: try forms(["contact": contactForm]), limits: LimitSettings())
        let courier = Courier(
            store: store, forms: settings,
            settings: try .trial(ScriptedBoard { _ in Self.made }, policy: .schedule([]), inFlight: 2), log: .silent)
        try await Delivery(store: store, courier: courier).submit()
        courier.stop()
        await courier.run()
        #expect(try await store.counts()[.pending] == 1)
        #expect(store.recorded.all.isEmpty)
    }
}
