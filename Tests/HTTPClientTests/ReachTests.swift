import HTTPClient
import Synchronization
import TestKit
import Testing

/// The distinction that everything rests on: never sent, or perhaps received.
@Suite("Never sent or uncertain")
struct ReachTests {
    private func failure(
        from server: RawServer, _ change: (inout HTTPClientConfiguration) -> Void = { _ in }
    ) async throws -> TransferFailure {
        defer { server.stop() }
        return try await withClient(change) { client in
            try #require(await client.post(.sample(to: server)).failure)
        }
    }

    private func failure(from url: String) async throws -> TransferFailure {
        try await withClient { client in
            let request = try HTTPRequest(url: EndpointURL(url), content: [1])
            return try #require(await client.post(request).failure)
        }
    }

    @Test("a refused connection: never sent")
    func refused() async throws {
        let failure = try await failure(from: "http://127.0.0.1:\(RawServer.unusedPort())")
        #expect(failure.reach == .neverSent)
        #expect(failure.cause == .notConnected)
    }

    @Test("a name that does not resolve: never sent")
    func unknownName() async throws {
        let failure = try await failure(from: "https://boardbridge.invalid/api")
        #expect(failure.reach == .neverSent)
        #expect(failure.cause == .nameNotResolved)
    }

    @Test("no answer to the TLS handshake: timed out, never sent")
    func silentHandshake() async throws {
        let server = try RawServer { $0.waitForEnd() }
        defer { server.stop() }
        let failure = try await withClient {
            $0.connectTimeout = .milliseconds(200)
        } _: { client in
            let request = try HTTPRequest(url: EndpointURL(server.url(scheme: "https")), content: [1])
            return try #require(await client.post(request).failure)
        }
        #expect(failure.reach == .neverSent)
        #expect(failure.cause == .timedOut)
        #expect(server.seen.connections == 1)
    }

    @Test("a server that speaks no TLS: never sent", arguments: ["HTTP/1.1 400 Bad Request\r\n\r\n", ""])
    func noTLS(answer: String) async throws {
        let server = try RawServer { connection in
            connection.readSome(10)
            connection.send(answer)
        }
        defer { server.stop() }
        let failure = try await failure(from: server.url(scheme: "https"))
        #expect(failure.reach == .neverSent)
        #expect(failure.cause == .notSecured)
    }

