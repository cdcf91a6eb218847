import Glibc
import Outbox

/// A thread of the store's own: SQLite's calls block, and must not do so on Swift's cooperative pool.
enum StoreThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread that ends with `body`.
    static func start(_ body: @escaping @Sendable () -> Void) throws(StoreError) {
        let passed = unsafe Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                }
                return nil
            }, passed.toOpaque())
        guard result == 0 else {
            unsafe passed.release()
            throw StoreError(.cannotOpen, "cannot start a thread: \(unsafe String(cString: strerror(result)))")
        }
        pthread_detach(thread)
    }
}
