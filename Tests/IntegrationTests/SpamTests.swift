import BoardCRM
import Foundation
import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("spam, in the built program")
    struct SpamTests {
        private func post(_ service: Service, _ content: String) async throws -> String {
            let answer = try await Curl.send([service.url + "/f/page", "-d", content])
            #expect(answer.status == 200 && answer.text.contains("accepted"), "\(answer.text)")
            return try #require(try JSONDocument.parse(Array(answer.text.utf8)).root["id"]?.string)
        }

        @Test(
            "a robot's post is kept and not delivered, is shown with its reasons, and is delivered when a person releases it"
        )
        func released() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                try folder.write(
                    form: "page",
                    "column_id: 1287\nlead: { name: name }\norigins: '*'\ndedupe: false\nspam: { honeypot: website, links: 0 }\n"
                )
                let service = try await Service(folder)
                let spam = try await post(service, "name=Bot&website=x")
                let other = try await post(service, "name=Robot&website=x")
                let person = try await post(service, "name=Ada&text=see+http://a.example")
                _ = try await poll("the person's deal") { sandbox.deals.count == 1 ? () : nil }
                #expect(sandbox.deals.map { $0.lead?[.name] } == ["Ada"])

                let list = try await folder.submissions("spam")
                #expect(list.map { $0["id"]?.string } == [other, spam])
                #expect(list[0]["spam_score"]?.int64 == 100)
                let page = try await folder.run("submissions", "show", spam)
                #expect(page.output.contains("spam      score 100: the field that nobody sees is filled (website)"))
                let passed = try await folder.submission(person)
                #expect(passed["spam_score"]?.int64 == 50 && passed["spam_reasons"]?.count == 1)

                #expect(try await folder.run("submissions", "release", person).status == 1)
                #expect(try await folder.run("submissions", "release", spam).lines == [spam])
                #expect(try await folder.run("submissions", "retry", other).lines == [other])
                _ = try await poll("the others' deals") { sandbox.deals.count == 3 ? () : nil }
                let all = try await folder.settled()
                #expect(all.allSatisfy { $0["state"]?.string == "delivered" })
                let released = try await folder.submission(spam)
                let deed = try #require(released["by_hand"]?.elements.first { _ in true })
                #expect(deed["did"]?.string == "released")
                #expect(try await service.stop() == .status(0))
                #expect(try await folder.run("verify").status == 0)
            }
        }

        @Test("the server's key is made once, for its user alone, and is not taken where it is broken")
        func key() async throws {
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                try folder.write(
                    form: "page", "column_id: 1287\nlead: { name: name }\norigins: '*'\nspam: { time: { least: 0s } }\n"
                )
                let path = folder.scratch.path + "/boardbridge.db.key"
                let first = try await Service(folder)
                let token = try await Curl.send([first.url + "/f/page/token"]).text
                #expect(try await first.stop() == .status(0))
                let key = try Data(contentsOf: URL(filePath: path))
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(key.count == 32 && mode == 0o600)

                let second = try await Service(folder)
                let value = try #require(try JSONDocument.parse(Array(token.utf8)).root["token"]?.string)
                let id = try await post(second, "name=Ada&_token=\(value)")
                #expect(try await folder.submission(id)["spam_score"]?.int64 == 0)
                #expect(try await second.stop() == .status(0))
                #expect(try Data(contentsOf: URL(filePath: path)) == key)
                try Data([1]).write(to: URL(filePath: path))
                let refused = try await folder.run("serve")
                #expect(refused.status == 1 && refused.errors.contains("boardbridge.db.key is no key of 32 bytes"))
            }
        }

        @Test("a captcha is asked by the service, and the CRM being away changes nothing in that")
        func captcha() async throws {
            let server = try SiteVerifyServer(.turnstile)
            let folder = try ServiceFolder(crm: "http://127.0.0.1:\(try RawServer.unusedPort())")
            try folder.write(
                form: "page",
                """
                column_id: 1287
                lead: { name: name }
                origins: [https://www.example.com]
                spam:
                  captcha: { service: turnstile, secret: "\(SiteVerifyServer.secret)", url: "\(server.url)" }
                """)
            let service = try await Service(folder)
            let good = try await post(service, "name=Ada&cf-turnstile-response=good-1")
            let bad = try await post(service, "name=Bot&cf-turnstile-response=bad-1")
            let states = try await poll("both verdicts") { () -> [String?]? in
                let found = try await [folder.submission(good), folder.submission(bad)]
                guard found[1]["state"]?.string == "spam", found[0]["attempts"]?.int64 ?? 0 > 0 else { return nil }
                return found.map { $0["state"]?.string }
            }
            #expect(states == ["pending", "spam"])
            // Neither the secret nor a token stands in a log.
            #expect(try await service.stop() == .status(0))
            let log = service.process.errors
            #expect(
                log.contains("captcha settled") && !log.contains(SiteVerifyServer.secret) && !log.contains("good-1"))
        }
    }
}
