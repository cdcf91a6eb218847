import Bridge
import Outbox
import TestKit
import Testing
import Wire

@Suite("Settings replaced while the intake runs")
struct ReplacedSettingsTests {
    @Test("forms come, go and change with the next request, on connections that stand as well")
    func replaced() async throws {
        try await serving { site async throws in
            let settings = site.settings
            let other = try forms(["news": "column_id: 9\nlead: { name: name }\n"])
            let changed = try forms(["contact": "column_id: 5\nlead: { name: vorname }\n"])
            let statuses = try await offPool { [port = site.port] in
                let client = try RawClient(port: port)
                func post(_ form: String, _ content: String) throws -> Int {
                    try client.send(
                        "POST /f/\(form) HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nContent-Length: \(content.utf8.count)\r\n\r\n\(content)"
                    )
                    return try client.response()?.status ?? 0
                }
                var statuses = [try post("contact", "name=Ada"), try post("news", "name=Ada")]
                settings.replace(forms: other, limits: LimitSettings())
                statuses += [try post("contact", "name=Ada"), try post("news", "name=Ada")]
                settings.replace(forms: changed, limits: LimitSettings())
                return statuses + [try post("contact", "vorname=Ada")]
            }
            #expect(statuses == [200, 404, 404, 200, 200])
            #expect(
                try await site.dealTexts() == [
                    #"{"column_id":1287,"lead":{"name":"Ada"}}"#, #"{"column_id":9,"lead":{"name":"Ada"}}"#,
                    #"{"column_id":5,"lead":{"name":"Ada"}}"#,
                ])
            #expect(settings.form("contact")?.name == "contact")
            #expect(settings.form("news") == nil)
        }
    }

    @Test("limits too")
    func limits() async throws {
        try await serving { site async throws in
            let content = "name=Ada&a=" + String(repeating: "x", count: 2000)
            #expect(try await site.post("contact", content).status == 200)
            var limits = LimitSettings()
            limits.body = 1024
            limits.fields = 1
            site.settings.replace(forms: try forms(["contact": contactForm]), limits: limits)
            #expect(try await site.post("contact", content).status == 413)
            #expect(try await site.post("contact", "name=Ada&a=1").status == 400)
        }
    }

    @Test("a post that is half read when its form is taken away gets an answer, and the connection goes on")
    func halfRead() async throws {
        try await serving { site async throws in
            let settings = site.settings
            let other = try forms(["news": "column_id: 9\nlead: { name: name }\n"])
            let statuses = try await offPool { [port = site.port] in
                let (half, whole) = (try RawClient(port: port), try RawClient(port: port))
                try half.send(
                    "POST /f/contact HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nContent-Length: 8\r\nExpect: 100-continue\r\n\r\n"
                )
                // The head has been read when this comes.
                var statuses = [try half.response()?.status ?? 0]
                settings.replace(forms: other, limits: LimitSettings())
                try whole.send("GET /f/contact HTTP/1.1\r\nHost: a\r\n\r\n")
                statuses.append(try whole.response()?.status ?? 0)
                try half.send("name=Ada")
                statuses.append(try half.response()?.status ?? 0)
                try half.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                return statuses + [try half.response()?.status ?? 0]
            }
            #expect(statuses == [100, 404, 404, 200])
        }
    }
}
