import BoardCRM
import Bridge
import Mapping
import Outbox
import Telemetry
import TestKit
import Testing

@Suite("A courier that looks for deals")
struct CourierLookTests {
    /// A board whose export waits for a gate, and which loses the answer of every deal whose lead is called by a number below 100.
    private final class SlowBoard: Board {
        let clock = BoardClock()
        let gate = Gate()
        let exports = EventList<(DateTime, DateTime)>()
        let made = EventList<String>()

        func createDeal(_ deal: Deal, notAfter deadline: ContinuousClock.Instant?) async -> CallOutcome {
            if let reference = Alias("ref").flatMap({ deal.fields[$0]?.formText }) { made.append(reference) }
            guard let name = deal.leadName.flatMap(Int.init), name >= 100 else { return .uncertain(reason: "cut") }
            return .made(dealID: Identifier(1), leadID: nil)
        }
        func leads(page: Int, limit: Int) async -> Result<LeadPage, CallFailure> {
            .failure(.refused(errors: [], message: nil))
        }
        func exportDeals(from start: DateTime, to end: DateTime) async -> Result<ExportedTable, CallFailure> {
            exports.append((start, end))
            await gate.wait()
            let rows = made.all.enumerated().map { ["\($0 + 412)", $1] }
            return .success(ExportedTable(rows: [["ID", "Ref"]] + rows))
        }
        /// Whose leads were asked for, and what they wait for.
        let asked = EventList<Identifier>()
        let leadGate = Gate()
        func lead(of deal: Identifier) async -> Result<Identifier?, CallFailure> {
            asked.append(deal)
            await leadGate.wait()
            return .success(Identifier(9001))
        }
    }

    @Test("looks go together and keep one place of those that calls have: all others are for deals")
    func places() async throws {
        let board = SlowBoard()
        board.leadGate.openForGood()
        var settings = try CourierSettings.trial(board, policy: .schedule([]), inFlight: 2, reference: "ref")
        settings.callTime = .seconds(10)
        try await delivering(settings) { delivery in
            let lost = try await delivery.submit(4)
            try await delivery.ended(4)
            try await board.exports.wait(count: 1)
            // The first export is under way, and everything else is looked for behind it.
            for number in 100..<130 {
                try await delivery.submit(1, deal: MappedDeal(deal: .named("\(number)")).encoded())
            }
            try await delivery.ended(34)
            #expect(board.exports.all.count == 1)
            board.gate.openForGood()
            let ended = try await delivery.ended(38)
            #expect(Set(ended.filter { $0.attempt.outcome == .found }.map(\.id)) == Set(lost))
            #expect(board.exports.all.count <= 4, "each round is one export")
        }
    }

    @Test("the leads of what is found are asked for several at a time, in half of the places at the most")
    func leadsTogether() async throws {
        let board = SlowBoard()
        var settings = try CourierSettings.trial(board, policy: .schedule([]), inFlight: 6, reference: "ref")
        settings.callTime = .seconds(10)
        try await delivering(settings) { delivery in
            try await delivery.submit(1)
            try await delivery.ended(1)
            try await board.exports.wait(count: 1)
            // The first look is under way; the others are for the second round. A deal that is made keeps the line from being called broken.
            for round in 0..<4 {
                try await delivery.submit(3)
                try await delivery.ended(1 + round * 4 + 3)
                try await delivery.submit(1, deal: MappedDeal(deal: .named("100")).encoded())
                try await delivery.ended(1 + round * 4 + 4)
            }
            board.gate.openForGood()
            board.leadGate.open()
            try await board.asked.wait(count: 5)
            // Meanwhile a deal has room.
            try await delivery.submit(1, deal: MappedDeal(deal: .named("100")).encoded())
            try await delivery.ended(19)
            #expect(board.asked.all.count == 5)
            board.leadGate.openForGood()
            let ended = try await delivery.ended(31)
            #expect(ended.filter { $0.attempt.outcome == .found }.count == 13)
            #expect(Set(board.asked.all).count == 13 && board.asked.all.count == 13)
        }
    }

    @Test("with room for one call, looks and deals take turns")
    func oneCall() async throws {
        let board = SlowBoard()
        board.gate.openForGood()
        board.leadGate.openForGood()
        var settings = try CourierSettings.trial(board, policy: .schedule([]), inFlight: 1, reference: "ref")
        settings.callTime = .seconds(10)
        try await delivering(settings) { delivery in
            try await delivery.submit(4)
            try await delivery.submit(1, deal: MappedDeal(deal: .named("100")).encoded())
            let ended = try await delivery.ended(9)
            #expect(ended.filter { $0.attempt.outcome == .found }.count == 4)
            #expect(ended.filter { $0.attempt.outcome == .made }.count == 1)
        }
    }

    @Test("what was learnt of the board's time is kept over restarts, for the same token at the same address alone")
    func time() async throws {
        let store = WatchedStore()
        let settings = IntakeSettings(forms: try forms(["contact": contactForm]), limits: LimitSettings())
        func run(_ board: SlowBoard, token: String, _ body: (Courier) async throws -> Void) async throws {
            var courierSettings = CourierSettings(lanes: [
                CourierLane(
                    name: "boardbridge.yaml", token: try #require(Secret(token)), forms: .all, board: board)
            ])
            courierSettings.policy = .schedule([])
            let courier = Courier(store: store, forms: settings, settings: courierSettings, log: .silent)
            let running = Task { await courier.run() }
            try await body(courier)
            courier.stop()
            await running.value
        }
        func asked(_ times: Int) async throws {
            try await store.noted.wait { $0.filter { $0.hasPrefix("board-time") }.count >= times }
        }
        let time = BoardTime(offset: 7200, learntAt: Timestamp.now.milliseconds / 1000)
        let first = SlowBoard()
        try await run(first, token: "a") { courier in
            first.clock.recall(time)
            courier.wake()
            try await store.kept.wait { $0.contains { $0.hasPrefix("board-time") } }
        }
        let second = SlowBoard()
        try await run(second, token: "a") { _ in
            try await asked(2)
            _ = try await poll("the lesson") { second.clock.lesson }
        }
        #expect(second.clock.lesson == time)
        let other = SlowBoard()
        try await run(other, token: "b") { _ in
            try await asked(3)
        }
        #expect(other.clock.lesson == nil)
        #expect(store.kept.all.filter { $0.hasPrefix("board-time") }.count == 1)
    }
}
