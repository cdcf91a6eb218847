import Listener
import Outbox
import TestKit
import Testing
import Wire

@Suite("A sound post")
struct AcceptedTests {
    @Test("is answered with exactly 200 and its id once it is stored, and wakes the courier")
    func accepted() async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", "full_name=Ada+Lovelace&email=ada%40example.com")
            #expect(answer.status == 200)
            #expect(answer.field("content-type") == "application/json")
            #expect(answer.field("cache-control") == "no-store")
            let id = try answer.submissionID
            #expect(answer.text == #"{"status":"accepted","id":"\#(id)"}"#)
            let stored = try await site.onlySubmission()
            #expect(stored.id == id)
            #expect(stored.state == .pending)
            #expect(stored.dueAt == stored.receivedAt)
            try await site.wakeUps.wait(count: 1)
        }
    }

    @Test("is stored with all that came with it, and the deal as mapped")
    func stored() async throws {
        try await serving { site async throws in
            let content = "full_name=+Ada++Lovelace&email=ada%40Example.com&phone=202-555-0147&budget=2500&topic=sales"
            let answer = try await site.send(
                "POST", "/f/contact?utm_source=news&x=%20",
                fields: [
                    "Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
                    "User-Agent: Tester/1.0 \"quoted\"",
                    "Referer: https://www.example.com/contact", "Origin: https://www.example.com",
                    "Accept-Language: de-DE", "Cookie: session=never-kept", "Authorization: Bearer never-kept",
                    "X-Other: never-kept",
                ],
                content: Array(content.utf8))
            let stored = try await site.onlySubmission()
            #expect(stored.form == "contact")
            #expect(stored.content == Array(content.utf8))
            #expect(stored.contentType == "application/x-www-form-urlencoded; charset=UTF-8")
            #expect(stored.query == Array("utm_source=news&x=%20".utf8))
            #expect(stored.clientAddress == "127.0.0.1")
            #expect(stored.requestID == answer.field("x-request-id"))
            #expect(stored.reason == nil && stored.problems == nil && stored.repeatKey == nil)
            let headers = try stored.headerValues
            #expect(headers["user-agent"]?.string == "Tester/1.0 \"quoted\"")
            #expect(headers["referer"]?.string == "https://www.example.com/contact")
            #expect(headers["origin"]?.string == "https://www.example.com")
            #expect(headers["accept-language"]?.string == "de-DE")
            #expect(headers.count == 4)
            #expect(!String(decoding: stored.headers, as: UTF8.self).contains("never-kept"))
            #expect(
                try stored.dealText
                    == #"{"column_id":1287,"lead":{"name":"Ada Lovelace","email":"ada@example.com","#
                    + #""phone":"+12025550147"},"fields":{"title":"Website: sales","budget":2500}}"#)
        }
    }

    @Test("is stored with the headers that its rules ask for, so that it can be mapped again; never with credentials")
    func headersOfRules() async throws {
        let form = """
            column_id: 1287
            fields: { source: header.X-Source, title: header.authorization, description: header.user-agent }
            """
        try await serving(["contact": form]) { site async throws in
            let fields = ["X-Source: fair", "X-Other: no", "Authorization: Bearer never-kept", "User-Agent: T"]
            #expect(try await site.post("contact", "", fields: fields).status == 200)
            let headers = try await site.onlySubmission().headerValues
            #expect(headers["x-source"]?.string == "fair")
            #expect(headers["user-agent"]?.string == "T")
            #expect(headers.count == 2)
        }
    }

    @Test("may come as multipart, whose files are left out, or as JSON, or in chunks")
    func otherTypes() async throws {
        try await serving { site async throws in
            let multipart = [
                "--b", #"Content-Disposition: form-data; name="full_name""#, "", "Zoë 東京",
                "--b", #"Content-Disposition: form-data; name="cv"; filename="../cv.pdf""#,
                "Content-Type: application/pdf",
                "", "%PDF", "--b--", "",
            ].joined(separator: "\r\n")
            _ = try await site.post("contact", multipart, type: #"Content-Type: multipart/form-data; boundary="b""#)
            _ = try await site.post("contact", #"{"full_name":"Zoë 東京"}"#, type: jsonType)
            let request =
                "POST /f/contact HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nTransfer-Encoding: chunked\r\n\r\n"
            let inChunks = try await site.converse { client in
                try client.send(request + chunked("full_name=Zo%C3%AB+%E6%9D%B1%E4%BA%AC"))
                return try client.response()
            }
            #expect(inChunks.status == 200)
            let stored = try await site.submissions()
            #expect(stored.count == 3)
            for submission in stored {
                #expect(try submission.dealText == #"{"column_id":1287,"lead":{"name":"Zoë 東京"}}"#)
            }
            #expect(stored[0].content == Array(multipart.utf8))
            #expect(stored[2].content == Array("full_name=Zo%C3%AB+%E6%9D%B1%E4%BA%AC".utf8))
        }
    }

    @Test("may bring what stands beside the payload: query, headers, cookies, and facts")
    func context() async throws {
        let form = """
            column_id: 1
            lead: { name: name, website: meta.referrer }
            fields:
              utm: query.utm_source
              shop: header.X-Shop
              visit: cookie.visit
              ip: meta.ip
              agent: meta.user_agent
              form: meta.form
              ref: meta.id
            """
        try await serving(["facts": form]) { site async throws in
            let answer = try await site.send(
                "POST", "/f/facts?utm_source=a+b",
                fields: [
                    urlencodedType, "X-Shop: 7", "Cookie: a=1; visit=v-9", "Referer: https://www.example.com/",
                    "User-Agent: T",
                ], content: Array("name=Ada".utf8))
            let id = try answer.submissionID
            #expect(
                try await site.onlySubmission().dealText
                    == #"{"column_id":1,"lead":{"name":"Ada","website":"https://www.example.com/"},"#
                    + #""fields":{"utm":"a b","shop":"7","visit":"v-9","ip":"127.0.0.1","agent":"T","#
                    + #""form":"facts","ref":"\#(id)"}}"#)
        }
    }

    @Test("is taken to come from whom a trusted proxy names, and from the peer otherwise", arguments: [false, true])
    func address(isTrusted: Bool) async throws {
        try await serving(proxies: isTrusted ? .loopback : TrustedProxies()) { site async throws in
            _ = try await site.post("contact", "name=Ada", fields: ["X-Forwarded-For: 6.6.6.6, 203.0.113.9"])
            #expect(try await site.onlySubmission().clientAddress == (isTrusted ? "203.0.113.9" : "127.0.0.1"))
        }
    }

    @Test("gets ids that rise, and every post of one burst on one connection is answered in order")
    func pipelined() async throws {
        try await serving { site async throws in
            let count = 40
            let head = "POST /f/contact HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nContent-Length: 7\r\n\r\nname="
            let burst = (10..<10 + count).map { head + String($0) }.joined()
            let port = site.port
            let ids = try await offPool {
                let client = try RawClient(port: port)
                try client.send(burst)
                return try (0..<count).map { _ in try client.response()?.submissionID }
            }
            let stored = try await site.submissions()
            #expect(stored.map(\.id) == ids.compactMap { $0 })
            #expect(
                try stored.map { try $0.dealText }
                    == (10..<10 + count).map { #"{"column_id":1287,"lead":{"name":"\#($0)"}}"# })
        }
    }

    @Test("keeps headers that are not UTF-8 as readable JSON")
    func headerBytes() async throws {
        try await serving { site async throws in
            let head = "POST /f/contact HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nContent-Length: 8\r\nUser-Agent: A"
            let answer = try await site.converse { client in
                try client.send(Array(head.utf8) + [0xFF, 0x22, 0x5C] + Array("\r\n\r\nname=Ada".utf8))
                return try client.response()
            }
            #expect(answer.status == 200)
            #expect(try await site.onlySubmission().headerValues["user-agent"]?.string == "A\u{FFFD}\"\\")
        }
    }

    @Test("is answered also when the store answers later, from a thread of its own, to many clients on several loops")
    func late() async throws {
        let store = LateStore()
        try await serving(store: store, loops: 2) { site in
            try await withThrowingTaskGroup { group in
                for client in 0..<8 {
                    group.addTask {
                        try await offPool { [port = site.port] in
                            let connection = try RawClient(port: port)
                            for post in 10..<35 {
                                try connection.send(
                                    "POST /f/contact HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nContent-Length: 9\r\n\r\nname=\(client)-\(post)"
                                )
                                #expect(try connection.response()?.status == 200)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let stored = try await site.submissions()
            #expect(Set(stored.map(\.id)).count == 200)
            let names = Set(stored.map { String(decoding: $0.content, as: UTF8.self) })
            #expect(names == Set((0..<8).flatMap { client in (10..<35).map { "name=\(client)-\($0)" } }))
        }
    }

    @Test("is stored also for a client that does not wait for the answer")
    func impatient() async throws {
        try await serving { site in
            try await offPool { [port = site.port] in
                let client = try RawClient(port: port)
                try client.send(
                    "POST /f/contact HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nContent-Length: 8\r\n\r\nname=Ada")
            }
            try await site.wakeUps.wait(count: 1)
            #expect(try await site.onlySubmission().state == .pending)
        }
    }
}
