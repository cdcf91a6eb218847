import CLinux
import Glibc
import Outbox

/// A thread of the store's own: SQLite's calls block, and must not do so on Swift's cooperative pool.
enum StoreThread {
    private final class Body {
        let name: String
        let run: @Sendable () -> Void
        init(_ name: String, _ run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// Lets every other thread go first from here on: the one that calls it does what nobody waits for.
    static func yieldToOthers() {
        // Only this thread is meant (setpriority(2), "Linux").
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
    }

    /// Starts a thread that ends with `body`; the name, at most 15 bytes, is what debuggers and /proc show.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(StoreError) {
        let passed = unsafe Unmanaged.passRetained(Body(name, body))
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
                    unsafe bb_name_thread(body.name)
                    body.run()
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
