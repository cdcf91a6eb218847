import Testing

@testable import Benchmark

@Suite("Latencies")
struct LatencyHistogramTests {
    @Test("each value lies in its class, and no class is wider than a 64th of what it holds")
    func classes() {
        var values: [UInt64] = Array(0...4096)
        for bit in 12..<64 { values += [1 << UInt64(bit), (1 << UInt64(bit)) - 1, (1 << UInt64(bit)) + 12345] }
        values.append(.max)
        var latest = -1
        for value in values.sorted() {
            let index = LatencyHistogram.index(of: value)
            #expect(index >= latest)
            latest = index
            let bound = LatencyHistogram.upperBound(of: index)
            #expect(bound >= value)
            #expect(bound - value <= value / 64)
        }
    }

    @Test("percentiles are those of the sorted list, at most a 64th too high, and the longest is exact")
    func percentiles() {
        var histogram = LatencyHistogram()
        #expect(histogram.percentile(0.5) == 0)
        var values: [UInt64] = []
        var state: UInt64 = 42
        for _ in 0..<10_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            values.append(state >> 33)
        }
        for value in values { histogram.record(value) }
        values.sort()
        #expect(histogram.count == values.count)
        #expect(histogram.longest == values.last)
        for share in [0.0001, 0.5, 0.9, 0.99, 0.9999, 1] {
            let exact = values[Int((share * 10_000).rounded(.up)) - 1]
            let found = histogram.percentile(share)
            #expect(found >= exact && found <= exact + exact / 64, "\(share)")
        }
    }
}
