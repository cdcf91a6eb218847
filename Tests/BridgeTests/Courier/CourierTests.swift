import BoardCRM
import Bridge
import Mapping
import Outbox
import Synchronization
import Testing

@Suite("A courier's rounds")
struct CourierTests {
    static let made = CallOutcome.made(dealID: Identifier(412), leadID: Identifier(9))

    @Test("everything is delivered, each submission once, with the ids that the CRM gave")
    func once() async throws {
        let calls = EventList<String>()
        try await delivering { deal in
            calls.append(deal.leadName ?? "?")
            return Self.made
        } _: { delivery in
            let ids = try await delivery.submit(60)
            let ended = try await delivery.ended(60)
            #expect(Set(ended.map(\.id)) == Set(ids) && ended.count == 60)
            #expect(calls.all.sorted() == (1...60).map(String.init).sorted())
            let first = try #require(try await delivery.store.submission(ids[0]))
            #expect(first.state == .delivered && first.dealID == 412 && first.leadID == 9 && first.reason == nil)
            #expect(try await delivery.store.attempts(of: ids[0]).map(\.outcome) == [.made])
        }
    }

    @Test("no more calls are under way at once than it may make", arguments: [1, 3])
    func inFlight(limit: Int) async throws {
        let gate = Gate()
        let began = EventList<String>()
        let underWay = Mutex((now: 0, most: 0))
        try await delivering(inFlight: limit) { deal in
            underWay.withLock { count in
                count.now += 1
                count.most = max(count.most, count.now)
            }
            began.append(deal.leadName ?? "?")
            await gate.wait()
            underWay.withLock { $0.now -= 1 }
            return Self.made
        } _: { delivery in
            // Whatever becomes of the test, the calls end.
            defer { gate.openForGood() }
            try await delivery.submit(10)
            try await began.wait(count: limit)
            for _ in 1...(10 - limit) {
                // Waking it makes no room.
                delivery.courier.wake()
                #expect(underWay.withLock { $0.most } <= limit)
                gate.open()
            }
            gate.openForGood()
            try await delivery.ended(10)
            #expect(underWay.withLock { $0.most } == limit)
            // They begin in the order of arrival.
            #expect(limit > 1 || began.all == (1...10).map(String.init))
        }
    }

    @Test("one that waits does not hold up the others")
    func independent() async throws {
        let gate = Gate()
        try await delivering(inFlight: 2) { deal in
            if deal.leadName == "1" { await gate.wait() }
            return Self.made
        } _: { delivery in
            let ids = try await delivery.submit(20)
            let ended = try await delivery.ended(19)
            #expect(!ended.map(\.id).contains(ids[0]))
            gate.open()
            try await delivery.ended(20)
        }
    }

    @Test("what could not be sent comes again after the schedule's pauses, until it is made")
    func retried() async throws {
        let outcomes = Mutex([
            CallOutcome.neverSent(reason: "no route"), .later(retryAfter: nil, reason: "HTTP 429"), Self.made,
        ])
        try await delivering(policy: pauseless) { _ in
            outcomes.withLock { $0.removeFirst() }
        } _: { delivery in
            let id = try await delivery.submit()[0]
            let ended = try await delivery.ended(3)
            #expect(ended.map(\.attempt.number) == [1, 2, 3])
            #expect(ended.map(\.attempt.outcome) == [.neverSent, .later, .made])
            #expect(ended.map(\.transition.state) == [.pending, .pending, .delivered])
            #expect(try await delivery.store.attempts(of: id).count == 3)
            #expect(try await delivery.store.submission(id)?.state == .delivered)
        }
    }

    @Test("when the schedule is used up it stands on the list, and a person can begin a new round")
    func exhausted() async throws {
        let isUp = Atomic(false)
        try await delivering(policy: pauseless) { _ in
            isUp.load(ordering: .acquiring) ? Self.made : .neverSent(reason: "no route")
        } _: { delivery in
            let id = try await delivery.submit()[0]
            try await delivery.ended(3)
            let failed = try #require(try await delivery.store.submission(id))
            #expect(failed.state == .failed && failed.attempts == 3)
            #expect(failed.reason == "the attempts ran out; the last one: no route")
            isUp.store(true, ordering: .releasing)
            #expect(try await delivery.store.retry([id], at: .now) == [id])
            delivery.courier.wake()
            let ended = try await delivery.ended(4)
            #expect(ended[3].attempt.number == 4)
            #expect(try await delivery.store.submission(id)?.state == .delivered)
        }
    }

    @Test("an unknown outcome on a board that shows nothing is held, and not tried again")
    func uncertain() async throws {
        let calls = EventList<Void>()
        try await delivering(policy: pauseless) { deal in
            calls.append(())
            return deal.leadName == "1" ? .uncertain(reason: "no whole answer") : Self.made
        } _: { delivery in
            let ids = try await delivery.submit(2)
            try await delivery.ended(3)
            let held = try #require(try await delivery.store.submission(ids[0]))
            #expect(held.state == .held && held.dueAt == nil)
            #expect(held.reason == "the CRM may have made the deal: the CRM refuses to list its leads")
            // A later round takes what is due, and this is not.
            try await delivery.submit(deal: MappedDeal(deal: .named("3")).encoded())
            try await delivery.ended(4)
            #expect(try await delivery.store.submission(ids[0])?.attempts == 2)
            #expect(calls.all.count == 3)
        }
    }

