import Foundation

/// Asks again and again until there is a value, for what tells nobody when it changes: another process's store, a port.
///
/// It gives up by the clock only after many looks: on a machine with much to do, or one that stood still, whoever should bring the value has had
/// no more turns than this.
///
/// - Throws: ``TestFailure`` with `what` when there is none within `limit` seconds, or whatever `find` throws.
public func poll<Value>(
    _ what: String, limit: Double = 120, _ find: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + .seconds(limit)
    for look in 1... {
        if let value = try await find() { return value }
        guard look < leastLooks || ContinuousClock.now < deadline else { break }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw TestFailure("waited in vain for \(what)")
}

private let leastLooks = 100
