import Benchmark
import Synchronization
import TestKit
import Testing

@Suite("The load generator")
struct LoadGeneratorTests {
    private static let alive = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nalive\n"

    private func plan(_ server: RawServer, connections: Int = 4, _ length: LoadPlan.Length) -> LoadPlan {
        LoadPlan(
            port: server.port, request: LoadPlan.post("/", contentType: "text/plain", content: Array("hello".utf8)),
            expected: .alive, connections: connections, length: length)
    }

    @Test("it sends so many requests, no more, on connections that it keeps, and counts each answer")
    func requests() async throws {
        let server = try RawServer { connection in
            while let request = connection.readRequest(), request.text == "hello" { connection.send(Self.alive) }
        }
        defer { server.stop() }
        let outcome = try await LoadGenerator.run(plan(server, .requests(1001)), pulse: Pulse())
        #expect(outcome.answers == 1001)
        #expect(outcome.counted == 1001)
        #expect(server.seen.requests == 1001)
        #expect(server.seen.connections == 4)
        #expect(outcome.latency.longest > 0)
        #expect(outcome.memory > 0)
    }

    @Test("for a time: answers of the warm-up are taken and not counted, and every request is answered before it ends")
    func time() async throws {
        let server = try RawServer { connection in
            while connection.readRequest() != nil { connection.send(Self.alive) }
        }
        defer { server.stop() }
        let length = LoadPlan.Length.time(.milliseconds(100), warmUp: .milliseconds(50))
        let outcome = try await LoadGenerator.run(plan(server, length), pulse: Pulse())
        #expect(outcome.counted > 0)
        #expect(outcome.answers > outcome.counted)
        #expect(outcome.answers == server.seen.requests)
        #expect(outcome.seconds >= 0.1)
    }

    @Test("an answer that comes in pieces is put together")
    func pieces() async throws {
        let server = try RawServer { connection in
            while connection.readRequest() != nil {
                for byte in Self.alive.utf8 { connection.send([byte]) }
            }
        }
        defer { server.stop() }
        #expect(try await LoadGenerator.run(plan(server, .requests(50)), pulse: Pulse()).answers == 50)
    }

    @Test("a wrong answer ends it and is told")
    func wrong() async throws {
        let server = try RawServer { connection in
            while connection.readRequest() != nil {
                connection.answer(connection.number == 3 ? 503 : 200, connection.number == 3 ? "full" : "alive\n")
            }
        }
        defer { server.stop() }
        await #expect(throws: BenchmarkError.wrongAnswer("HTTP/1.1 503 Some Reason full")) {
            try await LoadGenerator.run(plan(server, .requests(1000)), pulse: Pulse())
        }
    }

    @Test("a second answer to one request ends it")
    func surplus() async throws {
        let server = try RawServer { connection in
            while connection.readRequest() != nil { connection.send(Self.alive + Self.alive) }
        }
        defer { server.stop() }
        await #expect(throws: BenchmarkError.surplus) {
            try await LoadGenerator.run(plan(server, .requests(1000)), pulse: Pulse())
        }
    }

    @Test("a connection that the server closes ends it")
    func lost() async throws {
        let server = try RawServer { connection in
            if connection.number != 2 { while connection.readRequest() != nil { connection.send(Self.alive) } }
        }
        defer { server.stop() }
        let length = LoadPlan.Length.time(.seconds(60), warmUp: .zero)
        await #expect(throws: BenchmarkError.connectionLost) {
            try await LoadGenerator.run(plan(server, length), pulse: Pulse())
        }
    }

    @Test("a server that answers nothing is given up")
    func silent() async throws {
        let server = try RawServer { $0.waitForEnd() }
        defer { server.stop() }
        var plan = plan(server, .requests(1000))
        plan.patience = .milliseconds(200)
        let impatient = plan
        await #expect(throws: BenchmarkError.noAnswer(requests: 4, after: .milliseconds(200))) {
            try await LoadGenerator.run(impatient, pulse: Pulse())
        }
    }

    @Test("it ends when it is told to, and where nobody listens it says so")
    func stopping() async throws {
        let pulse = Pulse()
        let server = try RawServer { connection in
            while connection.readRequest() != nil {
                connection.send(Self.alive)
                if pulse.done > 0 { pulse.stop() }
            }
        }
        defer { server.stop() }
        let endless = plan(server, .time(.seconds(600), warmUp: .zero))
        await #expect(throws: BenchmarkError.stopped) { try await LoadGenerator.run(endless, pulse: pulse) }
        let nowhere = LoadPlan(
            port: try RawServer.unusedPort(), request: [], expected: .alive, connections: 1, length: .requests(1))
        await #expect(throws: BenchmarkError.self) { try await LoadGenerator.run(nowhere, pulse: Pulse()) }
    }

    @Test("commits that the store tells of are counted beside the answers")
    func commits() async throws {
        let pulse = Pulse()
        let server = try RawServer { connection in
            while connection.readRequest() != nil {
                pulse.committed(in: .milliseconds(2))
                connection.send(Self.alive)
            }
        }
        defer { server.stop() }
        pulse.committed(in: .milliseconds(2))
        let outcome = try await LoadGenerator.run(plan(server, connections: 1, .requests(30)), pulse: pulse)
        #expect(outcome.commits.count == 30)
        #expect(outcome.commits.longest == 2_000_000)
        #expect(outcome.perCommit == 1)
    }
}
