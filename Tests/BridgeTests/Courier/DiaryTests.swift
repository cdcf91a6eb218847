import BoardCRM
import Mapping
import Outbox
import Synchronization
import Testing

@testable import Bridge

@Suite("What ended, on its way to the store")
struct DiaryTests {
    private func ended(_ count: Int) throws -> [Ended] {
        let lane = try LaneEntry(
            id: 1, lane: CourierLane(name: "crm", token: #require(Secret("t")), forms: .all, board: board),
            deals: board.dealLine { _ in },
            search: BoardSearch(
                board: board, store: InMemoryStore(), certainty: .zero, isSteady: { _ in true }, underWay: { [] },
                turn: { nil }, places: { _ in 0 }, giveBack: { _ in }))
        let claim = Claim(
            id: try #require(SubmissionID(high: 0x7000, low: 1 << 63)), form: "contact", deal: [], number: 1,
            numberInRound: 1, triedSince: .now, receivedAt: .now, startedAt: .now)
        return (0..<count).map { _ in .unreadable(Job(claim: claim, lane: lane, deadline: .now)) }
    }

    private let board = ScriptedBoard { _ in .made(dealID: nil, leadID: nil) }

    private func stored(_ step: Diary.Step) -> Int? {
        guard case .store(let ended) = step else { return nil }
        return ended.count
    }

    private func isWait(_ step: Diary.Step) -> Bool { if case .wait = step { true } else { false } }
    private func isNothing(_ step: Diary.Step) -> Bool { if case .nothing = step { true } else { false } }

    @Test("what ends waits a moment for more, and goes together")
    func pause() throws {
        var diary = Diary()
        #expect(isWait(diary.add(try ended(1), isLast: false)))
        #expect(isNothing(diary.add(try ended(3), isLast: false)))
        #expect(stored(diary.waited()) == 4)
        #expect(isNothing(diary.stored()))
        #expect(isWait(diary.add(try ended(1), isLast: false)))
        #expect(stored(diary.waited()) == 1)
    }

    @Test("where nothing else is under way, or many have ended, nothing waits")
    func atOnce() throws {
        var diary = Diary()
        #expect(stored(diary.add(try ended(1), isLast: true)) == 1)
        #expect(isNothing(diary.stored()))
        #expect(stored(diary.add(try ended(128), isLast: false)) == 128)
        #expect(isNothing(diary.stored()))
    }

    @Test("what waits goes along when the store is asked for something else, and its pause ends for nothing")
    func goAlong() throws {
        var diary = Diary()
        #expect(isNothing(diary.goAlong()))
        #expect(isWait(diary.add(try ended(2), isLast: false)))
        #expect(stored(diary.goAlong()) == 2)
        #expect(isNothing(diary.add(try ended(3), isLast: false)))
        #expect(isNothing(diary.goAlong()))
        #expect(isNothing(diary.waited()))
        #expect(isWait(diary.stored()))
        #expect(stored(diary.goAlong()) == 3)
    }

    @Test("while some are being stored, the rest gathers")
    func oneAfterTheOther() throws {
        var diary = Diary()
        #expect(stored(diary.add(try ended(1), isLast: true)) == 1)
        #expect(isNothing(diary.add(try ended(1), isLast: true)))
        #expect(isNothing(diary.add(try ended(200), isLast: false)))
        #expect(stored(diary.stored()) == 201)
        #expect(isNothing(diary.add(try ended(2), isLast: false)))
        #expect(isWait(diary.stored()))
        #expect(isNothing(diary.stored()))
        #expect(stored(diary.waited()) == 2)
    }

    @Test("a pause that ends while some are being stored loses nothing")
    func pauseMeanwhile() throws {
        var diary = Diary()
        #expect(isWait(diary.add(try ended(1), isLast: false)))
        #expect(stored(diary.add(try ended(1), isLast: true)) == 2)
        #expect(isNothing(diary.add(try ended(1), isLast: false)))
        #expect(isNothing(diary.waited()))
        #expect(isWait(diary.stored()))
        #expect(stored(diary.waited()) == 1)
    }

    @Test("claims are taken from the front, in their order")
    func queue() throws {
        let lane = try ended(1)[0].job.lane
        let start = ContinuousClock.now
        func job(_ number: Int) throws -> Job {
            let id = try #require(SubmissionID(high: UInt64(number) << 16 | 0x7000, low: 1 << 63))
            let claim = Claim(
                id: id, form: "contact", deal: [], number: number, numberInRound: 1, triedSince: .now, receivedAt: .now,
                startedAt: .now)
            return Job(claim: claim, lane: lane, deadline: start + .seconds(number))
        }
        var queue = JobQueue()
        var taken: [Int] = []
        for number in 1...1000 {
            queue.append(try job(number))
            if number % 3 != 0, let first = queue.first {
                taken.append(first.claim.number)
                queue.removeFirst()
            }
        }
        #expect(taken == Array(1...667))
        #expect(queue.count == 333 && queue.jobs.map(\.claim.number) == Array(668...1000))
        #expect(queue.takeLate(start + .seconds(700)).map(\.claim.number) == Array(668...700))
        #expect(queue.first?.claim.number == 701 && queue.count == 300)
        #expect(queue.takeLate(start).isEmpty)
    }
}
