import Outbox
import TestKit
import Testing
import Wire

@Suite("Health")
struct HealthTests {
    @Test("the fixed addresses answer GET and HEAD", arguments: ["/healthz", "/readyz", "/assets/message.css"])
    func reading(target: String) async throws {
        try await serving { site async throws in
            let answer = try await site.send("GET", target)
            #expect(answer.status == 200)
            #expect(!answer.content.isEmpty)
            let head = try await site.send("HEAD", target)
            #expect(head.status == 200)
            #expect(head.field("content-length") == "\(answer.content.count)")
            #expect(try await site.send("GET", target + "?probe=1").status == 200)
        }
    }

    @Test("and nothing else, with content or without", arguments: ["/healthz", "/readyz", "/assets/message.css"])
    func otherMethods(target: String) async throws {
        try await serving { site async throws in
            for content in [nil, Array("name=Ada".utf8)] {
                let answer = try await site.send("POST", target, fields: [urlencodedType], content: content)
                #expect(answer.status == 405, "with content: \(content != nil)")
                #expect(answer.field("allow") == "GET, HEAD")
            }
        }
    }

    @Test("what may change is not kept by anyone on the way")
    func notCached() async throws {
        try await serving { site async throws in
            #expect(try await site.send("GET", "/healthz").field("cache-control") == "no-store")
            #expect(try await site.send("GET", "/readyz").field("cache-control") == "no-store")
        }
    }
}
