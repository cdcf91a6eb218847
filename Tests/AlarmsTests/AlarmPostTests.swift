import Outbox
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Alarms

/// A target that does what it is told to, and tells what came.
final class StandInTarget: AlarmSender {
    private let state = Mutex((answers: [AlarmSendingFailure?](), taken: [AlarmMessage](), tries: 0))

    /// What it says to the next tries; then it takes everything.
    init(_ answers: AlarmSendingFailure?...) { state.withLock { $0.answers = answers } }

    var taken: [AlarmMessage] { state.withLock { $0.taken } }
    var tries: Int { state.withLock { $0.tries } }

    func send(_ message: AlarmMessage) async -> AlarmSendingFailure? {
        state.withLock { state in
            state.tries += 1
            if !state.answers.isEmpty, let failure = state.answers.removeFirst() { return failure }
            state.taken.append(message)
            return nil
        }
    }
}

/// A target that never answers.
struct HangingTarget: AlarmSender {
    func send(_ message: AlarmMessage) async -> AlarmSendingFailure? {
        try? await Task.sleep(for: .seconds(3600))
        return AlarmSendingFailure("given up")
    }
}

func sample(_ cause: AlarmCause, _ kind: AlarmMessage.Kind = .raised) -> AlarmMessage {
    AlarmMessage(kind, [.init(cause, since: sunday)], at: sunday)
}

@Suite("Sending alarms")
struct AlarmPostTests {
    private func withPost(
        _ target: any AlarmSender, pauses: [Duration] = [.milliseconds(1), .milliseconds(1)],
        _ body: (AlarmPost) async throws -> Void
    ) async throws {
        let post = AlarmPost(to: "test", by: target, pauses: pauses, log: .silent)
        let task = Task { await post.run() }
        try await body(post)
        task.cancel()
        await task.value
    }

    @Test("one after the other, in their order")
    func order() async throws {
        let target = StandInTarget()
        try await withPost(target) { post in
            for number in 0..<5 { post.put(sample(.failed("\(number)"))) }
            try await poll("all") { target.taken.count == 5 ? () : nil }
        }
        #expect(target.taken.map { $0.entries[0].cause } == (0..<5).map { .failed("\($0)") })
    }

    @Test("what is not taken is tried again, and the next one waits for it")
    func again() async throws {
        let target = StandInTarget(AlarmSendingFailure("away"), AlarmSendingFailure("away"))
        try await withPost(target) { post in
            post.put(sample(.backlog))
            post.put(sample(.diskLow))
            try await poll("both") { target.taken.count == 2 ? () : nil }
        }
        #expect(target.tries == 4)
        #expect(target.taken.map { $0.entries[0].cause } == [.backlog, .diskLow])
    }

    @Test("what is refused for good, or too often, is given up, and the next one goes")
    func givenUp() async throws {
        let away = AlarmSendingFailure("away")
        let target = StandInTarget(AlarmSendingFailure("no such webhook", isFinal: true), away, away, away)
        try await withPost(target) { post in
            for cause in [AlarmCause.backlog, .diskLow, .storeAway] { post.put(sample(cause)) }
            try await poll("the last") { target.taken.count == 1 ? () : nil }
        }
        #expect(target.tries == 5)
        #expect(target.taken.map { $0.entries[0].cause } == [.storeAway])
    }

    @Test("what piles up is told together, and never takes more room than so much")
    func queue() {
        var queue = AlarmQueue()
        for number in 0..<500 { queue.append(sample(.failed("\(number)"))) }
        #expect(queue.waiting.count == AlarmQueue.joinedFrom)
        #expect(queue.waiting.map(\.entries.count).reduce(0, +) == 500)
        for number in 0..<500 { queue.append(sample(.failed("\(number)"), number % 2 == 0 ? .cleared : .raised)) }
        #expect(queue.waiting.count == AlarmQueue.most)
        #expect(queue.dropped > 0)
    }

    @Test("one that hangs is left at the end")
    func hanging() async throws {
        try await withPost(HangingTarget()) { post in
            post.put(sample(.backlog))
            #expect(!post.isIdle)
        }
    }
}
