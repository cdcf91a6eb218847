import Outbox
import Testing

@testable import Bridge

@Suite("Which captcha is asked about when")
struct CaptchaQueueTests {
    private let ids = SubmissionIDSource()

    @Test("each is asked once at a time, so many together, and one that told nothing after its pause")
    func order() {
        var queue = CaptchaQueue()
        let (first, second, third) = (ids.next(), ids.next(), ids.next())
        let now = ContinuousClock.now
        #expect(queue.take(first, at: now, atMost: 2) == .init(count: 0))
        #expect(queue.take(first, at: now, atMost: 2) == nil, "it is under way")
        #expect(queue.take(second, at: now, atMost: 2) != nil && queue.isFull(2))
        #expect(queue.take(third, at: now, atMost: 2) == nil)
        #expect(queue.rest(from: now) == nil)
        queue.again(first, .init(count: 0), at: now + .seconds(3))
        #expect(queue.rest(from: now) == .seconds(3))
        #expect(queue.take(first, at: now + .seconds(2), atMost: 2) == nil)
        #expect(queue.take(third, at: now, atMost: 2) != nil)
        queue.end(second)
        #expect(queue.take(first, at: now + .seconds(3), atMost: 2) == .init(count: 1))
        queue.end(first)
        #expect(queue.rest(from: now) == nil && queue.take(first, at: now, atMost: 2) == .init(count: 0))
    }

    @Test("pauses grow to eight seconds, and no further")
    func pauses() {
        #expect((0..<6).map { CaptchaQueue.pause(after: $0) } == [1, 2, 4, 8, 8, 8].map { .seconds($0) })
    }
}
