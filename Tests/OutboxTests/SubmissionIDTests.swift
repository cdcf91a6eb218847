import Outbox
import Synchronization
import Testing

@Suite("Submission ids")
struct SubmissionIDTests {
    @Test("the example of RFC 9562 is read and written")
    func example() throws {
        let text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
        let id = try #require(SubmissionID(text))
        #expect(id.high == 0x017F_22E2_79B0_7CC3)
        #expect(id.low == 0x98C4_DC0C_0C07_398F)
        #expect(id.description == text)
        #expect(SubmissionID(text.uppercased()) == id)
        #expect(id.timestamp.description == "2022-02-22T19:22:22.000Z")
    }

    @Test(
        "what is no UUID of version 7 is no id",
        arguments: [
            "", "017f22e2", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
            "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
            "017f22e2-79b0-7cc3-18c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
            "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", "017f22e2_79b0_7cc3_98c4_dc0c0c07398f",
        ])
    func refused(text: String) {
        #expect(SubmissionID(text) == nil)
    }

    @Test("ids rise while the clock stands still, jumps back, and ends its counter")
    func monotonic() {
        let clock = Atomic<Int64>(1_700_000_000_000)
        let source = SubmissionIDSource(
            clock: { Timestamp(milliseconds: clock.load(ordering: .relaxed)) }, random: { .max })
        var previous = source.next()
        #expect(previous.timestamp.milliseconds == 1_700_000_000_000)
        for step in 0..<20_000 {
            if step == 5000 { clock.store(1_600_000_000_000, ordering: .relaxed) }
            if step == 15_000 { clock.store(1_700_000_001_000, ordering: .relaxed) }
            let next = source.next()
            #expect(next > previous && next.high > previous.high)
            #expect(next.high >> 12 & 0xF == 7 && next.low >> 62 == 0b10)
            previous = next
        }
        #expect(previous.timestamp.milliseconds == 1_700_000_001_001)
    }

    @Test("a source begins after the newest id of the store, whatever the clock says")
    func continues() throws {
        let newest = try #require(SubmissionID("ffff22e2-79b0-7fff-98c4-dc0c0c07398f"))
        let source = SubmissionIDSource(after: newest, clock: { moment(5) }, random: { 0 })
        #expect(source.next() > newest)
    }

    @Test("a clock before 1970 or far in the future still gives ids the store can key")
    func oddClocks() {
        for milliseconds in [Int64.min, -1, 0, .max] {
            let id = SubmissionIDSource(clock: { moment(milliseconds) }).next()
            #expect(Int64(bitPattern: id.high) > 0)
            #expect(SubmissionID(id.description) == id)
        }
    }

    @Test("many threads get ids that are unique, and rise for each of them")
    func concurrent() async {
        let source = SubmissionIDSource()
        let all = await withTaskGroup(of: [SubmissionID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<5000).map { _ in source.next() } } }
            return await group.reduce(into: [[SubmissionID]]()) { $0.append($1) }
        }
        for ids in all { #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.0 < $0.1 }) }
        #expect(Set(all.joined().map(\.high)).count == 40_000)
    }

    @Test("the text has every digit in its place")
    func digits() throws {
        for text in [
            "01234567-89ab-7cde-8f01-23456789abcd", "ffffffff-ffff-7fff-bfff-ffffffffffff",
            "00000000-0000-7000-8000-000000000000",
        ] {
            #expect(try #require(SubmissionID(text)).description == text)
        }
    }
}
