import Sandbox
import TestKit
import Testing

@Suite("The board page")
struct BoardPageTests {
    @Test("the page and its files come with a policy that lets only our own files run", arguments: ["/", "/board.js"])
    func policy(path: String) async throws {
        try await Sandbox.run { sandbox in
            let answer = await sandbox.get(path)
            #expect(answer.status == 200)
            let policy = try #require(answer.field("Content-Security-Policy"))
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(answer.field("X-Content-Type-Options") == "nosniff")
        }
    }

    @Test("the page has no inline script or style, and the script makes no HTML of what it is given")
    func noInline() async throws {
        try await Sandbox.run { sandbox in
            let page = await sandbox.get("/").text
            #expect(!page.contains("style=") && !page.contains("<style"))
            #expect(page.ranges(of: "<script").count == 1)
            let script = await sandbox.get("/board.js").text
            #expect(!script.contains("innerHTML") && !script.contains("insertAdjacentHTML"))
        }
    }

    @Test("the board's data is never cached and names where the form is")
    func emptyBoard() async throws {
        try await Sandbox.run { sandbox in
            sandbox.formURL = "http://127.0.0.1:8083/"
            let answer = await sandbox.get("/board.json")
            #expect(answer.field("Cache-Control") == "no-store")
            let board = try answer.value
            #expect(board["total"] == 0)
            #expect(board["form_url"] == "http://127.0.0.1:8083/")
            #expect(board["columns"]?.elements?.map { $0["title"] } == ["New", "Talking", "Won"])
        }
    }

    @Test("a page that has seen everything is answered when there is a new deal")
    func news() async throws {
        try await Sandbox.run { sandbox in
            let version = try #require(try await sandbox.get("/board.json").value["version"]?.text)
            async let waiting = sandbox.get("/board.json?since=\(version)")
            _ = try await sandbox.call("offer/create", #""lead":{"name":"<b>Ada</b>"},"fields":{"title":"A title"}"#)
            let board = try await waiting.value
            #expect(board["version"]?.text != version)
            #expect(board["deals"]?[0]?["title"] == "A title")
            #expect(board["deals"]?[0]?["name"] == "<b>Ada</b>")
            #expect(board["columns"]?[0]?["count"] == 1)
        }
    }

    @Test("a page of an earlier run is answered at once")
    func earlierRun() async throws {
        try await Sandbox.run { sandbox in
            #expect(await sandbox.get("/board.json?since=otherrun-0").status == 200)
        }
    }

    @Test("a page that waits does not hold up stopping")
    func stopping() async throws {
        try await Sandbox.run { sandbox in
            let version = try #require(try await sandbox.get("/board.json").value["version"]?.text)
            async let waiting = sandbox.get("/board.json?since=\(version)")
            // The next answer on another connection shows that the loop has taken the waiting one or will at once.
            _ = await sandbox.get("/board.json")
            let start = ContinuousClock.now
            await sandbox.stop(grace: .seconds(8))
            _ = await waiting
            #expect(start.duration(to: .now) < .seconds(7))
        }
    }

    @Test("/deals.json has all deals as they are kept, with their parameters in full and no token")
    func storedDeals() async throws {
        try await Sandbox.run { sandbox in
            _ = await sandbox.post(
                "offer/create", formType, "access_token=right&fields[price]=12.50&lead[name]=Ada&lead[note]=n")
            let answer = await sandbox.get("/deals.json")
            #expect(answer.field("Cache-Control") == "no-store")
            #expect(!answer.text.contains("right"))
            let deal = try #require(try answer.value[0])
            #expect(deal["format"] == "urlencoded")
            #expect(deal["fields"]?["price"] == .number("12.50"))
            #expect(deal["parameters"]?["fields"]?["price"] == "12.50")
            #expect(deal["lead"]?["note"] == "n")
        }
    }

    @Test("pages can only be read, and there are no others")
    func others() async throws {
        try await Sandbox.run { sandbox in
            #expect(await sandbox.get("/nothing").status == 404)
            #expect(await PlainHTTP.request("POST", "/", port: sandbox.port).status == 405)
            let head = await PlainHTTP.request("HEAD", "/", port: sandbox.port)
            #expect(head.status == 200 && head.content.isEmpty)
        }
    }
}