    @Test("closed before the answer, on a fresh connection: uncertain, sent once", arguments: [false, true])
    func closedFresh(reset: Bool) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.close(reset: reset)
        }
        let failure = try await failure(from: server)
        #expect(failure.reach == .uncertain)
        #expect(failure.cause == .noAnswer)
        #expect(server.seen.requests == 1)
    }

    @Test("closed before the answer, on a kept connection: uncertain, and not sent again", arguments: [false, true])
    func closedReused(reset: Bool) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer()
            _ = connection.readRequest()
            connection.close(reset: reset)
        }
        defer { server.stop() }
        try await withClient { client in
            _ = try await client.post(.sample(to: server)).get()
            let failure = try #require(await client.post(.sample(to: server)).failure)
            #expect(failure.reach == .uncertain)
        }
        #expect(server.seen.requests == 2)
    }

    @Test("a large content cut short on a kept connection: uncertain, and not sent again")
    func cutWhileSending() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer()
            connection.readSome(300_000)
            connection.close(reset: true)
        }
        defer { server.stop() }
        try await withClient { client in
            _ = try await client.post(.sample(to: server)).get()
            var request = try HTTPRequest.sample(to: server)
            request.content = [UInt8](repeating: 65, count: 20 << 20)
            let failure = try #require(await client.post(request).failure)
            #expect(failure.reach == .uncertain)
        }
        #expect(server.seen.requests == 1)
    }

    @Test("without content the head alone counts as sent, and is not sent again")
    func emptyContentReused() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer()
            _ = connection.readRequest()
        }
        defer { server.stop() }
        try await withClient { client in
            _ = try await client.post(.sample(to: server, "")).get()
            let failure = try #require(await client.post(.sample(to: server, "")).failure)
            #expect(failure.reach == .uncertain)
        }
        #expect(server.seen.requests == 2)
    }

    @Test("a kept connection that the server has closed meanwhile is not used")
    func closedWhileIdle() async throws {
        let (ends, notice) = AsyncStream<Void>.makeStream()
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer()
            connection.close()
            notice.yield()
        }
        defer { server.stop() }
        try await withClient { client in
            var closings = ends.makeAsyncIterator()
            for _ in 1...5 {
                let response = try await client.post(.sample(to: server)).get()
                #expect(response.status == 200)
                await closings.next()
            }
        }
        #expect(server.seen.requests == 5)
        #expect(server.seen.connections == 5)
    }

    @Test("an answer nobody asked for is not taken for the next request's answer", arguments: [1, 6])
    func answerAhead(width: Int) async throws {
        let (requests, arrived) = AsyncStream<Void>.makeStream()
        let (extras, extraSent) = AsyncStream<Void>.makeStream()
        let gate = RawServerGate()
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                arrived.yield()
                gate.wait()
                connection.answer(200, request.text)
                connection.answer(200, "stale")
                extraSent.yield()
            }
        }
        defer { server.stop() }
        try await withClient { client in
            var arrival = requests.makeAsyncIterator()
            var extra = extras.makeAsyncIterator()
            for round in 1...10 {
                try await withThrowingTaskGroup { group in
                    for number in 1...width {
                        let request = try HTTPRequest.sample(to: server, "\(round) \(number)")
                        group.addTask { (request, await client.post(request)) }
                    }
                    // All are under way on connections of their own before the first extra answer is sent.
                    for _ in 1...width { await arrival.next() }
                    for _ in 1...width { gate.open() }
                    for try await (request, result) in group {
                        let response = try result.get()
                        #expect(response.content == request.content)
                    }
                }
                for _ in 1...width { await extra.next() }
            }
        }
    }

    @Test("a request that died on one kept connection is not sent again on another, not even on one with bytes on it")
    func twoKeptConnections() async throws {
        let kept = Mutex<[RawServerConnection]>([])
        let (arrivals, arrived) = AsyncStream<Void>.makeStream()
        let gate = RawServerGate()
        let server = try RawServer { connection in
            kept.withLock { $0.append(connection) }
            guard connection.readRequest() != nil else { return }
            arrived.yield()
            gate.wait()
            connection.answer()
            guard connection.readRequest() != nil else { return }
            for other in kept.withLock({ $0 }) where other !== connection { other.answer() }
        }
        defer {
            server.stop()
            // They hold their server, and it holds the script that holds them.
            kept.withLock { $0 = [] }
        }
        try await withClient { client in
            let request = try HTTPRequest.sample(to: server)
            async let first = client.post(request)
            async let second = client.post(request)
            var arrival = arrivals.makeAsyncIterator()
            for _ in 1...2 { await arrival.next() }
            for _ in 1...2 { gate.open() }
            _ = try await (first.get(), second.get())
            let failure = try #require(await client.post(request).failure)
            #expect(failure.reach == .uncertain)
        }
        #expect(server.seen.requests == 3)
    }

    @Test(
        "half an answer: uncertain",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{", "HTTP/1.1 200 O",
        ])
    func halfAnswer(answer: String) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.send(answer)
        }
        #expect(try await failure(from: server).reach == .uncertain)
        #expect(server.seen.requests == 1)
    }

    @Test("what is not HTTP: uncertain", arguments: ["garbage\r\n\r\n", "\u{0}\u{1}\u{2}", "SSH-2.0-OpenSSH\r\n"])
    func garbage(answer: String) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.send(answer)
        }
        #expect(try await failure(from: server).reach == .uncertain)
    }

    @Test("an answer of exactly the limit is taken, a longer one is uncertain", arguments: [0, 1])
    func answerLimit(excess: Int) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer(200, String(repeating: "a", count: (1 << 20) + excess))
        }
        defer { server.stop() }
        try await withClient { client in
            let result = try await client.post(.sample(to: server))
            #expect((try? result.get().content.count) == (excess == 0 ? 1 << 20 : nil))
            #expect(result.failure?.reach == (excess == 0 ? nil : .uncertain))
            #expect(result.failure?.cause == (excess == 0 ? nil : .answerTooLarge))
        }
    }

    @Test("a header without end: uncertain")
    func endlessHeader() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\n")
            for number in 1...3000 { connection.send("X-Field-\(number): some value that takes room\r\n") }
        }
        #expect(try await failure(from: server).cause == .answerTooLarge)
    }

    @Test("no answer in time: uncertain")
    func slowAnswer() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.waitForEnd()
        }
        let failure = try await failure(from: server) { $0.timeout = .milliseconds(200) }
        #expect(failure.reach == .uncertain)
        #expect(failure.cause == .timedOut)
    }

    @Test("a request whose deadline has come is never sent, on a fresh connection as on a kept one")
    func deadline() async throws {
        let server = try RawServer { connection in
            while connection.readRequest() != nil { connection.answer() }
        }
        defer { server.stop() }
        try await withClient { client in
            for _ in 1...2 {
                var late = try HTTPRequest.sample(to: server)
                late.deadline = .now - .milliseconds(1)
                let failure = try #require(await client.post(late).failure)
                #expect(failure.reach == .neverSent && failure.cause == .tooLate)
                late.deadline = .now + .seconds(60)
                _ = try await client.post(late).get()
            }
        }
        #expect(server.seen.requests == 2)
    }

    @Test("a request may take a longer answer than the client does")
    func longerAnswer() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer(200, String(repeating: "a", count: 3 << 20))
        }
        defer { server.stop() }
        try await withClient { client in
            var request = try HTTPRequest.sample(to: server)
            request.answerLimit = 4 << 20
            #expect(try await client.post(request).get().content.count == 3 << 20)
        }
    }

    @Test("a failure says nothing of the content")
    func silentFailure() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
        }
        let failure = try await failure(from: server)
        #expect(!"\(failure)".contains("access_token"))
    }
}
