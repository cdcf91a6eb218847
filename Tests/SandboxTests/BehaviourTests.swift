import BoardCRM
import Listener
import Sandbox
import TestKit
import Testing

@Suite("Behaviours")
struct BehaviourTests {
    @Test("a scripted status carries Retry-After and makes no deal")
    func status() async throws {
        try await Sandbox.run { sandbox in
            sandbox.behaviour = .status(503, retryAfter: 7)
            let answer = await sandbox.post("offer/create", jsonType, #"{"access_token":"right"}"#)
            #expect(answer.status == 503)
            #expect(answer.field("Retry-After") == "7")
            #expect(sandbox.deals.isEmpty)
            #expect(sandbox.callCount == 1)
        }
    }

    @Test("a connection is closed without an answer, before the deal is made or after it")
    func silence() async throws {
        try await Sandbox.run { sandbox in
            sandbox.script(.closeWithoutAnswer, .loseAnswer)
            let before = await sandbox.post("offer/create", jsonType, #"{"access_token":"right"}"#)
            #expect(before.status == 0 && before.content.isEmpty)
            #expect(sandbox.deals.isEmpty)
            let after = await sandbox.post("offer/create", jsonType, #"{"access_token":"right"}"#)
            #expect(after.status == 0 && after.content.isEmpty)
            #expect(sandbox.deals.count == 1)
        }
    }

    @Test("a script is used up, one behaviour a call, and then the lasting one holds")
    func script() async throws {
        try await Sandbox.run { sandbox in
            sandbox.script(.refuseAccess, .html(status: 502))
            let refused = try await sandbox.call("offer/create")
            #expect(refused["error"] == 4030)
            let page = await sandbox.post("offer/create", jsonType, "{}")
            #expect(page.status == 502)
            #expect(page.field("Content-Type") == "text/html; charset=utf-8")
            let made = try await sandbox.call("offer/create")
            #expect(made["status"] == true)
        }
    }

    @Test("a delayed answer comes after the deal is on the board")
    func delay() async throws {
        try await Sandbox.run { sandbox in
            sandbox.behaviour = .delay(.milliseconds(200))
            async let answer = sandbox.call("offer/create")
            let deals = try await sandbox.waitForDeals(count: 1)
            #expect(deals.count == 1)
            #expect(try await answer["data"]?["id"] == 412)
        }
    }

    @Test("waiting ends at its limit and says what there was")
    func limit() async throws {
        try await Sandbox.run { sandbox in
            _ = try await sandbox.call("lead/list")
            await #expect(throws: SandboxError.timedOut(deals: 0, calls: 1)) {
                try await sandbox.waitForDeals(count: 1, limit: .milliseconds(20))
            }
            try await sandbox.waitForCalls(count: 1)
        }
    }

    @Test("a task that is cancelled stops waiting")
    func cancelling() async throws {
        try await Sandbox.run { sandbox in
            let waiting = Task { try await sandbox.waitForDeals(count: 1, limit: .seconds(60)) }
            waiting.cancel()
            let result = await waiting.result
            #expect(throws: SandboxError.self) { try result.get() }
        }
    }

    @Test("it goes away and comes back at the same address with its board")
    func away() async throws {
        try await Sandbox.run { sandbox in
            _ = try await sandbox.call("offer/create")
            await sandbox.stop()
            #expect(await sandbox.get("/").status == 0)
            try sandbox.resume()
            _ = try await sandbox.call("offer/create")
            #expect(sandbox.deals.map(\.id.value) == [412, 413])
        }
    }

    @Test("an empty token lets nobody in, so there is no sandbox with one")
    func emptyToken() {
        #expect(throws: SandboxError.emptyAccessToken) {
            try Sandbox(listen: .tcp(host: "127.0.0.1", port: 0), accessToken: "")
        }
    }
}
