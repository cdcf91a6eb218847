import Testing

@testable import Benchmark

@Suite("The time that is counted")
struct WindowTests {
    @Test("what comes in the warm-up and past the end is not counted; the time runs from the warm-up on")
    func time() {
        var window = Window(.time(.nanoseconds(100), warmUp: .nanoseconds(50)))
        #expect(!window.countsFromTheStart)
        window.begin(at: 1000)
        let moments: [UInt64] = [1000, 1049, 1053, 1054, 1153]
        #expect(moments.map { window.place(of: $0) } == [.before, .before, .start, .within, .within])
        #expect(window.allows(1_000_000))
        #expect(window.place(of: 1154) == .end)
        #expect(window.isOver)
        #expect(!window.allows(1))
        #expect(window.place(of: 1155) == .after)
    }

    @Test("so many requests are counted from the first to the last")
    func requests() {
        var window = Window(.requests(2))
        #expect(window.countsFromTheStart)
        window.begin(at: 1000)
        #expect(window.place(of: 1000) == .within)
        #expect(window.allows(2))
        #expect(!window.allows(3))
        #expect(!window.isOver)
    }
}
