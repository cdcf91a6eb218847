import Outbox
import Testing

@Suite("Pauses between attempts")
struct RetryPolicyTests {
    @Test("ceilings double from 5 seconds to 1 hour")
    func ceilings() {
        let expected = [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]
        for (index, seconds) in expected.enumerated() {
            let half = RetryPolicy.standard.pause(afterAttempt: index + 1, elapsed: .zero, random: 0.5)
            #expect(half == .milliseconds(seconds * 500))
            #expect(RetryPolicy.standard.pause(afterAttempt: index + 1, elapsed: .zero, random: 0) == .zero)
        }
        let far = RetryPolicy.standard.pause(afterAttempt: .max, elapsed: .zero, random: 0.5)
        #expect(far == .seconds(1800))
    }

    @Test("it ends after 3 days, with a last attempt when they are over")
    func end() {
        let days = Duration.seconds(3 * 86_400)
        #expect(RetryPolicy.standard.pause(afterAttempt: 90, elapsed: days - .seconds(60), random: 0.9) == .seconds(60))
        #expect(RetryPolicy.standard.pause(afterAttempt: 91, elapsed: days, random: 0.9) == nil)
        #expect(RetryPolicy.standard.pause(afterAttempt: 1, elapsed: days * 2, random: 0.9) == nil)
    }

    @Test("the CRM's own pause is kept when it is the longer one")
    func retryAfter() {
        let policy = RetryPolicy.standard
        #expect(policy.pause(afterAttempt: 1, elapsed: .zero, random: 0.5, retryAfter: .seconds(60)) == .seconds(60))
        #expect(policy.pause(afterAttempt: 9, elapsed: .zero, random: 0.5, retryAfter: .seconds(60)) == .seconds(640))
        #expect(policy.pause(afterAttempt: 1, elapsed: .zero, random: 0, retryAfter: .seconds(-5)) == .zero)
    }

    @Test("a schedule is kept to the letter, and ends")
    func schedule() {
        let policy = RetryPolicy.schedule([.milliseconds(5), .seconds(30)])
        #expect(policy.pause(afterAttempt: 1, elapsed: .zero, random: 0.9) == .milliseconds(5))
        #expect(policy.pause(afterAttempt: 2, elapsed: .seconds(999_999), random: 0) == .seconds(30))
        #expect(policy.pause(afterAttempt: 2, elapsed: .zero, random: 0, retryAfter: .seconds(31)) == .seconds(31))
        #expect(policy.pause(afterAttempt: 3, elapsed: .zero, random: 0) == nil)
        #expect(RetryPolicy.schedule([]).pause(afterAttempt: 1, elapsed: .zero, random: 0) == nil)
    }
}
