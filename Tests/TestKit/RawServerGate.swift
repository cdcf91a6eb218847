import Dispatch

/// Holds a server's script until a test lets it go on, ten seconds at most.
public final class RawServerGate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// A closed gate.
    public init() {}

    /// Lets one waiting script go on, now or when it comes.
    public func open() { semaphore.signal() }

    /// For a script: waits for the gate; false when the time is up.
    @discardableResult
    public func wait() -> Bool { semaphore.wait(timeout: .now() + 10) == .success }
}
