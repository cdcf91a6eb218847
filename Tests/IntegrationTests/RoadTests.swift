import TestKit
import Testing
import Wire

extension Integration {
    @Suite("through nginx with TLS to the sandbox")
    struct RoadTests {
        @Test("curl -d: a urlencoded post with umlauts, emoji and a date becomes exactly this deal")
        func urlencoded() async throws {
            let road = try await Road()
            let answer = try await road.post(
                "contact",
                [
                    "-d", "full_name=++Ada++Lovelace+", "--data-urlencode", "email=Ada@Example.COM",
                    "--data-urlencode", "phone=030 901820", "-d", "topic=sales", "-d", "budget=1500",
                    "--data-urlencode", "message=Grüße 👋🏽 & mehr\r\nzweite Zeile = 100%",
                    "--data-urlencode", "call_me_at=2026-07-01T09:30",
                ])
            #expect(answer.status == 200)
            #expect(answer.version == "2")
            #expect(answer.field("content-type") == "application/json")
            let id = try #require(try answer.json["id"]?.string)
            #expect(answer.text == #"{"status":"accepted","id":"\#(id)"}"#)

            let deal = try #require(try await road.sandbox.deals(1).first)
            #expect(deal.text("column_id") == "1287")
            #expect(deal.text("lead") == #"{"name":"Ada Lovelace","email":"Ada@example.com","phone":"+4930901820"}"#)
            #expect(
                deal.text("fields")
                    == #"{"title":"Website: sales","description":"Grüße 👋🏽 & mehr\r\nzweite Zeile = 100%","budget":1500,"source":"website"}"#
            )
            #expect(deal.text("deadline") == #""2026-07-01 09:30:00""#)
            #expect(deal.text("format") == #""json""#)

            let stored = try #require(try await road.service.folder.settled().first)
            #expect(stored["id"]?.string == id)
            #expect(stored["state"]?.string == "delivered")
            #expect(stored["deal_id"]?.int64 == deal["id"]?.int64)
            #expect(stored["lead_id"]?.int64 == deal["lead_id"]?.int64)
        }

        @Test("curl -F: UTF-8 fields and an attachment, whose name stands in the deal")
        func multipart() async throws {
            let road = try await Road()
            let scratch = try ScratchFolder("attachment")
            let file = try scratch.write(
                String(repeating: "0123456789abcdef\r\n--x\r\n", count: 2000), to: "Lebenslauf – Ada.txt")
            let answer = try await road.post(
                "contact",
                [
                    "-F", "full_name=Zoë Ångström 🚀", "-F", "email=zoe@example.com", "-F", "topic=jobs",
                    "--form-string", "message=日本語 — “quoted”; semi", "-F", "cv=@\"\(file)\";type=text/plain",
                ])
            #expect(answer.status == 200)
            let deal = try #require(try await road.sandbox.deals(1).first)
            #expect(deal.text("column_id") == "1290")
            #expect(deal.text("lead") == #"{"name":"Zoë Ångström 🚀","email":"zoe@example.com"}"#)
            #expect(
                deal.text("fields")
                    == #"{"title":"Website: jobs","description":"日本語 — “quoted”; semi","source":"website","reference":"Lebenslauf – Ada.txt"}"#
            )
            #expect(deal.text("deadline") == "null")
        }

        @Test("a JSON webhook: nested values, a number's own digits, a boolean")
        func json() async throws {
            let road = try await Road()
            let content = """
                {"event_id":"01J","person":{"name":"Grace \\u201cAmazing\\u201d Höpper 🧭"},"amount":1234.50,"subscribe":true,
                "answers":[{"field":{"ref":"x"},"email":"wrong@example.com"},{"field":{"ref":"mail"},"email":"grace@example.com"}]}
                """
            let answer = try await road.post("webhook", ["-H", "Content-Type: application/json", "-d", content])
            #expect(answer.status == 200)
            let deal = try #require(try await road.sandbox.deals(1).first)
            #expect(deal.text("column_id") == "1290")
            #expect(deal.text("lead") == #"{"name":"Grace “Amazing” Höpper 🧭","email":"grace@example.com"}"#)
            #expect(deal.text("fields") == #"{"title":"Webhook 01J","price":1234.50,"newsletter":true}"#)
        }

        @Test("the stored client address is the one that nginx saw, whatever the client writes")
        func clientAddress() async throws {
            let road = try await Road()
            let answer = try await road.post(
                "contact",
                [
                    "--interface", "127.0.0.7", "-H", "X-Forwarded-For: 203.0.113.9", "-H",
                    "Forwarded: for=203.0.113.9",
                    "-d", "name=Ada&email=ada@example.com",
                ])
            let id = try #require(try answer.json["id"]?.string)
            let stored = try await road.service.folder.submission(id)
            #expect(stored["client_address"]?.string == "127.0.0.7")
            #expect(stored["request_id"]?.string == answer.field("x-request-id"))
            #expect(stored["content"]?.string == "name=Ada&email=ada@example.com")
            #expect(road.nginx.accessLog.contains(answer.field("x-request-id") ?? "no request id"))
        }

        @Test("all three body formats of the CRM make the same deal", arguments: ["json", "urlencoded", "multipart"])
        func format(_ format: String) async throws {
            let sandbox = try await SandboxProcess(token: ServiceFolder.token)
            let folder = try ServiceFolder(crm: sandbox.api)
            let main = folder.scratch.read("config/boardbridge.yaml")
            try folder.scratch.write(
                main.replacing("in_flight: 4", with: "in_flight: 4, format: \(format)"), to: "config/boardbridge.yaml")
            let service = try await Service(folder)
            let answer = try await Curl.send([
                service.url + "/f/contact", "-d",
                "name=Ada+%F0%9F%9A%80&email=ada@example.com&budget=7&message=a%3Db%26c%5Bd%5D",
            ])
            #expect(answer.status == 200)
            let deal = try #require(try await sandbox.deals(1).first)
            #expect(deal.text("format") == "\"\(format)\"")
            #expect(deal.text("lead") == #"{"name":"Ada 🚀","email":"ada@example.com"}"#)
            #expect(deal.text("fields").contains(#""description":"a=b&c[d]","budget":7"#))
        }
    }
}
