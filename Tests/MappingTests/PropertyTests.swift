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

    @Test("the rest is a text and sets nothing else, whatever its fields are called")
    func restIsText() throws {
        let mapping = try whole(lead: ["name": from("name")]) { $0.rest = rest("fields.d") }.compiled()
        let deal = try mapping.deal(
            .form([
                "column_id": "9", "lead_id": "8", "__proto__": "x", "lead[email]": "a@b.c", "fields[title]": "x",
                "name": "Ada", "phones": "[]", "deal": #"{"column_id":5}"#, "x\",\"lead_id\":1,\"y": "\"}",
            ])
        ).deal
        #expect(deal.columnID?.value == 1 && deal.leadID == nil && deal.deadline == nil)
        #expect(deal.lead?.attributes.entries.map(\.name) == [.name])
        #expect(deal.fields.entries.map(\.name.text) == ["d"])
        #expect(try MappedDeal(encoded: MappedDeal(deal: deal).encoded()).deal == deal)
    }

    @Test("the rest tells no field twice and none that a rule took", arguments: Rounds.of(4))
    func restIsDisjoint(round: UInt64) throws {
        let seed = 0xD15_0001 &+ round
        print("PropertyTests seed \(seed)")
        var generator = SplitMix(state: seed)
        let mapping = try whole(lead: ["name": from("f1", "f2")], fields: ["t": template("{f3}{f4}")]) {
            $0.rest = rest("fields.d")
        }.compiled()
        for _ in 0..<200 {
            var fields = FormFields()
            var count: [Int: Int] = [:]
            for index in 0..<generator.below(12) {
                let name = generator.below(8)
                count[name, default: 0] += 1
                fields.append(name: "f\(name)".utf8, value: "v\(index)v".utf8)
            }
            let taken = Set([count[1] != nil ? 1 : 2, 3, 4])
            let text = try mapping.field("d", .fields(fields)) ?? ""
            for (index, entry) in fields.entries.enumerated() {
                let name = Int(String(decoding: fields.bytes[entry.name].dropFirst(), as: UTF8.self)) ?? -1
                let times = text.ranges(of: "v\(index)v").count
                #expect(times == (taken.contains(name) ? 0 : 1), "f\(name) in \(text)")
            }
        }
    }

    @Test("random rules never crash on random payloads, and only mapped targets are set", arguments: Rounds.of(12))
    func random(round: UInt64) throws {
        let seed = 0x5EED_0001 &+ round
        print("PropertyTests seed \(seed)")
        var generator = SplitMix(state: seed)
        for _ in 0..<40 {
            let definition = RandomRules.definition(&generator)
            guard let mapping = FormMapping.compile(definition).mapping else { continue }
            for _ in 0..<25 {
                let payload = RandomPayload.payload(&generator)
                guard case .parts(let parts) = mapping.parts(of: payload) else { continue }
                for part in parts {
                    _ = mapping.reasonToIgnore(part)
                    _ = mapping.dedupeKey(of: part)
                    try check(part, mapping, definition)
                }
            }
        }
    }

    private func check(_ part: PostPart, _ mapping: FormMapping, _ definition: MappingDefinition) throws {
        var written = Array("before".utf8)
        let problems = mapping.encode(part, behind: &written)
        switch mapping.map(part) {
        case .mapped(let mapped):
            #expect(problems.isEmpty)
            #expect(
                written == Array("before".utf8) + mapped.encoded(), "written in one pass, or made first: one deal")
            let gathered = RandomRules.gatheredTargets.map { $0.split(separator: ".").last.map(String.init) ?? "" }
            let lead = Set(definition.lead.map(\.name.value) + gathered)
            let fields = Set(definition.fields.map(\.name.value) + gathered)
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

    @Test("random text as a path or a template is read or refused, with a place inside it", arguments: Rounds.of(4))
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
