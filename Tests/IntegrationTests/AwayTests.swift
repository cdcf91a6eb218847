import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("a CRM that has its bad days")
    struct AwayTests {
        @Test("it is away for a while: visitors are answered all the same, and everything is delivered afterwards")
        func away() async throws {
            try await withSandbox { sandbox in
                await sandbox.stop()
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let posters = Posters(0..<100, port: service.port)
                try await posters.run()
                #expect(posters.answered.count == 100)
                // After a handful of attempts there are only trials: nobody hammers at a door that is shut.
                _ = try await service.process.line(holding: "many calls to the CRM fail in a row", on: .errors)
                let tried = try await folder.submissions("pending").reduce(0) { $0 + ($1["attempts"]?.int64 ?? 0) }
                #expect(tried >= 5 && tried < 30)
                try sandbox.resume()
                let stored = try await folder.settled()
                let reckoning = Reckoning(posters.answered, stored: stored, board: sandbox.deals)
                #expect(reckoning.counts == ["delivered": 100])
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test(
            "it says 503, shows a proxy's page, loses an answer, goes away in the middle: one deal each, all settled by looking"
        )
        func moods() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                sandbox.script(
                    .status(503), .html(status: 502), .loseAnswer, .closeWithoutAnswer, .status(429, retryAfter: 1))
                let posters = Posters(0..<40, port: service.port)
                try await posters.run()
                let stored = try await folder.settled()
                let reckoning = Reckoning(posters.answered, stored: stored, board: sandbox.deals)
                #expect(reckoning.counts == ["delivered": 40])
            }
        }

        @Test("what it refuses stands on the list of a person, in the form's own words; a retry goes through")
        func refusal() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                try folder.write(
                    form: "contact",
                    "column_id: { from: col, type: id }\nlead: { name: full_name }\nfields: { title: subject }\n")
                let service = try await Service(folder)
                let content = "full_name=Ada&subject=Hello&col=999"
                #expect(try await Curl.send([service.url + "/f/contact", "-d", content]).status == 200)
                let failed = try #require(try await folder.settled().first)
                #expect(failed["state"]?.string == "failed")
                #expect(failed["reason"]?.string?.contains("col: ") == true)

                let id = try #require(failed["id"]?.string)
                let retried = try await folder.run("submissions", "retry", id)
                #expect(retried.status == 0)
                #expect(retried.lines == [id])
                _ = try await poll("the second attempt") {
                    let submission = try await folder.submission(id)
                    return submission["attempts"]?.int64 == 2 && submission["state"]?.string == "failed" ? () : nil
                }
                #expect(
                    try await folder.run("submissions", "retry", "--state", "delivered,failed", "--yes").lines == [id])
            }
        }

        @Test("a refused token stops nothing from being taken, and nothing fails for it")
        func token() async throws {
            try await withSandbox { sandbox in
                sandbox.behaviour = .refuseAccess
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let posters = Posters(0..<10, port: service.port)
                try await posters.run()
                try await sandbox.waitForCalls(count: 1, limit: .seconds(60))
                let line = try await service.process.line(holding: #""outcome":"access""#, on: .errors)
                #expect(line.contains(#""state":"pending""#))
                #expect(posters.answered.count == 10)
                #expect(try await folder.submissions("pending").count == 10)
            }
        }
    }
}
