import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Whatever comes")
struct PropertyTests {
    @Test("names that look like ours change nothing unless a rule names them")
    func massAssignment() throws {
        let mapping = try form(lead: ["name": from("name")]).compiled()
        let expected = try mapping.deal(.form(["name": "Ada"]))
        let form = Payload.form([
            "access_token": "t", "column_id": "9", "lead_id": "8", "__proto__": "x", "lead[email]": "a@b.c",
            "lead.email": "a@b.c", "fields[title]": "x", "deadline": "2026-01-01", "name": "Ada", "constructor": "x",
            "lead": "x", "deal": "{}", "phones": "[]",
        ])
        #expect(try mapping.deal(form) == expected)
        let json = try Payload.json(
            #"""
            {"access_token":"t","column_id":9,"lead_id":8,"__proto__":{"lead_id":1},"lead":{"email":"a@b.c"},
             "fields":{"title":"x"},"deadline":"2026-01-01","name":"Ada","entries":[],"files":[{"filename":"/etc/passwd"}],
             "bytes":[1],"deal":{"column_id":5},"phones":[{"target":"lead.name","region":"DE"}]}
            """#)
        #expect(try mapping.deal(json) == expected)
    }

    @Test("random rules never crash on random payloads, and only mapped targets are set", arguments: 0..<12)
    func random(round: UInt64) throws {
        let seed = 0x5EED_0001 &+ round
        print("PropertyTests seed \(seed)")
        var generator = SplitMix(state: seed)
        for _ in 0..<40 {
            let definition = RandomRules.definition(&generator)
            guard let mapping = FormMapping.compile(definition).mapping else { continue }
            for _ in 0..<25 {
                let payload = RandomPayload.payload(&generator)
                var written = Array("before".utf8)
                let problems = mapping.encode(payload, behind: &written)
                switch mapping.map(payload) {
                case .mapped(let mapped):
                    #expect(problems.isEmpty)
                    #expect(
                        written == Array("before".utf8) + mapped.encoded(),
                        "written in one pass, or made first: one deal")
                    let lead = Set(definition.lead.map(\.name.value))
                    let fields = Set(definition.fields.map(\.name.value))
                    #expect(mapped.deal.columnID != nil)
                    #expect(mapped.deal.leadID == nil)
                    #expect(definition.deadline != nil || mapped.deal.deadline == nil)
                    #expect((mapped.deal.lead?.attributes.entries ?? []).allSatisfy { lead.contains($0.name.rawValue) })
                    #expect(mapped.deal.fields.entries.allSatisfy { fields.contains($0.name.text) })
                    #expect(try MappedDeal(encoded: mapped.encoded()) == mapped)
                    #expect(mapped.settled().fields.entries.map(\.name) == mapped.deal.fields.entries.map(\.name))
                case .problems(let expected):
                    #expect(problems == expected)
                    #expect(written == Array("before".utf8), "what does not fit leaves nothing behind")
                    #expect(!problems.isEmpty)
                    #expect(problems.allSatisfy { !$0.field.isEmpty && !$0.message.isEmpty })
                }
            }
        }
    }

    @Test("random text as a path or a template is read or refused, with a place inside it", arguments: 0..<4)
    func randomPaths(round: UInt64) throws {
        let seed = 0x9A7_0001 &+ round
        print("PropertyTests seed \(seed)")
        var generator = SplitMix(state: seed)
        for _ in 0..<1500 {
            let text = RandomRules.noise(&generator)
            for definition in [form(fields: ["x": from(text)]), form(fields: ["x": template(text)])] {
                let compilation = FormMapping.compile(definition)
                if let mapping = compilation.mapping {
                    _ = mapping.map(RandomPayload.payload(&generator))
                } else {
                    let complaint = try #require(compilation.complaints.first).message
                    #expect(
                        complaint.contains("character") || complaint.contains("is empty")
                            || complaint.contains("no braces"))
                }
            }
        }
    }

    @Test("a thousand fields and a deep list take no time to speak of")
    func large() throws {
        var fields = FormFields()
        for index in 0..<1000 { fields.append(name: "field\(index % 10)".utf8, value: "value".utf8) }
        let rules = (0..<10).map { "field\($0)" }
        let mapping = try form(fields: ["x": from("a.b[0]"), "y": template(rules.map { "{\($0)}" }.joined())])
            .compiled()
        let clock = ContinuousClock()
        let time = clock.measure { _ = mapping.map(.fields(fields)) }
        #expect(time < .seconds(1))
    }
}
