import Sandbox
import TestKit
import Testing

extension Integration {
    @Suite("hostile load, with honest posts beside it")
    struct HostileLoadTests {
        @Test("slow heads, slow content and slow reading, all at once: every honest post is answered and stored")
        func slow() async throws {
            try await beside { service, posters in
                let resting = try service.openDescriptors
                let attacks = try Slowness.allCases.map {
                    try $0.start(against: service, connections: 300, seconds: 12)
                }
                _ = try await poll("800 slow connections") {
                    try service.openDescriptors >= resting + 800 ? () : nil
                }
                try await posters.run()
                for attack in attacks {
                    // All of it was answered while they were at it.
                    #expect(!attack.hasEnded, "\(attack.output)")
                }
                for attack in attacks {
                    #expect(try await attack.ending() == .status(0))
                    // slowhttptest asks with a client of its own whether it is served still: now and five seconds later.
                    let availability = attack.output.split(separator: "\n").filter { $0.contains("service available") }
                    #expect(availability.count >= 2, "\(attack.output)")
                    #expect(availability.allSatisfy { $0.contains("YES") }, "\(attack.output)")
                }
            }
        }

        @Test("a thousand heads that stop half-way hold nobody up")
        func halfOpen() async throws {
            try await beside { service, posters in
                let resting = try service.openDescriptors
                let port = service.port
                let clients = try await offPool {
                    try (0..<1000).map { number in
                        let client = try RawClient(port: port)
                        try client.send("POST /f/contact HTTP/1.1\r\nHost: localhost\r\nX-Number: \(number)")
                        return client
                    }
                }
                _ = try await poll("a thousand connections") {
                    try service.openDescriptors >= resting + 1000 ? () : nil
                }
                try await posters.run()
                #expect(try service.openDescriptors >= resting + 1000)
                withExtendedLifetime(clients) {}
            }
        }

        @Test(
            "sixty large posts that end at once, of which deals eight times as large are made: memory stays near its limit"
        )
        func large() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api", more: "limits: { buffered: 32MiB }")
            try folder.write(
                form: "large",
                """
                sender: json
                column_id: 1290
                lead: { name: name, note: name, organization: name, position: name }
                fields: { a: name, b: name, c: name, d: name }
                """)
            let service = try await Service(folder)
            let content = #"{"name":""# + String(repeating: "a", count: 500_000) + #""}"#
            let post =
                "POST /f/large HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: \(content.utf8.count)\r\n\r\n"
                + content
            let port = service.port
            let statuses = try await offPool {
                let clients = try (0..<60).map { _ in try RawClient(port: port) }
                for client in clients { try client.send(String(post.dropLast(3))) }
                for client in clients { try client.send(String(post.suffix(3))) }
                return try clients.compactMap { try $0.response()?.status }
            }
            #expect(statuses.count == 60 && statuses.allSatisfy { $0 == 200 || $0 == 503 }, "\(statuses)")
            let stored = statuses.filter { $0 == 200 }.count
            #expect(stored > 0)
            #expect(try await service.submissions().count == stored)
            let most = try service.memory("VmHWM")
            #expect(most < 160 << 20 || Sanitizer.isOn, "\(most >> 20) MiB")
            #expect(try await service.stop() == .status(0))
        }

        @Test("out of descriptors it accepts no more, goes on with what it has, and recovers by itself")
        func outOfDescriptors() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api")
            let service = try await Service(folder, descriptors: "64")
            let old = try RawClient(port: service.port)
            #expect(try await answer(on: old) == 200)
            let resting = try service.openDescriptors
            var crowd = try (0..<80).map { _ in try RawClient(port: service.port) }
            _ = try await service.process.line(holding: "accept paused", on: .errors)
            // The last four are kept free.
            #expect(try service.openDescriptors >= 58)
            #expect(try await answer(on: old) == 200)
            crowd = []
            // It waits in the queue until accepting goes on.
            let new = try RawClient(port: service.port)
            #expect(try await answer(on: new) == 200)
            #expect(try await answer(on: old) == 200)
            #expect(try await folder.submissions().count == 4)
            // A timer or two of its own may have come since, but none of the crowd's forty.
            _ = try await poll("the crowd to be gone") { try service.openDescriptors <= resting + 4 ? () : nil }
            #expect(try await service.stop() == .status(0))
            withExtendedLifetime((crowd, old, new)) {}
        }

        @Test("past the limit of connections a new one gets 503 at once, and the old ones go on")
        func tooManyConnections() async throws {
            let folder = try ServiceFolder(crm: "http://127.0.0.1:1/api", more: "limits: { connections: 3 }")
            let service = try await Service(folder)
            let old = try (0..<3).map { _ in try RawClient(port: service.port) }
            for client in old { #expect(try await answer(on: client) == 200) }
            for _ in 0..<20 {
                // It is told before it has said anything.
                let refusal = try await offPool { [port = service.port] in
                    let client = try RawClient(port: port)
                    let answer = try client.response()
                    return (answer, try client.rest())
                }
                #expect(refusal.0?.status == 503)
                #expect(refusal.0?.field("retry-after") != nil)
                #expect(refusal.0?.field("connection") == "close")
                #expect(refusal.1.isEmpty)
            }
            for client in old { #expect(try await answer(on: client) == 200) }
            old[0].finishSending()
            #expect(try await offPool { try old[0].rest() } == [])
            let new = try RawClient(port: service.port)
            #expect(try await answer(on: new) == 200)
            #expect(try await folder.submissions().count == 7)
            #expect(try await service.stop() == .status(0))
        }

        /// Runs a body beside a service and honest posters; then all that was posted must have been answered, stored and delivered, and
        /// every descriptor of the bad hour must be back.
        private func beside(_ body: (Service, Posters) async throws -> Void) async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let before = Posters(0..<20, port: service.port)
                try await before.run()
                _ = try await folder.settled()
                let resting = try service.openDescriptors
                let posters = Posters(20..<220, port: service.port)
                try await body(service, posters)
                #expect(posters.answered.count == 200)
                #expect(posters.refused.isEmpty)
                let stored = try await folder.settled()
                let reckoning = Reckoning(
                    before.answered + posters.answered, stored: stored, board: sandbox.deals)
                #expect(reckoning.counts == ["delivered": 220])
                // The courier's own connections come and go.
                _ = try await poll("its descriptors to be as before") {
                    try service.openDescriptors <= resting + 8 ? () : nil
                }
                #expect(try await service.stop() == .status(0))
            }
        }

        /// The status of a post on a connection that is kept.
        private func answer(on client: RawClient) async throws -> Int? {
            try await offPool {
                let content = "name=Ada"
                try client.send(
                    """
                    POST /f/contact HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: \(content.utf8.count)\r
                    \r
                    \(content)
                    """)
                return try client.response()?.status
            }
        }
    }
}
