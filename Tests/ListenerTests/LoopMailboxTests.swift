import Glibc
import Telemetry
import Testing

@testable import Listener

@Suite("What is handed to a loop")
struct LoopMailboxTests {
    @Test("what is left wakes the loop when it is told, once for all of it, and not where the loop has found it")
    func left() throws {
        let event = try System.eventCreate()
        let mailbox = LoopMailbox(event: event)
        mailbox.leave(Round())
        mailbox.leave(Round())
        #expect(signals(event) == 0)
        mailbox.wake()
        mailbox.wake()
        #expect(signals(event) == 1)
        #expect(mailbox.take().count == 2)
        mailbox.wake()
        #expect(signals(event) == 0)
    }

    @Test("what is delivered behind something left wakes the loop at once, and brings it along")
    func behind() throws {
        let event = try System.eventCreate()
        let mailbox = LoopMailbox(event: event)
        mailbox.leave(Round())
        mailbox.deliver([])
        #expect(signals(event) == 1)
        #expect(mailbox.take().count == 2)
        mailbox.leave(Round())
        #expect(mailbox.take().count == 1)
        mailbox.deliver([])
        mailbox.deliver([])
        #expect(signals(event) == 1)
    }

    /// How often the loop was woken since this was asked last.
    private func signals(_ event: Int32) -> UInt64 {
        var count: UInt64 = 0
        // because read fills the one value it is handed, for the length of the call (eventfd(2): a number of eight bytes).
        return unsafe read(event, &count, 8) == 8 ? count : 0
    }
}

private struct Round: AnsweredRound {
    func answer(
        _ deliver: (Exchange, Response) -> Void,
        ready: (Exchange, ReadyAnswer, _ high: UInt64, _ low: UInt64) -> Void, telling log: inout LogBuffer
    ) {}
}
