import HTTPClient
import TestKit
import Testing

@Suite("Cancelling and closing")
struct EndingTests {
    /// A server that tells when a request has come and then keeps silent.
    private func silentServer() throws -> (RawServer, AsyncStream<Void>) {
        let (requests, notice) = AsyncStream<Void>.makeStream()
        let server = try RawServer { connection in
            while connection.readRequest() != nil { notice.yield() }
        }
        return (server, requests)
    }

    @Test("a cancelled task gets its answer at once: uncertain once the request was sent")
    func cancelledWaiting() async throws {
        let (server, requests) = try silentServer()
        defer { server.stop() }
        try await withClient { client in
            let request = try HTTPRequest.sample(to: server)
            let task = Task { await client.post(request) }
            for await _ in requests { break }
            task.cancel()
            let failure = try #require(await task.value.failure)
            #expect(failure.reach == .uncertain)
            #expect(failure.cause == .cancelled)
        }
    }

    @Test("a task that is cancelled before it begins sends nothing")
    func cancelledBefore() async throws {
        let (server, _) = try silentServer()
        defer { server.stop() }
        try await withClient { client in
            let request = try HTTPRequest.sample(to: server)
            let task = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                return await client.post(request)
            }
            let failure = try #require(await task.value.failure)
            #expect(failure == TransferFailure(reach: .neverSent, cause: .cancelled))
        }
        #expect(server.seen.requests == 0)
    }

    @Test("tasks cancelled at any moment all end, and those that say never sent were never received")
    func cancelledAnytime() async throws {
        let server = try RawServer { connection in
            while connection.readRequest() != nil { connection.answer() }
        }
        defer { server.stop() }
        var certain = 0
        var neverSent = 0
        try await withClient { client in
            for round in 0..<300 {
                let request = try HTTPRequest.sample(to: server)
                let task = Task { await client.post(request) }
                for _ in 0..<round % 60 { await Task.yield() }
                task.cancel()
                switch await task.value {
                case .success: certain += 1
                case .failure(let failure): neverSent += failure.reach == .neverSent ? 1 : 0
                }
            }
        }
        #expect(server.seen.requests >= certain)
        #expect(server.seen.requests <= 300 - neverSent)
    }

    @Test("closing lets what is under way end, and takes nothing new")
    func closingWaits() async throws {
        let (requests, arrived) = AsyncStream<Void>.makeStream()
        let gate = RawServerGate()
        let server = try RawServer { connection in
            guard connection.readRequest() != nil else { return }
            arrived.yield()
            if connection.number == 1 { gate.wait() }
            connection.answer()
        }
        defer { server.stop() }
        try await withClient { client in
            let request = try HTTPRequest.sample(to: server)
            async let answer = client.post(request)
            for await _ in requests { break }
            async let closing: Void = client.close(within: .seconds(10))
            var late = await client.post(request)
            while late.failure == nil { late = await client.post(request) }
            #expect(late.failure?.cause == .closed)
            #expect(late.failure?.reach == .neverSent)
            gate.open()
            #expect(try await answer.get().status == 200)
            await closing
        }
    }

    @Test("what is not done when the limit has passed fails as uncertain")
    func closingEnds() async throws {
        let (server, requests) = try silentServer()
        defer { server.stop() }
        try await withClient { client in
            let request = try HTTPRequest.sample(to: server)
            async let answer = client.post(request)
            for await _ in requests { break }
            await client.close(within: .milliseconds(50))
            let failure = try #require(await answer.failure)
            #expect(failure == TransferFailure(reach: .uncertain, cause: .closed))
        }
    }

    @Test("closing may be asked for often and by many")
    func closingOften() async throws {
        try await withClient { client in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { await client.close() } }
            }
            await client.close()
        }
    }

    @Test("a client that is let go without being closed ends by itself")
    func dropped() async throws {
        for _ in 0..<20 { _ = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: "test")) }
    }
}
