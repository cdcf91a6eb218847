import Synchronization
import Testing

@testable import BoardCRM

@Suite("A pile")
struct PileTests {
    @Test("all that comes is dealt with once, in its order, and by one at a time")
    func order() async {
        let (batches, dealt) = AsyncStream<[Int]>.makeStream()
        let isAtIt = Atomic(false)
        let pile = Pile<Int> { batch in
            #expect(isAtIt.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged)
            dealt.yield(batch)
            isAtIt.store(false, ordering: .releasing)
        }
        await withTaskGroup { group in
            for writer in 0..<4 {
                group.addTask { for number in 0..<2000 { pile.add([number * 4 + writer]) } }
            }
        }
        var all: [Int] = []
        for await batch in batches {
            #expect(!batch.isEmpty)
            all += batch
            if all.count >= 8000 { break }
        }
        for writer in 0..<4 {
            #expect(all.filter { $0 % 4 == writer } == (0..<2000).map { $0 * 4 + writer })
        }
    }
}
