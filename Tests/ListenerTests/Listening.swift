import Listener
import Telemetry
import TestKit
import Testing

/// Runs a body against a listener on a free port, on a thread of its own since it blocks, and stops the listener.
func listening(
    _ configure: (inout ListenerConfiguration) -> Void = { _ in }, log: Log = .silent,
    _ body: @escaping @Sendable (Int, Listener) throws -> Void
) async throws {
    var configuration = ListenerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0)])
    configure(&configuration)
    let listener = try Listener(configuration: configuration, log: log) { EchoHandler($0) }
    guard case .tcp(_, let port) = listener.addresses[0] else { return }
    do {
        try await offPool { try body(port, listener) }
    } catch {
        await listener.stop(grace: .zero)
        throw error
    }
    await listener.stop(grace: .zero)
}
