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

    @Test("a connection that comes in the same round as the end, behind it, does no harm")
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

    @Test(
        "a request that comes on a resting connection just after the end was asked for is answered, and told to close")
    func drains() async throws {
        try await listening {
            $0.drainTime = .seconds(30)
        } _: { port, listener in
            let kept = try RawClient(port: port)
            let fresh = try RawClient(port: port)
            try kept.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try kept.response()?.field("connection") == nil)
            // Both answers show that the loop has them.
            let witness = try RawClient(port: port)
            try witness.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try witness.response()?.status == 200)
            let stopped = DispatchSemaphore(value: 0)
            Task.detached {
                await listener.stop(grace: .seconds(60))
                stopped.signal()
            }
            // Refused connections show that the listener is stopping.
            while (try? RawClient(port: port)) != nil {}
            for client in [kept, fresh, witness] {
                try client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try client.response()
                #expect(response?.text == "get /late from 127.0.0.1 ")
                #expect(response?.field("connection") == "close")
                #expect(try client.rest().isEmpty)
                client.finishSending()
            }
            // With its last connection gone the listener ends, long before its time to drain is over.
            #expect(stopped.wait(timeout: .now() + 25) == .success)
        }
    }

    @Test("connections that rest beyond the time to drain are closed")
    func closesResting() async throws {
        try await listening {
            $0.drainTime = .milliseconds(50)
        } _: { port, listener in
            let resting = try RawClient(port: port)
            try resting.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try resting.response()?.status == 200)
            Task.detached { await listener.stop(grace: .seconds(60)) }
            #expect(try resting.rest().isEmpty)
        }
    }
}
