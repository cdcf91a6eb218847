import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Paths beside the payload")
struct ContextPathTests {
    static let context = MappingContext(query: FormFields(["utm_source": "news", "a[]": "1", "a[]": "2"])) { name in
        switch name {
        case .header("x-source"): "header"
        case .cookie("visitor.id"): "cookie"
        case .meta(.ip): "192.0.2.1"
        case .meta(.receivedAt): "2026-01-18T18:17:02Z"
        default: nil
        }
    }

    @Test(
        "query, headers, cookies and facts",
        arguments: [
            ("query.utm_source", "news"), ("query.a[-1]", "2"), ("query.a", "1, 2"), ("header.X-Source", "header"),
            ("cookie.visitor.id", "cookie"), ("meta.ip", "192.0.2.1"), ("header.x-other", nil), ("meta.form", nil),
            ("query.missing", nil),
        ])
    func beside(path: String, expected: String?) throws {
        let found = try value(of: from(path), in: .form([:]), context: ContextPathTests.context)
        #expect(found == expected.map { .text($0) })
    }

    @Test("a form's field cannot stand in for what stands beside it")
    func notFromPayload() throws {
        let payload = Payload.form(["meta.ip": "forged", "meta[ip]": "forged", "header.x-other": "forged"])
        #expect(try value(of: from("meta.ip"), in: payload) == nil)
        #expect(try value(of: from("header.x-other"), in: payload, context: ContextPathTests.context) == nil)
    }

    @Test("the time it came is read by the type datetime")
    func receivedAt() throws {
        let mapping = try form(deadline: from("meta.received_at") { $0.zone = placed("Europe/Berlin") }).compiled()
        let deal = try mapping.deal(.form([:]), context: ContextPathTests.context)
        #expect(deal.deal.deadline?.description == "2026-01-18 19:17:02")
    }

    @Test("a mapping says what it needs beside the payload")
    func needs() throws {
        let mapping = try form(fields: [
            "a": from("query.x", "header.X-A", "json(cookie.c).d"), "b": template("{meta.ip} {header.x-a}"),
        ]).compiled()
        #expect(mapping.usesQuery)
        #expect(mapping.contextNames == [.header("x-a"), .cookie("c"), .meta(.ip)])
        #expect(try !form().compiled().usesQuery)
    }
}