    @Test("what the CRM will not have fails at once, in the words of the form's fields")
    func refused() async throws {
        let errors = [
            AttributeError(path: .lead(.name), message: "Name must be a string"),
            AttributeError(path: TargetPath("fields.title"), message: "Title is too long"),
            AttributeError(path: .columnID, message: "Column not found"),
        ]
        try await delivering(policy: pauseless) { _ in
            .refused(errors: errors, message: "Validation failed")
        } _: { delivery in
            let id = try await delivery.submit()[0]
            try await delivery.ended(1)
            let failed = try #require(try await delivery.store.submission(id))
            #expect(failed.state == .failed && failed.attempts == 1)
            #expect(
                try failed.problemLines == [
                    "full_name: Name must be a string", "topic: Title is too long", "column_id: Column not found",
                ])
            #expect(failed.reason?.hasPrefix("the CRM refused it: full_name: Name must be a string; topic: ") == true)
        }
    }

    @Test("a refused token fails nothing and is no flood: one call or as many as were under way, and everything waits")
    func access() async throws {
        let calls = EventList<Void>()
        let alarms = EventList<CourierAlarm>()
        let board = ScriptedBoard { _ in
            calls.append(())
            return .accessDenied(message: "Access denied")
        }
        try await delivering(try .trial(board, policy: .schedule([]), inFlight: 1), alarm: { alarms.append($0) }) {
            delivery in
            let ids = try await delivery.submit(3)
            try await delivery.ended(1)
            try await alarms.wait(count: 1)
            delivery.courier.wake()
            for id in ids { #expect(try await delivery.store.submission(id)?.state == .pending) }
            #expect(calls.all.count == 1)
            #expect(alarms.all == [.tokenRefused(lane: "boardbridge.yaml")])
        }
    }

    @Test("another token starts at once, and what waited for the old one is delivered by it")
    func changedToken() async throws {
        let refused = ScriptedBoard { _ in .accessDenied(message: nil) }
        try await delivering(try .trial(refused, policy: .schedule([]), inFlight: 1)) { delivery in
            try await delivery.submit(3)
            try await delivery.ended(1)
            let good = ScriptedBoard { _ in Self.made }
            var settings = try CourierSettings.trial(good, policy: .schedule([]), inFlight: 1)
            settings.lanes = [
                CourierLane(
                    name: "boardbridge.yaml", token: try #require(Secret("another")), forms: .all, board: good)
            ]
            delivery.courier.replace(settings)
            try await delivery.ended(4)
            #expect(try await delivery.store.counts()[.delivered] == 3)
        }
    }

    @Test(
        "what is claimed while another configuration comes into force is delivered by that one",
        arguments: [false, true])
    func changedWhileClaimed(isUncertain: Bool) async throws {
        let first = ScriptedBoard { _ in
            isUncertain ? .uncertain(reason: "cut") : .later(retryAfter: nil, reason: "busy")
        }
        var settings = try CourierSettings.trial(
            first, policy: .schedule(Array(repeating: .milliseconds(20), count: 900)), inFlight: 1)
        settings.uncertain = .retry
        try await delivering(settings) { delivery in
            // The first claim passes, and the second waits.
            let gate = Gate()
            gate.open()
            delivery.store.claimGate.withLock { $0 = gate }
            let id = try await delivery.submit()[0]
            try await delivery.store.claimed.wait(count: 2)
            settings.lanes = [
                CourierLane(
                    name: "boardbridge.yaml", token: try #require(Secret("another")), forms: .all,
                    board: ScriptedBoard { _ in Self.made })
            ]
            delivery.courier.replace(settings)
            gate.openForGood()
            try await delivery.store.recorded.wait { $0.contains { $0.transition.state == .delivered } }
            #expect(try await delivery.store.submission(id)?.state == .delivered)
        }
    }

    @Test("a form's own token is stopped alone: the others go on")
    func tokenOfAForm() async throws {
        let refused = ScriptedBoard { _ in .accessDenied(message: nil) }
        let good = ScriptedBoard { _ in Self.made }
        var settings = try CourierSettings.trial(good, policy: .schedule([]), inFlight: 2)
        settings.lanes = [
            CourierLane(name: "a", token: try #require(Secret("a")), forms: .except(["jobs"]), board: good),
            CourierLane(name: "b", token: try #require(Secret("b")), forms: .only(["jobs"]), board: refused),
        ]
        try await delivering(settings) { delivery in
            let jobs = try await delivery.submit(2, form: "jobs")
            let contacts = try await delivery.submit(20)
            try await delivery.store.recorded.wait { $0.count { $0.transition.state == .delivered } == 20 }
            for id in contacts { #expect(try await delivery.store.submission(id)?.state == .delivered) }
            for id in jobs { #expect(try await delivery.store.submission(id)?.state == .pending) }
        }
    }

    @Test("phone numbers are brought into shape on the way, and a stored deal that cannot be read is no loop")
    func settled() async throws {
        let sent = EventList<String?>()
        let deal = Array(
            #"{"deal":{"column_id":1,"lead":{"phone":"202-555-0147"}},"phones":[{"target":"lead.phone","region":"US"}]}"#
                .utf8)
        try await delivering { deal in
            sent.append(deal.lead?.attributes[.phone]?.formText)
            return Self.made
        } _: { delivery in
            let broken = try await delivery.submit(deal: Array("{}".utf8))[0]
            try await delivery.submit(deal: deal)
            try await delivery.ended(2)
            #expect(sent.all == ["+12025550147"])
            let failed = try await delivery.store.submission(broken)
            #expect(failed?.state == .failed && failed?.reason == "the stored deal cannot be read")
        }
    }
}
