import Outbox
import Testing

@testable import Bridge

@Suite("A token's way to the CRM")
struct LaneTests {
    private let ids = SubmissionIDSource()

    private func fail(_ lane: inout Lane, _ count: Int, at now: Duration = .zero) -> [Lane.News] {
        (0..<count).flatMap { _ in
            lane.begin()
            return lane.end(.failed, of: ids.next(), at: now, random: 0)
        }
    }

    @Test("five different submissions in a row break it, and one alone never does")
    func breaks() {
        var lane = Lane()
        let one = ids.next()
        for _ in 0..<50 { #expect(lane.end(.failed, of: one, at: .zero, random: 0).isEmpty) }
        #expect(fail(&lane, 3).isEmpty && lane.allowance(at: .zero) == .max)
        #expect(fail(&lane, 1) == [.broken])
        #expect(lane.allowance(at: .zero) == 0 && lane.isClosed && !lane.isStopped)
    }

    @Test("looks at the board go together: all that fail count as one")
    func looks() {
        var lane = Lane()
        for _ in 0..<50 { #expect(lane.end(.failed, of: nil, at: .zero, random: 0).isEmpty) }
        #expect(fail(&lane, 3).isEmpty && !lane.isClosed)
        #expect(fail(&lane, 1) == [.broken])
    }

    @Test("a success between makes it a new row")
    func successBetween() {
        var lane = Lane()
        for _ in 0..<10 {
            #expect(fail(&lane, 4).isEmpty)
            #expect(lane.end(.answered, of: ids.next(), at: .zero, random: 0).isEmpty)
        }
    }

    @Test(
        "broken, it lets one trial through at a time, with pauses that grow from a second to half a minute, and mends at once"
    )
    func trials() {
        var lane = Lane()
        _ = fail(&lane, 5)
        var now = Duration.zero
        var pauses: [Double] = []
        for _ in 0..<9 {
            let next = lane.next ?? .zero
            #expect(lane.allowance(at: next - .milliseconds(1)) == 0)
            #expect(lane.allowance(at: next) == 1)
            pauses.append((next - now) / .seconds(1))
            now = next
            lane.begin()
            #expect(lane.allowance(at: now) == 0)
            #expect(lane.end(.failed, of: ids.next(), at: now, random: 0.999).isEmpty)
        }
        #expect(pauses.map { $0.rounded() } == [1, 2, 4, 8, 16, 30, 30, 30, 30])
        lane.begin()
        #expect(lane.end(.answered, of: ids.next(), at: now, random: 0) == [.mended])
        #expect(lane.allowance(at: now) == .max && lane.next == nil)
    }

    @Test("what began before it broke makes no pause longer")
    func late() {
        var lane = Lane()
        _ = fail(&lane, 5)
        let next = lane.next
        _ = lane.end(.failed, of: ids.next(), at: .milliseconds(10), random: 0)
        #expect(lane.next == next)
    }

    @Test("a refused token stops it with one word, trials come slowly, and what fails for another reason tells nothing")
    func stopped() {
        var lane = Lane()
        #expect(lane.end(.access, of: ids.next(), at: .zero, random: 0) == [.stopped(.access)])
        #expect(lane.end(.access, of: ids.next(), at: .zero, random: 0).isEmpty)
        #expect(lane.isStopped && lane.allowance(at: .seconds(29)) == 0 && lane.allowance(at: .seconds(30)) == 1)
        lane.begin()
        #expect(lane.end(.failed, of: ids.next(), at: .seconds(31), random: 0).isEmpty)
        #expect(lane.isStopped && lane.allowance(at: .seconds(31)) == 0 && lane.allowance(at: .seconds(91)) == 1)
        lane.begin()
        #expect(lane.end(.access, of: ids.next(), at: .seconds(91), random: 0).isEmpty)
        #expect(lane.next == .seconds(91 + 60))
        lane.begin()
        #expect(lane.end(.answered, of: ids.next(), at: .seconds(160), random: 0) == [.goesOn])
        #expect(!lane.isClosed)
    }

    @Test(
        "where a person may have put it right, the next trial is made at once, and the pauses go on growing where nothing was"
    )
    func hurried() {
        var lane = Lane()
        _ = lane.end(.access, of: ids.next(), at: .zero, random: 0)
        lane.hurry()
        #expect(lane.isStopped && lane.allowance(at: .seconds(1)) == 1)
        lane.begin()
        #expect(lane.end(.access, of: ids.next(), at: .seconds(1), random: 0).isEmpty)
        #expect(lane.next == .seconds(1 + 60))
        _ = fail(&lane, 5, at: .seconds(1))
        lane.hurry()
        #expect(lane.allowance(at: .seconds(1)) == 1)
    }

    @Test("it says what it waits for, and until when")
    func standing() {
        var lane = Lane()
        #expect(lane.standing == nil)
        _ = fail(&lane, 5)
        #expect(lane.standing?.cause == .failing && lane.standing?.next == .milliseconds(500))
        _ = lane.end(.access, of: ids.next(), at: .zero, random: 0)
        #expect(lane.standing?.cause == .tokenRefused && lane.standing?.next == .seconds(30))
        lane.begin()
        _ = lane.end(.misdirected, of: ids.next(), at: .seconds(30), random: 0)
        #expect(lane.standing?.cause == .wrongAddress)
    }

    @Test("another server at the address is told as that")
    func misdirected() {
        var lane = Lane()
        #expect(lane.end(.misdirected, of: ids.next(), at: .zero, random: 0) == [.stopped(.misdirected)])
    }
}
