import Foundation
import Testing

@testable import Spam

@Suite("What is remembered of addresses, tokens and texts")
struct MemoryTests {
    private let second: Int64 = 1_000_000_000

    @Test("so many posts may come at once, and then one for each part of the time; the answer says when")
    func bucket() {
        let memory = SpamMemory(capacity: 64)
        let rate = PostRate(3, within: .seconds(60))
        for _ in 0..<3 { #expect(memory.take(1, rate, at: 0) == nil) }
        #expect(memory.take(1, rate, at: 0) == .seconds(20))
        #expect(memory.take(1, rate, at: 15 * second) == .seconds(5), "a refusal costs nothing")
        #expect(memory.take(1, rate, at: 20 * second) == nil)
        #expect(memory.take(1, rate, at: 20 * second) == .seconds(20))
        for _ in 0..<3 { #expect(memory.take(1, rate, at: 1000 * second) == nil) }
        #expect(memory.take(1, rate, at: 1000 * second) != nil, "what was not used does not pile up")
        #expect(memory.take(2, rate, at: 1000 * second) == nil, "each has its own")
    }

    @Test("an address has its bucket in each form, and all of a form share one")
    func buckets() {
        let memory = SpamMemory(capacity: 64)
        var settings = SpamSettings()
        settings.addressRate = PostRate(1, within: .seconds(60))
        settings.formRate = PostRate(3, within: .seconds(60))
        let (contact, jobs) = (SpamJudge(settings, form: "contact"), SpamJudge(settings, form: "jobs"))
        #expect(contact.wait(for: 7, at: 0, memory) == nil)
        #expect(contact.wait(for: 7, at: 0, memory) == .seconds(60))
        #expect(jobs.wait(for: 7, at: 0, memory) == nil)
        #expect(contact.wait(for: 8, at: 0, memory) == nil)
        #expect(contact.wait(for: nil, at: 0, memory) == nil)
        #expect(contact.wait(for: 9, at: 0, memory) == .seconds(20), "the form has had its three")
        #expect(contact.wait(for: 7, at: 60 * second, memory) == nil)
    }

    @Test(
        "hundreds of thousands of addresses take no more memory than some, and one that is there keeps its bucket meanwhile"
    )
    func bounded() {
        let memory = SpamMemory()
        let rate = PostRate(2, within: .seconds(3600))
        #expect(memory.size == 0, "nothing is taken before it is needed")
        for address in 0..<1000 as Range<UInt64> { _ = memory.take(SeededHash.of("contact", address), rate, at: 0) }
        let size = memory.size
        #expect(size <= 2 << 20)
        for address in 1000..<300_000 as Range<UInt64> {
            _ = memory.take(SeededHash.of("contact", address), rate, at: Int64(address))
        }
        #expect(memory.size == size)
        // Of two posts each, those that came last are remembered before those that came first.
        let known = (299_000..<300_000 as Range<UInt64>).filter {
            _ = memory.take(SeededHash.of("contact", $0), rate, at: second)
            return memory.take(SeededHash.of("contact", $0), rate, at: second) != nil
        }
        #expect(known.count > 900, "\(known.count)")
    }

    @Test("what ends first is forgotten first, and what has ended is as good as new")
    func forgetting() {
        var table = BoundedTable(capacity: 8)
        for key in 1...8 as ClosedRange<UInt64> {
            table.change(key, at: 0) {
                $0.until = Int64(key) * 10; $0.value = key
            }
        }
        table.change(99, at: 0) { $0.until = 1000 }
        #expect(table.change(1, at: 0) { $0.value } == 0, "the first to end made room")
        #expect(table.change(8, at: 79) { $0.value } == 8)
        #expect(table.change(8, at: 80) { $0.value } == 0)
    }

    @Test("two hashes of different texts are different, of equal ones equal")
    func hashes() {
        var seen: Set<UInt64> = []
        for length in 0..<200 { seen.insert(SeededHash.of(String(repeating: "a", count: length))) }
        for number in 0..<10_000 as Range<UInt64> { seen.insert(SeededHash.of("contact", number)) }
        #expect(seen.count == 10_200)
        #expect(SeededHash.of("x", 3) == SeededHash.of("x", 3))
    }
}
