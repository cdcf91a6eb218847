import Outbox
import Testing

@Suite("How long a backlog takes")
struct DrainEstimateTests {
    private func text(_ pace: DeliveryPace, pending: Int, form: String? = nil, at now: Int64) -> String? {
        DrainEstimate(pending: pending, rate: pace.rate(of: form, at: moment(now))).text(pending: pending)
    }

    @Test("by what was delivered in the last minute, of one form or of all, also when it was kept between")
    func rate() throws {
        var pace = DeliveryPace()
        for number in 0..<6000 {
            pace.count(number.isMultiple(of: 4) ? "jobs" : "contact", at: moment(Int64(number * 20)), isBehind: true)
        }
        pace = try #require(DeliveryPace(text: pace.text))
        let all = text(pace, pending: 12_000, at: 120_000)
        #expect(all == "12000 wait; at 50 a second, as of late, they take about 4 min")
        let jobs = text(pace, pending: 120, form: "jobs", at: 120_000)
        #expect(jobs == "120 wait; at 12 a second, as of late, they take about 10 s")
        #expect(text(pace, pending: 1, form: "offer", at: 120_000)?.contains("not known") == true)
        #expect(text(pace, pending: 0, at: 120_000) == nil)
    }

    @Test("a pace that changes is seen within a minute, and one that has ended is no pace")
    func changes() {
        var pace = DeliveryPace()
        for second in 0..<60 {
            for _ in 0..<300 { pace.count("contact", at: moment(Int64(second * 1000)), isBehind: true) }
        }
        for second in 60..<130 { pace.count("contact", at: moment(Int64(second * 1000)), isBehind: true) }
        #expect(pace.rate(of: nil, at: moment(130_000)).map { abs($0 - 1) < 0.2 } == true)
        #expect(text(pace, pending: 10, at: 200_000)?.contains("not known") == true)
        pace.look(at: moment(200_000))
        #expect(pace.isEmpty && pace.rate(of: nil, at: moment(200_000)) == nil)
        // The clock was set back.
        pace.count("contact", at: moment(1000), isBehind: true)
        #expect(pace.rate(of: nil, at: moment(2000)) != nil)
    }

    @Test("after a stop, the time before it does not count, once enough was delivered since")
    func afterStop() {
        var pace = DeliveryPace()
        for number in 0..<10 { pace.count("contact", at: moment(Int64(number)), isBehind: true) }
        // Half a minute of nothing, and then forty a second.
        for number in 0..<20 { pace.count("contact", at: moment(30_000 + Int64(number * 25)), isBehind: true) }
        #expect(pace.rate(of: nil, at: moment(30_500)).map { $0 < 2 } == true, "too few to tell")
        for number in 20..<400 { pace.count("contact", at: moment(30_000 + Int64(number * 25)), isBehind: true) }
        #expect(pace.rate(of: nil, at: moment(40_000)).map { abs($0 - 40) < 2 } == true)
    }

    @Test("what goes at once tells how fast posts come, and not how fast a backlog goes: it counts from its beginning")
    func backlogBegins() throws {
        var pace = DeliveryPace()
        for second in 0..<60 { pace.count("contact", at: moment(Int64(second * 1000)), isBehind: false) }
        #expect(text(pace, pending: 700, at: 60_000)?.contains("not known") == true)
        for number in 0..<80 {
            pace.count("contact", at: moment(59_500 + Int64(number * 25)), isBehind: number % 3 > 0)
        }
        pace = try #require(DeliveryPace(text: pace.text))
        #expect(text(pace, pending: 700, at: 61_500) == "700 wait; at 40 a second, as of late, they take about 18 s")
        // It is over: what comes goes at once again.
        for second in 70..<75 { pace.count("contact", at: moment(Int64(second * 1000)), isBehind: false) }
        #expect(pace.rate(of: nil, at: moment(75_000)) == nil)
    }

    @Test("what is kept by another program is no pace", arguments: ["", "x", "1\n2", "1\n2 x y"])
    func unreadable(text: String) { #expect(DeliveryPace(text: text) == nil) }
}
