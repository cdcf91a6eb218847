import Listener
import Telemetry
import TestKit
import Testing

/// Runs a body against a listener on a free port, and stops it.
func listening(
    _ configure: (inout ListenerConfiguration) -> Void = { _ in }, _ body: (Int, Listener) async throws -> Void
) async throws {
    var configuration = ListenerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0)])
    configure(&configuration)
    let listener = try Listener(configuration: configuration, log: .silent) { EchoHandler($0) }
    guard case .tcp(_, let port) = listener.addresses[0] else { return }
    do {
        try await body(port, listener)
    } catch {
        await listener.stop(grace: .zero)
        throw error
    }
    await listener.stop(grace: .zero)
}
