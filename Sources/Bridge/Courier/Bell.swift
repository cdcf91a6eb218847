/// Wakes the one task that waits for it. From any thread; many rings before that task looks are one look.
struct Bell: Sendable {
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init() {
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { signal.yield() }

    /// For the task that waits.
    func waiter() -> Waiter { Waiter(bell: self, events: signals.makeAsyncIterator()) }

    struct Waiter {
        fileprivate let bell: Bell
        fileprivate var events: AsyncStream<Void>.Iterator

        /// Waits until it rings, or for so long; without end for nil.
        mutating func wait(atMost rest: Duration?) async {
            let alarm = rest.map { [bell] rest in
                Task {
                    // A cancelled sleep means that something else came first.
                    if (try? await Task.sleep(for: rest)) != nil { bell.ring() }
                }
            }
            _ = await events.next()
            alarm?.cancel()
        }
    }
}
