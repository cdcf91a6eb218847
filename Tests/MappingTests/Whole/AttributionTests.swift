import BoardCRM
import Mapping
import Testing
import Wire

@Suite("utm")
struct AttributionTests {
    private let auto = WholeDefinition.Attribution(lines: .auto, at: placed(0).place)

    @Test("auto writes what is there as lines: behind the rest, or into the lead's note")
    func lines() throws {
        let noted = try whole { $0.attribution = auto }.compiled()
        let form = Payload.form([
            "utm_source": "news", "gclid": "G1", "referrer": "https://search.example/", "other": "x",
        ])
        let deal = try noted.deal(form).deal
        #expect(deal.lead?.attributes[.note] == .text("utm_source: news\ngclid: G1\nreferrer: https://search.example/"))
        let rested = try whole {
            $0.attribution = auto
            $0.rest = rest("fields.d")
        }.compiled()
        #expect(
            try rested.field("d", form) == "other: x\nutm_source: news\ngclid: G1\nreferrer: https://search.example/")
    }

    @Test(
        "the payload counts before the query, the query before the page's address, and a campaign is all of one of them"
    )
    func order() throws {
        let mapping = try whole {
            $0.attribution = .init(lines: .target(placed("fields.d")), at: placed(0).place)
        }.compiled()
        let context = MappingContext(query: FormFields(["utm_medium": "query", "utm_term": "query"])) { name in
            name == .meta(.referrer)
                ? "https://www.example.com/p?utm_medium=page&utm_campaign=spring%20sale&x=1#utm_content=no" : nil
        }
        #expect(
            try mapping.field("d", .form(["utm_term": "payload"]), context: context) == """
                utm_term: payload
                landing_page: https://www.example.com/p?utm_medium=page&utm_campaign=spring%20sale&x=1#utm_content=no
                """)
        #expect(
            try mapping.field("d", .form(["utm_term": " "]), context: context)?.hasPrefix(
                "utm_medium: query\nutm_term: query\nlanding_page") == true)
        let page = MappingContext(query: FormFields(["gclid": "G"])) { name in
            name == .meta(.referrer) ? "https://www.example.com/?utm_medium=page&utm_campaign=spring%20sale" : nil
        }
        #expect(
            try mapping.field("d", .form([:]), context: page)?.hasPrefix(
                "utm_medium: page\nutm_campaign: spring sale\ngclid: G\n") == true)
        #expect(
            try mapping.field("d", .form(["page_url": "https://e.example/?gclid=G"]))
                == "gclid: G\nlanding_page: https://e.example/?gclid=G")
        #expect(try mapping.field("d", .json(#"{"form_response":{"hidden":{"utm_source":"tf"}}}"#)) == "utm_source: tf")
        #expect(try mapping.field("d", .form(["x": "1"])) == nil)
        #expect(mapping.usesQuery && mapping.contextNames == [.meta(.referrer)])
    }

    @Test("names may have targets of their own; only those are sent, or the others as lines")
    func targets() throws {
        var attribution = WholeDefinition.Attribution(
            lines: .none, members: [.init(placed("utm_source"), placed("fields.source"))], at: placed(0).place)
        let form = Payload.form(["utm_source": " news ", "utm_medium": "mail"])
        let mapping = try whole(fields: ["title": from("t")]) { $0.attribution = attribution }.compiled()
        #expect(try mapping.field("source", form) == "news")
        #expect(try mapping.deal(form).deal.fields.entries.count == 1)
        attribution.lines = .target(placed("lead.note"))
        let both = try whole { $0.attribution = attribution }.compiled()
        #expect(try both.deal(form).deal.lead?.attributes[.note] == .text("utm_medium: mail"))
    }

    @Test("a name that there is not, and a target that has a rule, are complaints")
    func complaints() {
        func complaints(_ name: String, _ target: String) -> [String] {
            whole(fields: ["title": from("t")]) {
                $0.attribution = .init(
                    lines: .none, members: [.init(placed(name), placed(target))], at: placed(0).place)
            }.complaints
        }
        #expect(complaints("utm_sorce", "fields.s") == ["utm has no 'utm_sorce'; did you mean 'utm_source'?"])
        #expect(complaints("utm_source", "fields.title") == ["a second rule for fields.title"])
        #expect(
            complaints("utm_source", "column_id") == [
                "'utm_source' is text, which column_id does not take; one such as fields.description is expected"
            ])
    }

    @Test("query(…) reads the query of an address anywhere, and needs a name behind it")
    func query() throws {
        #expect(try value(of: from("query(page).a[b]"), in: .form(["page": "/x?a[b]=1+2&c=3#d"])) == .text("1 2"))
        #expect(try value(of: from("query(page).c"), in: .form(["page": "no address"])) == nil)
        #expect(try value(of: from("query(page).c"), in: .form([:])) == nil)
        #expect(
            form(fields: ["x": from("query(page)")]).complaints == [
                "path 'query(page)': a query has names; one is expected behind this, as in query(page).utm_source (at character 12)"
            ])
    }
}
