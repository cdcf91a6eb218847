import Glibc
import Synchronization

// Four threads fight for one lock. Without an argument everything is under it, and ThreadSanitizer must say nothing; with one, a counter
// lies beside it, and it must report a race.

// because the race is what it is there for.
final class Shared: @unchecked Sendable {
    let numbers = Mutex<[Int]>([])
    var unguarded = 0
}

let shared = Shared()
let isRacing = CommandLine.arguments.count > 1

let threads = (0..<4).map { _ in
    var thread = pthread_t()
    pthread_create(
        &thread, nil,
        { _ in
            for number in 0..<20_000 {
                shared.numbers.withLock { numbers in
                    numbers.append(number)
                    if numbers.count > 100 { numbers.removeAll() }
                }
                if isRacing { shared.unguarded += 1 }
            }
            return nil
        }, nil)
    return thread
}
for thread in threads { pthread_join(thread, nil) }
print(shared.numbers.withLock { $0.count }, shared.unguarded)
