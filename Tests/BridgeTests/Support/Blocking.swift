import Foundation

/// Runs what blocks on a thread of its own: the cooperative pool has no more threads than the machine has cores, and the courier, the HTTP
/// client's waiters and `/readyz` need them.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try body() }) }.start()
    }
}
