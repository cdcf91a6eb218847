import Dispatch
import Telemetry
import TestKit
import Testing

@testable import Listener

@Suite("Stopping a listener")
struct StoppingTests {
    /// Holds its loop in a request until it is released.
    private final class HeldHandler: RequestHandler {
        private let entered: DispatchSemaphore
        private let released: DispatchSemaphore

        init(_ entered: DispatchSemaphore, _ released: DispatchSemaphore) {
            self.entered = entered
            self.released = released
        }

        func reception(of request: Request) -> Reception { .content(limit: 0) }

        func respond(to request: Request, as exchange: Exchange) -> Answer {
            entered.signal()
            released.wait()
            return .now(Response(status: 204))
        }
    }

    @Test("a connection that comes in the same round as the end, behind it, is not taken and does no harm")
    func connectionBehindStop() async throws {
        let (entered, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        var mailbox: LoopMailbox?
        let configuration = ListenerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0)])
        let listener = try Listener(configuration: configuration, log: .silent) { given in
            mailbox = given
            return HeldHandler(entered, released)
        }
        guard case .tcp(_, let port) = listener.addresses[0] else { return }
        let first = try RawClient(port: port)
        try first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        try await offPool { entered.wait() }
        // The loop is busy: both wait for its next round, the end before the connection.
        try #require(mailbox).post(.stop(graceMilliseconds: 5000))
        let second = try RawClient(port: port)
        released.signal()
        #expect(try await offPool { try first.response()?.status } == 204)
        await listener.stop()
        withExtendedLifetime(second) {}
    }
}
