import Outbox
import Testing

@testable import Bridge

@Suite("Which calls may begin")
struct TrafficTests {
    private let ids = SubmissionIDSource()

    private func run(
        _ traffic: inout Traffic, _ end: CallEnd, _ latency: Duration = .milliseconds(10), at now: Duration = .zero
    ) {
        traffic.begin(1, at: now)
        _ = traffic.end(1, end, of: ids.next(), after: latency, at: now, random: 0)
    }

    @Test("as many as are allowed at once, over all tokens")
    func inFlight() {
        var traffic = Traffic(inFlight: 3, rate: nil)
        for lane in 1...3 {
            #expect(traffic.allowance(of: lane, at: .zero) == 4 - lane)
            traffic.begin(lane, at: .zero)
        }
        #expect(traffic.allowance(of: 4, at: .zero) == 0)
        _ = traffic.end(1, .answered, of: ids.next(), after: .zero, at: .zero, random: 0)
        #expect(traffic.allowance(of: 4, at: .zero) == 1)
    }

    @Test("calls of a round of looks take what is free, and half of all at the most")
    func places() {
        var traffic = Traffic(inFlight: 8, rate: nil)
        traffic.beginLooks(1)
        #expect(traffic.takePlaces(255, of: 1) == 4 && traffic.allowance(of: 1, at: .zero) == 3)
        traffic.giveBackPlaces(4)
        for _ in 0..<5 { traffic.begin(1, at: .zero) }
        #expect(traffic.takePlaces(255, of: 1) == 2 && traffic.allowance(of: 1, at: .zero) == 0)
        traffic.giveBackPlaces(2)
        #expect(traffic.takePlaces(1, of: 1) == 1)
        _ = traffic.end(1, .access, of: ids.next(), after: .zero, at: .zero, random: 0)
        #expect(traffic.takePlaces(1, of: 1) == 0, "where only trials are made")
    }

    @Test("the pause that the CRM asks for is everyone's, and a day at the most")
    func pause() {
        var traffic = Traffic(inFlight: 8, rate: nil)
        run(&traffic, .later(.seconds(7)))
        #expect(traffic.allowance(of: 2, at: .seconds(6)) == 0 && traffic.next(after: .zero, of: [2]) == .seconds(7))
        #expect(traffic.allowance(of: 2, at: .seconds(7)) > 0)
        run(&traffic, .later(.seconds(1_000_000)))
        #expect(traffic.next(after: .zero, of: [2]) == .seconds(86_400))
    }

    @Test(
        "a rate is kept: in no second more than it, and the one over that a bucket holds",
        arguments: [0.5, 1, 7, 100, 999.9])
    func rate(rate: Double) {
        var traffic = Traffic(inFlight: 256, rate: rate)
        var begun: [Double] = []
        for millisecond in 0..<5000 {
            let now = Duration.milliseconds(millisecond)
            while traffic.allowance(of: 1, at: now) > 0 {
                run(&traffic, .answered, at: now)
                begun.append(Double(millisecond) / 1000)
            }
            if let next = traffic.next(after: now, of: [1]) { #expect(next > now) }
        }
        #expect(abs(Double(begun.count) - rate * 5) <= max(1, rate / 20) + 1)
        for start in begun {
            let inASecond = begun.count { $0 >= start && $0 < start + 1 }
            #expect(Double(inASecond) <= rate + max(1, rate / 20) + 1)
        }
    }

    @Test("what ends by a token that is not used any more tells nothing, and takes no place any more")
    func goneLane() {
        var traffic = Traffic(inFlight: 2, rate: nil)
        traffic.begin(1, at: .zero)
        traffic.keepLanes([2])
        #expect(traffic.end(1, .access, of: nil, after: nil, at: .seconds(4), random: 0).isEmpty)
        #expect(!traffic.isStopped(1) && traffic.underWay == 0)
        traffic.begin(2, at: .seconds(5))
        #expect(traffic.end(2, .access, of: nil, after: nil, at: .seconds(6), random: 0) == [.stopped(.access)])
    }

    @Test("the limit falls on 429 and 503, once in the time of a call, and rises again with good answers")
    func limit() {
        var limit = AdaptiveLimit(most: 64)
        for _ in 0..<10 { limit.pushedBack(at: .zero) }
        #expect(limit.allowed == 44)
        for second in 1...30 { limit.pushedBack(at: .seconds(second)) }
        #expect(limit.allowed == 1)
        var calls = 0
        while limit.allowed < 64, calls < 10_000 {
            calls += 1
            limit.succeeded(in: .milliseconds(20), underWay: limit.allowed, at: .seconds(60))
        }
        #expect(limit.allowed == 64 && calls > 64 && calls < 3000)
    }

    @Test("the limit falls when calls take longer and longer, and not for a CRM that is merely slow")
    func latency() {
        var limit = AdaptiveLimit(most: 64)
        for second in 0..<100 { limit.succeeded(in: .milliseconds(900), underWay: 64, at: .seconds(second)) }
        #expect(limit.allowed == 64)
        for second in 100..<140 { limit.succeeded(in: .milliseconds(4000), underWay: 64, at: .seconds(second)) }
        #expect(limit.allowed < 40)
        let fallen = limit.allowed
        for second in 140..<400 {
            limit.succeeded(in: .milliseconds(900), underWay: limit.allowed, at: .seconds(second))
        }
        #expect(limit.allowed > fallen)
    }
    @Test(
        "a CRM that is slow with some calls and fast with others is not pressed",
        arguments: [[1, 200], [20, 20, 100, 200]])
    func mixed(latencies: [Int]) {
        var limit = AdaptiveLimit(most: 16)
        for call in 0..<2000 {
            limit.succeeded(
                in: .milliseconds(latencies[call % latencies.count]), underWay: limit.allowed,
                at: .milliseconds(100 * call))
        }
        #expect(limit.allowed == 16)
    }
}
