import BoardCRM
import Outbox
import Testing

@testable import Bridge

@Suite("What lies on the courier's desk")
struct DeskTests {
    private func desk() throws -> Desk {
        let board = ScriptedBoard { _ in .made(dealID: nil, leadID: nil) }
        var desk = Desk(try .trial(board, policy: pauseless, inFlight: 4), wall: .now)
        _ = desk.replace(desk.settings) { lane in
            lane.board.dealLine { _ in }
        } search: { lane in
            BoardSearch(board: lane.board, store: WatchedStore(), certainty: .zero) { _ in
                true
            } underWay: {
                []
            } turn: {
                nil
            } places: { _ in
                0
            } giveBack: { _ in
            }
        }
        return desk
    }

    @Test(
        "what ended by a clock that was set back before it was on record is looked at once more: it may wait for days")
    func clockSetBackInTheAir() throws {
        var desk = try desk()
        desk.mayWaitTooLong = false
        let now = Timestamp.now
        let id = SubmissionIDSource().next()
        desk.told()
        desk.recorded(id, settled: nil, endedAt: now + .seconds(1), at: now)
        #expect(!desk.mayWaitTooLong)
        desk.told()
        desk.recorded(id, settled: nil, endedAt: now + .seconds(3600), at: now)
        #expect(desk.mayWaitTooLong)
    }

    @Test("a stop, its end and a pause are news at once, and once")
    func stopNews() throws {
        var desk = try desk()
        let id = try #require(desk.lanes.first?.id)
        #expect(!desk.hasStopNews(at: .zero))
        let nothing = desk.takeStops(at: .zero, wall: .now)
        #expect(nothing == nil)
        desk.traffic.begin(id, at: .zero)
        _ = desk.traffic.end(id, .access, of: nil, after: nil, at: .seconds(1), random: 0)
        #expect(desk.hasStopNews(at: .seconds(1)))
        let stopped = desk.takeStops(at: .seconds(1), wall: .now)
        #expect(stopped?.stopsAll(of: nil, at: .now) == true)
        #expect(!desk.hasStopNews(at: .seconds(2)))
        desk.traffic.begin(id, at: .seconds(60))
        _ = desk.traffic.end(id, .answered, of: nil, after: .zero, at: .seconds(61), random: 0)
        #expect(desk.hasStopNews(at: .seconds(61)))
        let goesOn = desk.takeStops(at: .seconds(61), wall: .now)
        #expect(goesOn?.stopsAll(of: nil, at: .now) == false)
        desk.traffic.begin(id, at: .seconds(70))
        _ = desk.traffic.end(id, .later(.seconds(100)), of: nil, after: nil, at: .seconds(71), random: 0)
        #expect(desk.hasStopNews(at: .seconds(71)))
        let wall = Timestamp.now
        let pause = desk.takePause(at: .seconds(71), wall: wall)
        let again = desk.takePause(at: .seconds(72), wall: wall)
        #expect(pause?.until == wall + .seconds(100) && again == nil)
        _ = desk.takeStops(at: .seconds(72), wall: wall)
        #expect(!desk.hasStopNews(at: .seconds(73)) && desk.traffic.allowance(of: id, at: .seconds(73)) == 0)
        // A person reloads: it is tried, and is no pause for the next process either.
        desk.traffic.hurry()
        #expect(desk.traffic.allowance(of: id, at: .seconds(73)) > 0)
        let ended = desk.takePause(at: .seconds(74), wall: wall)
        #expect(ended?.rest(at: wall) == nil && ended != nil)
    }

    @Test("claims that could not be given back are kept until they can, and that is told once")
    func ungiven() throws {
        var desk = try desk()
        let isNews = [desk.keep(ungiven: []), desk.keep(ungiven: [])]
        #expect(isNews == [true, false])
        let left = desk.takeUngiven()
        #expect(left.isEmpty)
        desk.gaveBack()
        let isNewsAgain = desk.keep(ungiven: [])
        #expect(isNewsAgain)
    }
}
