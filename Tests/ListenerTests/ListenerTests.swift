import Foundation
import Telemetry
import Listener
import TestKit
import Testing

@Suite("A listener's conversations")
struct ListenerTests {
    @Test("requests on one connection are answered in their order, also when they come together")
    func keepsOrder() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send(
                "POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nonePOST /two HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\ntwo"
                    + "GET /three?x=1 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response()?.text == "post /later from 127.0.0.1 one")
            #expect(try client.response()?.text == "post /two from 127.0.0.1 two")
            #expect(try client.response()?.text == "get /three?x=1 from 127.0.0.1 ")
        }
    }

    @Test(
        "a request may come in any two pieces",
        arguments: [
            "Content-Length: 5\r\n\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nT: v\r\n\r\n",
        ])
    func anySplit(framed: String) async throws {
        let request = Array("POST /p HTTP/1.1\r\nHost: example.com\r\n\(framed)".utf8)
        try await listening { port, _ in
            let client = try RawClient(port: port)
            for split in 1..<request.count {
                try client.send(Array(request[..<split]))
                try client.send(Array(request[split...]))
                let response = try client.response()
                #expect(response?.text == "post /p from 127.0.0.1 hello", "split at \(split)")
            }
        }
    }

    @Test("each answer has a date, an exact length and a request id")
    func answerFields() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try #require(try client.response())
            #expect(response.status == 200)
            #expect(response.field("date")?.hasSuffix(" GMT") == true)
            #expect(response.field("x-request-id")?.utf8.count == 13)
            #expect(response.field("content-length") == "\(response.content.count)")
            #expect(response.field("connection") == nil)
        }
    }

    @Test("HEAD is answered without content and with its length")
    func head() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\nGET /y HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try #require(try client.response(toHead: true))
            #expect(response.field("content-length") == "\("head /x from 127.0.0.1 ".utf8.count)")
            #expect(try client.response()?.text == "get /y from 127.0.0.1 ")
        }
    }

    @Test("HTTP/1.0 closes unless it asks to go on", arguments: [false, true])
    func http10(keepAlive: Bool) async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("GET / HTTP/1.0\r\n\(keepAlive ? "Connection: keep-alive\r\n" : "")\r\n")
            let response = try #require(try client.response())
            #expect(response.field("connection") == (keepAlive ? "keep-alive" : "close"))
            if keepAlive {
                try client.send("GET /again HTTP/1.0\r\n\r\n")
                #expect(try client.response()?.status == 200)
            }
            #expect(try client.rest().isEmpty)
        }
    }

    @Test("100 (Continue) is sent when the content is wanted and has not come yet")
    func expectContinue() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            #expect(try client.response()?.status == 100)
            try client.send("ok")
            #expect(try client.response()?.text == "post /p from 127.0.0.1 ok")
            try client.send("POST /unwanted HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            let refusal = try #require(try client.response())
            #expect(refusal.status == 404)
            #expect(refusal.field("connection") == "close")
        }
    }

    @Test("content over the limit is 413 before it is read, and chunks as soon as they pass it")
    func tooLarge() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n")
            let response = try #require(try client.response())
            #expect(response.status == 413)
            #expect(response.field("connection") == "close")
            let chunks = try RawClient(port: port)
            try chunks.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n")
            #expect(try chunks.response()?.status == 413)
        }
    }

    @Test("unwanted content that is short is passed over, and the connection goes on")
    func discards() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST /unwanted HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123")
            #expect(try client.response()?.status == 404)
            try client.send("456789GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response()?.text == "get /next from 127.0.0.1 ")
        }
    }

    @Test("many requests sent at once are all answered, in their order")
    func longPipeline() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            let count = 5000
            let requests = (0..<count).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
            let sender = Thread { try? client.send(requests) }
            sender.start()
            for number in 0..<count {
                #expect(try client.response()?.text == "get /\(number) from 127.0.0.1 ")
            }
        }
    }

    @Test("an answer larger than the socket's buffer arrives whole")
    func bigAnswer() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\nGET /after HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response()?.content.count == 8_000_000)
            #expect(try client.response()?.text == "get /after from 127.0.0.1 ")
        }
    }

    @Test("a client that stops sending still gets its answer")
    func halfClosed() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi")
            client.finishSending()
            #expect(try client.response()?.text == "post /later from 127.0.0.1 hi")
            #expect(try client.rest().isEmpty)
        }
    }

    @Test("a head that does not come in time is answered with 408")
    func slowHead() async throws {
        try await listening {
            $0.headTimeout = .milliseconds(100)
        } _: { port, _ in
            let client = try RawClient(port: port)
            try client.send("GET / HTTP/1.1\r\nHo")
            #expect(try client.response()?.status == 408)
        }
    }

    @Test("past the limit new connections get 503 and old ones go on")
    func connectionLimit() async throws {
        try await listening {
            $0.connections = 1
        } _: { port, _ in
            let first = try RawClient(port: port)
            try first.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try first.response()?.status == 200)
            let second = try RawClient(port: port)
            try second.send("GET /3 HTTP/1.1\r\nHost: a\r\n\r\n")
            let refusal = try #require(try second.response())
            #expect(refusal.status == 503)
            #expect(refusal.field("connection") == "close")
            #expect(refusal.field("retry-after") == "5")
            #expect(AnswerCheck(refusal, isToHead: false).faults == [])
            #expect(try second.rest().isEmpty)
            try first.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try first.response()?.status == 200)
        }
    }

    @Test("stopping lets the request under way be answered and closes what rests")
    func stops() async throws {
        try await listening {
            $0.contentGrace = .seconds(60)
        } _: { port, listener in
            let resting = try RawClient(port: port)
            let busy = try RawClient(port: port)
            try resting.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try resting.response()?.status == 200)
            try busy.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nh")
            // The answer to a later request on another connection shows that the first part has been read.
            try resting.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try resting.response()?.status == 200)
            let stopped = DispatchSemaphore(value: 0)
            Task.detached {
                await listener.stop(grace: .seconds(60))
                stopped.signal()
            }
            #expect(try resting.rest().isEmpty)
            try busy.send("i")
            let response = try #require(try busy.response())
            #expect(response.text == "post /p from 127.0.0.1 hi")
            #expect(response.field("connection") == "close")
            busy.finishSending()
            stopped.wait()
            #expect(throws: RawClientError.self) { _ = try RawClient(port: port) }
        }
    }

    @Test("requests that came before the client's end are all answered")
    func halfClosedPipeline() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            let request = "POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
            try client.send(String(repeating: request, count: 5) + "GET /last HTTP/1.1\r\nHost: a\r\n\r\nGET /ha")
            client.finishSending()
            for _ in 0..<5 { #expect(try client.response()?.text == "post /later from 127.0.0.1 hi") }
            #expect(try client.response()?.text == "get /last from 127.0.0.1 ")
            #expect(try client.rest().isEmpty)
        }
    }

    @Test(
        "unwanted content that lies behind an answer too large for the socket is passed over, and the connection goes on"
    )
    func discardsWhileWriting() async throws {
        try await listening { port, _ in
            let client = try RawClient(port: port)
            // All of it is read at once: nothing that comes later reminds the loop of what it holds.
            try client.send(
                "POST /unwanted/big HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789"
                    + "GET /after HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response()?.content.count == EchoHandler.big.count)
            #expect(try client.response()?.text == "get /after from 127.0.0.1 ")
        }
    }

    @Test("a file that is no socket is not replaced by one")
    func notASocket() async throws {
        let path = "/tmp/boardbridge-test-\(UInt32.random(in: .min ... .max)).txt"
        try "precious".write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: SystemError.self) {
            _ = try Listener(
                configuration: ListenerConfiguration(addresses: [.unix(path: path)]), log: .silent
            ) { EchoHandler($0) }
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test("a port that is taken is refused, also where loops share theirs", arguments: [1, 3])
    func takenPort(loops: Int) async throws {
        try await listening {
            $0.loops = loops
        } _: { port, _ in
            var configuration = ListenerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: port)])
            configuration.loops = loops
            #expect(throws: SystemError.self) {
                _ = try Listener(configuration: configuration, log: .silent) { EchoHandler($0) }
            }
            for _ in 0..<20 {
                let client = try RawClient(port: port)
                try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.response()?.status == 200)
            }
        }
    }

    @Test("a Unix socket is listened on, and a stale one replaced")
    func unixSocket() async throws {
        let path = "/tmp/boardbridge-test-\(UInt32.random(in: .min ... .max)).sock"
        for _ in 0..<2 {
            let listener = try Listener(
                configuration: ListenerConfiguration(addresses: [.unix(path: path)]), log: .silent
            ) { EchoHandler($0) }
            #expect(throws: SystemError.self) {
                _ = try Listener(
                    configuration: ListenerConfiguration(addresses: [.unix(path: path)]), log: .silent
                ) { EchoHandler($0) }
            }
            await listener.stop(grace: .zero)
        }
    }

    @Test("the client's address comes from trusted proxies only, read from the right")
    func forwardedFor() async throws {
        let request =
            "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nX-Forwarded-For: 10.1.2.3\r\n\r\n"
        try await listening { port, _ in
            let client = try RawClient(port: port)
            try client.send(request)
            #expect(try client.response()?.text == "get / from 127.0.0.1 ")
        }
        try await listening { configuration in
            configuration.trustedProxies = TrustedProxies(
                networks: ["127.0.0.1/32", "10.0.0.0/8"].compactMap(TrustedProxies.Network.init(text:)), unix: false)
        } _: { port, _ in
            let client = try RawClient(port: port)
            try client.send(request)
            #expect(try client.response()?.text == "get / from 198.51.100.7 ")
        }
    }
}

extension TrustedProxies.Network {
    fileprivate init?(text: String) {
        let parts = text.split(separator: "/")
        guard let address = IPAddress(parts[0]), let prefix = Int(parts[1]) else { return nil }
        self.init(address: address, prefix: 96 + prefix)
    }
}
