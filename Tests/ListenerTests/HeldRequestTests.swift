import Listener
import TestKit
import Testing

@Suite("Requests that the handler still has")
struct HeldRequestTests {
    /// A request on another connection, answered: the loop has seen all that came before.
    private static func ask(_ path: String, _ witness: RawClient) throws {
        try witness.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try witness.response()?.status == 200)
    }

    private static func post(_ path: String, _ length: Int) -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n" + String(repeating: "a", count: length)
    }

    @Test("a client that hangs up before its answer has its connection counted until the answer is made")
    func connections() async throws {
        try await listening {
            $0.connectionsPerClient = 3
        } _: { port, _ in
            let witness = try RawClient(port: port)
            for _ in 0..<3 {
                for _ in 0..<2 {
                    let client = try RawClient(port: port)
                    client.breaksOffAtTheEnd()
                    try client.send(Self.post("/held", 5))
                    try Self.ask("/", witness)
                }
                try Self.ask("/", witness)
                #expect(try RawClient(port: port).response()?.status == 503)
                try Self.ask("/release", witness)
                let next = try RawClient(port: port)
                try next.send(Self.post("/", 5))
                #expect(try next.response()?.status == 200)
                next.finishSending()
                #expect(try next.rest().isEmpty)
            }
        }
    }

    @Test("content that is dealt with for too long is answered, and the connection goes on")
    func stuck() async throws {
        try await listening {
            $0.requestTimeout = .milliseconds(300)
        } _: { port, _ in
            let client = try RawClient(port: port)
            try client.send(Self.post("/stuck", 5))
            let answer = try client.response()
            #expect(answer?.status == 503 && answer?.text.contains("could not be dealt with in time") == true)
            try Self.ask("/", client)
        }
    }

    @Test(
        "requests that came whole share the budget while they wait for their answer, also those whose client has hung up"
    )
    func budget() async throws {
        for hangsUp in [false, true] {
            try await listening {
                $0.buffered = 100_000
            } _: { port, _ in
                let witness = try RawClient(port: port)
                for _ in 0..<3 {
                    var clients: [RawClient] = []
                    for _ in 0..<3 {
                        let client = try RawClient(port: port)
                        try client.send(Self.post("/held", 30_000))
                        if hangsUp { client.breaksOffAtTheEnd() } else { clients.append(client) }
                        try Self.ask("/", witness)
                    }
                    try Self.ask("/", witness)
                    let refused = try RawClient(port: port)
                    try refused.send(Self.post("/held", 30_000))
                    try Self.ask("/release", witness)
                    let refusal = try refused.response()
                    #expect(refusal?.status == 503)
                    #expect(refusal?.field("retry-after") == "5")
                    for client in clients { #expect(try client.response()?.status == 200) }
                    let small = try RawClient(port: port)
                    try small.send(Self.post("/", 30_000))
                    #expect(try small.response()?.status == 200)
                }
            }
        }
    }

    @Test(
        "what the handler makes of a request counts too: those that are whole only then are told to come again",
        arguments: [false, true])
    func grown(isChunked: Bool) async throws {
        try await listening {
            $0.buffered = 100_000
        } _: { port, _ in
            let witness = try RawClient(port: port)
            let late = try RawClient(port: port)
            let content = String(repeating: "a", count: 5_999)
            let framing = isChunked ? "Transfer-Encoding: chunked\r\n\r\n1770\r\n" : "Content-Length: 6000\r\n\r\n"
            try late.send("POST / HTTP/1.1\r\nHost: a\r\n" + framing + content)
            try Self.ask("/", witness)
            let first = try RawClient(port: port)
            try first.send(Self.post("/grown", 6_000))
            try Self.ask("/", witness)
            try late.send(isChunked ? "a\r\n0\r\n\r\n" : "a")
            let refusal = try late.response()
            #expect(refusal?.status == 503 && refusal?.field("retry-after") == "5")
            #expect(refusal?.field("connection") == "close")
            // What is small goes on.
            let small = try RawClient(port: port)
            try small.send(Self.post("/", 1_000))
            #expect(try small.response()?.status == 200)
            try Self.ask("/release", witness)
            #expect(try first.response()?.status == 200)
            let next = try RawClient(port: port)
            try next.send(Self.post("/", 6_000))
            #expect(try next.response()?.status == 200)
        }
    }

    @Test("a head that the handler may keep counts as its content does")
    func heads() async throws {
        try await listening {
            $0.buffered = 100_000
        } _: { port, _ in
            let witness = try RawClient(port: port)
            var clients: [RawClient] = []
            for _ in 0..<4 {
                let client = try RawClient(port: port)
                let agent = String(repeating: "a", count: 30_000)
                try client.send(
                    "POST /held HTTP/1.1\r\nHost: a\r\nUser-Agent: \(agent)\r\nContent-Length: 1\r\n\r\na")
                try Self.ask("/", witness)
                clients.append(client)
            }
            try Self.ask("/release", witness)
            #expect(try clients.map { try $0.response()?.status } == [200, 200, 200, 503])
        }
    }

    @Test("when requests ahead of their turn are dropped for want of room, what follows them is not read as a request")
    func dropped() async throws {
        try await listening {
            $0.buffered = 60_000
        } _: { port, _ in
            let witness = try RawClient(port: port)
            let client = try RawClient(port: port, receiveBuffer: 65_536)
            try client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
            try Self.ask("/", witness)
            let inside = String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 3300)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(inside.utf8.count)\r\n\r\n" + inside)
            try Self.ask("/", witness)
            #expect(try client.response()?.content.count == EchoHandler.big.count)
            #expect(try String(decoding: client.rest(), as: UTF8.self).isEmpty)
        }
    }
}
