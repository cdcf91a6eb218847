import Foundation

/// Runs blocking work on a thread of its own: tests share the few threads of Swift's pool and must not hold one while they wait.
public func offPool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result(catching: work)) }.start()
    }
}
