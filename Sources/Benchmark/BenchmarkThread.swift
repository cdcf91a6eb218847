/// Runs what blocks on a thread of its own: a measurement must not wait on Swift's cooperative pool, nor keep others from it.
public enum BenchmarkThread {
    /// Runs it, and waits for its end.
    public static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(BenchmarkError) -> Value
    ) async throws(BenchmarkError) -> Value {
        let result: Result<Value, BenchmarkError> = await withCheckedContinuation { continuation in
            do throws(BenchmarkError) {
                try System.startThread {
                    do throws(BenchmarkError) {
                        continuation.resume(returning: .success(try body()))
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }
}
