import Foundation
import Listener
import Telemetry
import TestKit
import Testing
import Wire

@Suite("Limits, each with its answer")
struct LimitTests {
    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(
        "one client has so many connections, and gets 503 with a date for the next; a trusted proxy has as many as it likes"
    )
    func perClient() async throws {
        try await listening {
            $0.connectionsPerClient = 2
        } _: { port, _ in
            var open: [RawClient] = []
            for _ in 0..<2 {
                let client = try RawClient(port: port)
                try client.send(Self.request)
                #expect(try client.response()?.status == 200)
                open.append(client)
            }
            let next = try RawClient(port: port)
            let refusal = try #require(try next.response())
            #expect(refusal.status == 503)
            #expect(refusal.field("date")?.hasSuffix(" GMT") == true)
            #expect(refusal.field("retry-after") == "5")
            #expect(refusal.field("connection") == "close")
            #expect(try next.rest().isEmpty)
            open[0].finishSending()
            #expect(try open[0].rest().isEmpty)
            // The place that came free is given again.
            let again = try RawClient(port: port)
            try again.send(Self.request)
            #expect(try again.response()?.status == 200)
        }
        try await listening {
            $0.connectionsPerClient = 1
            $0.trustedProxies = .loopback
        } _: { port, _ in
            let clients = try (0..<5).map { _ in try RawClient(port: port) }
            for client in clients {
                try client.send(Self.request)
                #expect(try client.response()?.status == 200)
            }
        }
    }

    @Test("connections that are refused in a burst leave one line a second in the log, and none is lost from the count")
    func refusalsInTheLog() async throws {
        let pipe = try TestKit.Pipe()
        try await listening({ $0.connections = 1 }, log: Log(descriptor: pipe.writeEnd, format: .json)) { port, _ in
            let first = try RawClient(port: port)
            try first.send(Self.request)
            #expect(try first.response()?.status == 200)
            for _ in 0..<50 { #expect(try RawClient(port: port).response()?.status == 503) }
        }
        let counts = try pipe.finish().split(separator: "\n").filter { $0.contains("connection refused") }.compactMap {
            $0.split(separator: "\"count\":").last.flatMap { Int($0.prefix { $0.isNumber }) }
        }
        #expect(counts.first == 1)
        #expect(counts.reduce(0, +) == 50)
        #expect(counts.count <= 10)
    }

    @Test("requests whose content waits share a budget; beyond it there is 503, and with room again they go on")
    func budget() async throws {
        let length = 90_000
        let head = "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
        try await listening {
            $0.buffered = 250_000
            $0.contentGrace = .seconds(60)
        } _: { port, _ in
            for _ in 0..<20 {
                var waiting: [RawClient] = []
                var refused = 0
                for _ in 0..<5 {
                    let client = try RawClient(port: port)
                    try client.send(head)
                    try client.send([UInt8](repeating: 0x61, count: length - 1))
                    // A whole small request passes by all that waits, and shows that the loop has read what came before.
                    let witness = try RawClient(port: port)
                    try witness.send("POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok")
                    #expect(try witness.response()?.status == 200)
                    waiting.append(client)
                }
                for client in waiting {
                    try? client.send("z")
                    let response = try client.response()
                    if response?.status == 200 { continue }
                    #expect(response?.status == 503)
                    #expect(response?.field("retry-after") == "5")
                    #expect(response?.field("connection") == "close")
                    refused += 1
                }
                #expect(1...4 ~= refused)
            }
        }
    }

    @Test("one request of a third of the budget always has room", arguments: [349_525, 1 << 20, 2_100_000])
    func oneBody(length: Int) async throws {
        let content = [UInt8](repeating: 0x61, count: length)
        try await listening {
            $0.buffered = 3 * length + 1
        } _: { port, _ in
            for head in ["Content-Length: \(length)\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"] {
                let isChunked = head.hasPrefix("T")
                let client = try RawClient(port: port)
                try client.send("POST /large HTTP/1.1\r\nHost: a\r\n" + head)
                if isChunked { try client.send(String(length, radix: 16) + "\r\n") }
                try client.send(content)
                if isChunked { try client.send("\r\n0\r\n\r\n") }
                #expect(try client.response()?.status == 200)
            }
        }
    }

    @Test("content of a known length is charged with that length, however many pieces it comes in")
    func exactly() async throws {
        let length = 100_000
        try await listening {
            $0.buffered = length + 65_536
        } _: { port, _ in
            let client = try RawClient(port: port)
            let field = String(repeating: "a", count: 30_000)
            try client.send("POST /p HTTP/1.1\r\nHost: a\r\nX: \(field)\r\nContent-Length: \(length)\r\n\r\n")
            for _ in 0..<20 {
                // A request on another connection, answered: the piece before has been read.
                let witness = try RawClient(port: port)
                try witness.send(Self.request)
                #expect(try witness.response()?.status == 200)
                try client.send([UInt8](repeating: 0x61, count: length / 20))
            }
            #expect(try client.response()?.status == 200)
        }
    }

    @Test("a chunked request that grows beyond the budget is 503 too, and gives back what it held")
    func chunkedBudget() async throws {
        let chunk = "4000\r\n" + String(repeating: "a", count: 0x4000) + "\r\n"
        try await listening {
            $0.buffered = 40_000
        } _: { port, _ in
            for _ in 0..<5 {
                let client = try RawClient(port: port)
                try client.send("POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                for _ in 0..<5 { try? client.send(chunk) }
                #expect(try client.response()?.status == 503)
                let small = try RawClient(port: port)
                try small.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
                try small.send("cde")
                #expect(try small.response()?.text == "post /p from 127.0.0.1 abcde")
            }
        }
    }

    @Test("a client that takes its answer byte by byte is left after a time, however steadily it reads")
    func slowReader() async throws {
        try await listening {
            $0.requestTimeout = .seconds(1)
            $0.writeTimeout = .seconds(30)
        } _: { port, _ in
            let client = try RawClient(port: port, receiveBuffer: 4096)
            try client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
            var total = 0
            // It reads on, a little at a time, until the server has left it: nothing of the answer is kept for it.
            while let count = try client.receive(atMost: 1024) {
                total += count
                guard count > 0, total < EchoHandler.big.count else { break }
                Thread.sleep(forTimeInterval: 0.002)
            }
            #expect(total < EchoHandler.big.count / 2)
        }
    }

    @Test("content that comes slower than its rate is 408")
    func slowContent() async throws {
        try await listening {
            $0.contentGrace = .milliseconds(100)
            $0.contentRate = 1000
        } _: { port, _ in
            let client = try RawClient(port: port)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc")
            let response = try #require(try client.response())
            #expect(response.status == 408)
            #expect(response.field("connection") == "close")
        }
    }

    @Test("other limits come into force in running loops, for connections that are open too")
    func replaced() async throws {
        try await listening { port, listener in
            let client = try RawClient(port: port)
            let long =
                "GET /\(String(repeating: "a", count: 2000)) HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"
            try client.send(long)
            #expect(try client.response()?.text.hasSuffix("from 127.0.0.1 ") == true)
            var configuration = ListenerConfiguration(addresses: [])
            configuration.trustedProxies = .loopback
            listener.replaceLimits(by: configuration)
            try client.send(long)
            #expect(try client.response()?.text.hasSuffix("from 203.0.113.9 ") == true)
            configuration.head.head = 1024
            configuration.connections = 1
            listener.replaceLimits(by: configuration)
            #expect(try RawClient(port: port).response()?.status == 503)
            try client.send(long)
            #expect(try client.response()?.status == 414)
        }
    }
}
