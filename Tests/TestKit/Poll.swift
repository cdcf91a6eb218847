import Foundation

/// Asks again and again until there is a value, for what tells nobody when it changes: another process's store, a port.
///
/// - Throws: ``TestFailure`` with `what` when there is none within `limit` seconds, or whatever `find` throws.
public func poll<Value>(
    _ what: String, limit: Double = 120, _ find: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + .seconds(limit)
    while true {
        if let value = try await find() { return value }
        guard ContinuousClock.now < deadline else { throw TestFailure("waited in vain for \(what)") }
        try await Task.sleep(for: .milliseconds(10))
    }
}
