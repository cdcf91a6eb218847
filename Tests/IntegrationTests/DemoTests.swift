import Foundation
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("boardbridge demo")
    struct DemoTests {
        @Test(
            "the sample form, posted as a browser posts it, thanks and becomes a deal on the board; Ctrl-C leaves nothing behind"
        )
        func demo() async throws {
            let temporary = try ScratchFolder("demo")
            let demo = try Program.start("demo", "--port", "0", environment: ["TMPDIR": temporary.path])
            let site = try await Self.address(demo, "Sample website")
            let board = try await Self.address(demo, "Board (sandbox)")
            let service = try await Self.address(demo, "Service")
            #expect(temporary.names.count == 1)

            let page = try await Curl.send([site])
            #expect(page.status == 200)
            let action = try #require(page.text.firstMatch(of: /<form action="([^"]+)" method="post"/)?.output.1)
            #expect(action == service + "/f/contact")
            for name in ["full_name", "email", "phone", "topic", "budget", "message", "call_me_at"] {
                #expect(page.text.contains(#"name="\#(name)""#))
            }
            let origin = site.hasSuffix("/") ? String(site.dropLast()) : site
            let answer = try await Curl.send([
                "-L", "-H", "Accept: text/html,application/xhtml+xml,*/*;q=0.8", "-H", "Origin: \(origin)", "-e", site,
                "--data-urlencode", "full_name=Zoë 🚀", "-d", "email=zoe@example.com", "-d", "phone=", "-d",
                "topic=sales",
                "-d", "budget=", "--data-urlencode", "message=Hallo", "-d", "call_me_at=", String(action),
            ])
            #expect(answer.statuses == [303, 200])
            #expect(answer.url == origin + "/thanks")

            let deals = try await poll("the deal") {
                let deals = (try await Curl.send([board + "board.json"]).json["deals"]?.elements).map(Array.init) ?? []
                return deals.isEmpty ? nil : deals
            }
            #expect(deals.count == 1)
            #expect(deals.first?["name"]?.string == "Zoë 🚀")
            #expect(deals.first?["title"]?.string == "Website: sales")
            #expect(deals.first?["column_id"]?.int64 == 1287)

            demo.signal(SIGINT)
            #expect(try await demo.ending() == .status(0))
            #expect(temporary.names.isEmpty)
            #expect(demo.errors.isEmpty)
        }

        @Test("a port that is taken is replaced by a free one")
        func taken() async throws {
            let server = try RawServer { _ in }
            defer { server.stop() }
            let demo = try Program.start("demo", "--port", "\(server.port)")
            let site = try await Self.address(demo, "Sample website")
            #expect(!site.contains(":\(server.port)"))
            #expect(try await Curl.send([site]).status == 200)
            demo.signal(SIGTERM)
            #expect(try await demo.ending() == .status(0))
        }

        private static func address(_ demo: ChildProcess, _ name: String) async throws -> String {
            let line = try await demo.line(holding: name, on: .output)
            return line.split(separator: " ").last.map(String.init) ?? ""
        }
    }
}
