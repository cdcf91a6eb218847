import HTTPClient
import Synchronization
import TestKit
import Testing

@Suite("Sending")
struct SendingTests {
    @Test("a post arrives as it is, and its answer comes back whole")
    func wholeExchange() async throws {
        let (heads, notice) = AsyncStream<RawServerRequest>.makeStream()
        let server = try RawServer { connection in
            guard let request = connection.readRequest() else { return }
            notice.yield(request)
            connection.answer(201, fields: ["Retry-After:  7 ", "X-Empty:"], "thanks")
        }
        defer { server.stop() }
        try await withClient { client in
            let response = try await client.post(.sample(to: server, "{\"a\":\"ü\"}")).get()
            #expect(response.status == 201)
            #expect(response.content == Array("thanks".utf8))
            #expect(response.field("retry-after") == "7")
            #expect(response.field("X-Empty") == "")
            #expect(response.field("X-Missing") == nil)
        }
        let request = try #require(await heads.first { _ in true })
        #expect(request.text == "{\"a\":\"ü\"}")
        #expect(
            request.head == """
                POST /api/offer/create HTTP/1.1\r
                Host: 127.0.0.1:\(server.port)\r
                User-Agent: BoardBridge/test\r
                Accept: */*\r
                Content-Type: application/json\r
                Content-Length: 10
                """)
    }

    @Test("many posts one after the other use one connection")
    func reuse() async throws {
        let server = try RawServer { connection in
            while let request = connection.readRequest() { connection.answer(200, request.text) }
        }
        defer { server.stop() }
        try await withClient { client in
            for number in 1...50 {
                let response = try await client.post(.sample(to: server, "post \(number)")).get()
                #expect(String(decoding: response.content, as: UTF8.self) == "post \(number)")
            }
        }
        #expect(server.seen.connections == 1)
        #expect(server.seen.requests == 50)
    }

    @Test("head and content of a post go out as one")
    func onePiece() async throws {
        let (pieces, notice) = AsyncStream<Int>.makeStream()
        let server = try RawServer { connection in
            notice.yield(connection.readPiece().count)
            connection.answer()
        }
        defer { server.stop() }
        let request = try HTTPRequest.sample(to: server, String(repeating: "a", count: 2000))
        _ = try await withClient { client in try await client.post(request).get() }
        #expect(try #require(await pieces.first { _ in true }) > 2000)
    }

    @Test("what one request asked for is not in the next, whatever differs between them")
    func differing() async throws {
        let (heads, notice) = AsyncStream<RawServerRequest>.makeStream()
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                notice.yield(request)
                connection.answer(200, request.text)
            }
        }
        defer { server.stop() }
        let kinds = ["text/plain", "application/json", "text/plain"]
        try await withClient { client in
            var requests = heads.makeAsyncIterator()
            for (round, path) in ["/a", "/a", "/b", "/a"].enumerated() {
                for length in [10, 0, 100_000, 3, 5000] {
                    for kind in kinds {
                        let content = [UInt8](repeating: UInt8(0x61 + round), count: length)
                        let fields = [try #require(HTTPField(name: "Content-Type", value: kind))]
                        let request = HTTPRequest(
                            url: try EndpointURL(server.url(path)), fields: fields, content: content)
                        #expect(try await client.send(request).get().content == content)
                        let arrived = try #require(await requests.next())
                        #expect(arrived.head.hasPrefix("POST \(path) HTTP/1.1\r\n"))
                        #expect(arrived.fields("content-type") == [kind])
                        #expect(arrived.fields("content-length") == ["\(length)"])
                    }
                    _ = try await client.send(.get(EndpointURL(server.url(path)))).get()
                    let arrived = try #require(await requests.next())
                    #expect(
                        arrived.head.hasPrefix("GET \(path) HTTP/1.1\r\n") && arrived.fields("content-length").isEmpty)
                }
            }
        }
        #expect(server.seen.connections == 1)
    }

    @Test("of requests handed over together each is told of once, also of those that came after the end")
    func together() async throws {
        let server = try RawServer { connection in
            while let request = connection.readRequest() { connection.answer(200, request.text) }
        }
        defer { server.stop() }
        let (told, notice) = AsyncStream<HTTPReceiver.Ended>.makeStream()
        let receiver = HTTPReceiver { for end in $0 { notice.yield(end) } }
        func orders(_ numbers: Range<Int>) throws -> [(tag: HTTPReceiver.Tag, request: HTTPRequest)] {
            try numbers.map { number in
                (HTTPReceiver.Tag(number: number, begun: 7), try .sample(to: server, "\(number)"))
            }
        }
        try await withClient { client in
            var ends = told.makeAsyncIterator()
            for batch in [0..<1, 1..<100, 100..<103] { client.post(try orders(batch), to: receiver) }
            var answered: Set<Int> = []
            for _ in 0..<103 {
                let end = try #require(await ends.next())
                #expect(try end.result.get().content == Array("\(end.tag.number)".utf8))
                #expect(end.tag.begun == 7 && answered.insert(end.tag.number).inserted)
            }
            await client.close(within: .zero)
            client.post(try orders(103..<105), to: receiver)
            for number in 103..<105 {
                let end = try #require(await ends.next())
                #expect(end.tag.number == number)
                #expect(end.result.failure?.reach == .neverSent && end.result.failure?.cause == .closed)
            }
        }
    }

    @Test("whoever is told of an end may ask for the next request there and then, and is told of a closed client later")
    func chain() async throws {
        let server = try RawServer { connection in
            while let request = connection.readRequest() { connection.answer(200, request.text) }
        }
        defer { server.stop() }
        let order = try HTTPRequest.sample(to: server, "next")
        let (told, notice) = AsyncStream<HTTPReceiver.Ended>.makeStream()
        try await withClient { client in
            let chain = Chain(client: client, order: order, notice: notice)
            defer { chain.end() }
            chain.ask(1)
            var ends = told.makeAsyncIterator()
            for number in 1...1000 {
                // Others are sent to meanwhile.
                if number % 250 == 0 { #expect(try await client.post(order).get().status == 200) }
                let end = try #require(await ends.next())
                #expect(end.tag.number == number && end.result.failure == nil)
            }
            await client.close(within: .zero)
            var last: TransferFailure?
            // The one under way may have reached the CRM; those asked for since then have not.
            while last?.cause != .closed || last?.reach != .neverSent {
                last = try #require(await ends.next()).result.failure
            }
        }
    }

    /// Asks for the next request from where it is told of the one before, for as long as it is let.
    private final class Chain: Sendable {
        private let client: HTTPClient
        private let order: HTTPRequest
        private let notice: AsyncStream<HTTPReceiver.Ended>.Continuation
        private let isOver = Atomic(false)

        init(client: HTTPClient, order: HTTPRequest, notice: AsyncStream<HTTPReceiver.Ended>.Continuation) {
            (self.client, self.order, self.notice) = (client, order, notice)
        }

        func ask(_ number: Int) {
            let receiver = HTTPReceiver { [self] ends in
                for end in ends {
                    notice.yield(end)
                    if !isOver.load(ordering: .acquiring) { ask(number + 1) }
                }
            }
            client.post([(HTTPReceiver.Tag(number: number, begun: 0), order)], to: receiver)
        }

        func end() { isOver.store(true, ordering: .releasing) }
    }

    @Test("posts at the same time each get their own answer")
    func concurrent() async throws {
        let server = try RawServer { connection in
            while let request = connection.readRequest() { connection.answer(200, request.text) }
        }
        defer { server.stop() }
        try await withClient { client in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...200 {
                    let request = try HTTPRequest.sample(to: server, "post \(number)")
                    group.addTask {
                        let response = try await client.post(request).get()
                        return response.content == request.content
                    }
                }
                for try await isOwn in group { #expect(isOwn) }
            }
        }
        #expect(server.seen.requests == 200)
    }

    @Test("a content of 3 MiB arrives byte for byte, without waiting for 100 (Continue)")
    func largeContent() async throws {
        let server = try RawServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.answer(200, "\(request.content.count) \(request.fields("expect")) \(request.content.last ?? 0)")
        }
        defer { server.stop() }
        try await withClient { client in
            var request = try HTTPRequest.sample(to: server)
            request.content = (0..<3 << 20).map { UInt8(truncatingIfNeeded: $0 * 7) } + [42]
            let response = try await client.post(request).get()
            #expect(String(decoding: response.content, as: UTF8.self) == "\(3 << 20 | 1) [] 42")
        }
    }

    @Test("chunked answers and interim answers are read", arguments: [100, 103])
    func chunkedAfterInterim(status: Int) async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 \(status) Wait\r\nRetry-After: 1\r\n\r\n")
            connection.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nRetry-After: 2\r\n\r\n"
            )
        }
        defer { server.stop() }
        try await withClient { client in
            let response = try await client.post(.sample(to: server)).get()
            #expect(response.status == 200)
            #expect(response.content == Array("abcde".utf8))
            #expect(response.field("Retry-After") == nil)
        }
    }

    @Test("a redirect is an answer like any other", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let elsewhere = try RawServer { $0.answer() }
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.answer(status, fields: ["Location: \(elsewhere.url())"], "")
        }
        defer {
            server.stop()
            elsewhere.stop()
        }
        try await withClient { client in
            let response = try await client.post(.sample(to: server)).get()
            #expect(response.status == status)
        }
        #expect(elsewhere.seen.connections == 0)
        #expect(server.seen.requests == 1)
    }

    @Test("an answer that comes before all was sent is an answer")
    func earlyAnswer() async throws {
        let server = try RawServer { connection in
            connection.readSome(100)
            connection.answer(413, fields: ["Connection: close"], "too large")
            connection.waitForEnd()
        }
        defer { server.stop() }
        try await withClient { client in
            var request = try HTTPRequest.sample(to: server)
            request.content = [UInt8](repeating: 65, count: 20 << 20)
            let response = try await client.post(request).get()
            #expect(response.status == 413)
        }
    }
}
