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

    @Test("what is used once is known until its end and no longer than some seconds after it, for years")
    func marks() {
        var table = MarkTable(capacity: 64)
        func mark(_ key: UInt64, until: Int64, at moment: Int64) -> Bool {
            table.mark(key, until: until, at: moment)
        }
        #expect(table.size == 0, "nothing is taken before it is needed")
        let key: UInt64 = 0x1234_5678_9ABC_DEF0
        #expect(mark(key, until: now + 60_000, at: now))
        #expect(!mark(key, until: now + 60_000, at: now + 59_999))
        #expect(mark(key, until: now + 120_000, at: now + 70_000))
        table.forget(key)
        #expect(mark(key, until: now + 120_000, at: now + 70_000))
        #expect(!mark(key, until: now + 60_000, at: now - 600_000), "a clock that was set back frees nothing")
        for year in 1...5 as ClosedRange<Int64> {
            let later = now + year * 365 * 86_400_000
            #expect(mark(key, until: later + 60_000, at: later))
            #expect(!mark(key, until: later + 60_000, at: later + 1000))
        }
    }

    @Test("of more than fit, those that end last are known; the others make room, and nothing grows")
    func fullOfMarks() {
        var table = MarkTable(capacity: 1024)
        func mark(_ key: UInt64, until: Int64, at moment: Int64) -> Bool {
            table.mark(key, until: until, at: moment)
        }
        let keys = (0..<20_000 as Range<UInt64>).map { SeededHash.of($0) }
        for (number, key) in keys.enumerated() {
            #expect(mark(key, until: now + Int64(number) * 10_000 + 60_000, at: now))
        }
        #expect(table.size == 8192)
        let known = keys.suffix(500).filter { !mark($0, until: now + 300_000_000, at: now) }
        #expect(known.count > 400, "\(known.count)")
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
