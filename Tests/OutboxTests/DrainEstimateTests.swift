import Outbox
import Testing

@Suite("How long a backlog takes")
struct DrainEstimateTests {
    private func delivered(_ count: Int, every seconds: Double, from first: Int = 1) -> [SubmissionSummary] {
        (0..<count).map { index in
            SubmissionSummary(
                id: id(index + first), form: "contact", state: .delivered, receivedAt: moment(0),
                changedAt: moment(10_000_000 - Int64(Double(index) * seconds * 1000)), dueAt: nil,
                attemptStartedAt: nil,
                attempts: 1, dealID: 1, leadID: 1, reason: nil, contentSize: 1)
        }
    }

    @Test("by what was delivered lately")
    func rate() {
        let fast = DrainEstimate(pending: 12_000, samples: [delivered(1000, every: 0.02)], now: moment(10_000_000))
        #expect(fast.text(pending: 12_000) == "12000 wait; at 50 a second, as lately, they take about 4 min")
        let slow = DrainEstimate(pending: 10, samples: [delivered(5, every: 100)], now: moment(10_000_000))
        #expect(slow.text(pending: 10) == "10 wait; at 0.01 a second, as lately, they take about 13 min")
    }

    @Test("what goes along from the newest end is counted with what drains from the oldest, and nothing twice")
    func twoPlaces() {
        let (fresh, old) = (delivered(1000, every: 0.04, from: 5000), delivered(1000, every: 0.01))
        let both = DrainEstimate(pending: 1000, samples: [fresh, old], now: moment(10_000_000))
        #expect(both.rate.map { abs($0 - 125) < 1 } == true)
        let same = DrainEstimate(pending: 1000, samples: [old, old], now: moment(10_000_000))
        #expect(same.rate.map { abs($0 - 100) < 1 } == true)
        let none = DrainEstimate(pending: 1000, samples: [old, []], now: moment(10_000_000))
        #expect(none.rate.map { abs($0 - 100) < 1 } == true)
    }

    @Test("nothing waits, or nothing was delivered lately")
    func unknown() {
        let none = DrainEstimate(pending: 3, samples: [delivered(20, every: 0.1)], now: moment(11_000_000))
        #expect(none.remaining == nil && none.text(pending: 3)?.contains("not known") == true)
        #expect(none.text(pending: 0) == nil)
    }
}
