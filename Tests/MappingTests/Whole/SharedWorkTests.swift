import BoardCRM
import Testing
import Wire

@testable import Mapping

@Suite("Work that the parts of a post share")
struct SharedWorkTests {
    private let definition = whole(
        lead: [
            "name": from("name"), "email": from("root.email", "email") { $0.transforms = [placed("upper")] },
            "organization": from("json(root.raw).company"), "position": template("{name} {root.title|upper}"),
        ],
        fields: ["description": from("root.message")]
    ) {
        $0.each = placed("items")
        $0.attribution = .init(lines: .auto, at: placed(0).place)
        $0.rest = rest("fields.description")
    }

    private func payload(_ count: Int) throws -> Payload {
        let items = (0..<count).map { #"{"name":"n\#($0)","x":"y\#($0)"}"# }.joined(separator: ",")
        let many = (0..<400).map { #""k\#($0)":"v""# }.joined(separator: ",")
        return try .json(
            #"{"items":[\#(items)],"message":"M","email":"a@b.de","title":"t","utm_source":"s","landing_page":"http://x/?gclid=7","#
                + #""raw":"{\"company\":\"C\",\"other\":\"O\"}",\#(many)}"#)
    }

    @Test("what lies beside a hundred elements is found, transformed and gathered as often as for one")
    func once() throws {
        let mapping = try definition.compiled()
        func findings(_ count: Int) throws -> Int {
            let parts = try mapping.several(try payload(count))
            for part in parts {
                guard case .mapped = mapping.map(part) else { Issue.record("it is not mapped"); continue }
            }
            return try #require(parts[0].share).findings
        }
        let ofOne = try findings(1)
        #expect(ofOne > 0)
        #expect(try findings(100) == ofOne)
    }

    @Test("a part that others were mapped before is the deal that it is alone")
    func equal() throws {
        let mapping = try definition.compiled()
        let payload = try payload(5)
        let together = try mapping.several(payload).map { part in
            var bytes: [UInt8] = []
            #expect(mapping.encode(part, behind: &bytes).isEmpty)
            return bytes
        }
        for (index, expected) in together.enumerated() {
            let alone = try mapping.several(payload)[index]
            var bytes: [UInt8] = []
            _ = mapping.encode(alone, behind: &bytes)
            #expect(bytes == expected)
            let text = String(decoding: bytes, as: UTF8.self)
            for told in [
                "name\":\"n\(index)\"", "A@B.DE", "\"C\"", "n\(index) T", "utm_source: s", "gclid: 7", "other: O",
                "k7: v",
            ] {
                #expect(text.contains(told), "\(told) in \(text)")
            }
            #expect(!text.contains("company: C"))
        }
    }

    @Test("all jq rules of all parts have one time: what comes after it is kept, told as ours")
    func oneTime() throws {
        let slow = whole(lead: ["name": jq("until(false; .)")]) { $0.each = placed("items") }
        let mapping = try slow.compiled()
        let messages = try mapping.several(try payload(6)).map { part -> String in
            guard case .problems(let problems) = mapping.map(part), problems.allSatisfy(\.isOurs) else {
                return "mapped"
            }
            return problems.map(\.message).joined()
        }
        let single = "its jq was stopped on this submission: it took longer than 50 ms"
        let all = "its jq was stopped on this submission: all jq rules on its post together took longer than 100 ms"
        #expect(messages == [single, single, all, all, all, all])
        // The next post has its own.
        guard case .problems(let problems) = mapping.map(try mapping.several(try payload(1))[0]) else {
            Issue.record("it is mapped")
            return
        }
        #expect(problems.map(\.message) == [single])
    }

    @Test("so have those of one submission, and what works within it takes from it")
    func timeOfOne() throws {
        let mapping = try form(fields: [
            "a": jq(".a"), "b": jq("until(false; .)"), "c": jq("until(false; .)"), "d": jq(".a"),
        ])
        .compiled()
        guard case .problems(let problems) = mapping.map(try .json(#"{"a":"x"}"#)) else {
            Issue.record("it is mapped")
            return
        }
        #expect(problems.map { $0.message.hasSuffix("longer than 50 ms") } == [true, false, false])
        #expect(problems.map { $0.message.hasSuffix("longer than 100 ms") } == [false, true, true])
        var time = JQTime()
        _ = try JQProgram.compile("[range(20000)] | length").run(Array("null".utf8), &time)
        #expect(time.left < JQTime.whole && time.left > JQTime.whole - JQTime.run)
    }

    @Test("what a part's own questions are called names no answer beside the list")
    func titles() throws {
        let mapping = try whole {
            $0.each = placed("items")
            $0.rest = rest("fields.d", except: "definition")
        }.compiled()
        let payload = try Payload.json(
            #"""
            {"items":[{"definition":{"fields":[{"ref":"r","title":"Only the first's"}]},"answers":[
            {"type":"text","text":"own","field":{"ref":"r"}},{"type":"text","text":"2","field":{"ref":"s"}}]},{"a":"b"}],
            "answers":[{"type":"text","text":"beside","field":{"ref":"r"}},{"type":"text","text":"4","field":{"ref":"s"}}]}
            """#)
        let texts = try mapping.several(payload).map { part in
            guard case .mapped(let mapped) = mapping.map(part) else { throw NotMapped() }
            return mapped.deal.fields.entries.map(\.value)
        }
        #expect(
            texts == [
                [.text("Only the first's: own\ns: 2\nr: beside\ns: 4")], [.text("a: b\nr: beside\ns: 4")],
            ])
    }

    @Test("what tells an event from another is looked for beside the list as often for a hundred elements as for one")
    func dedupeKey() throws {
        let mapping = try whole {
            $0.each = placed("items")
            $0.dedupeKey = [placed("order"), placed("x"), placed("place")]
        }.compiled()
        func keys(_ count: Int) throws -> (keys: Set<[UInt8]>, findings: Int) {
            let items = (0..<count).map { #"{"x":"y\#($0)"}"# }.joined(separator: ",")
            let parts = try mapping.several(try .json(#"{"items":[\#(items)],"order":"o-1","place":"p"}"#))
            return (Set(parts.compactMap { mapping.dedupeKey(of: $0) }), try #require(parts[0].share).findings)
        }
        #expect(try keys(1).keys == [Array("3:o-12:y01:p".utf8)])
        #expect(try keys(100).keys.count == 100)
        #expect(try keys(100).findings == keys(1).findings)
    }
}
