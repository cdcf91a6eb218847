import Testing
import TestKit
import Wire

@testable import Mapping

@Suite("Names in large JSON")
struct MemberIndexTests {
    private static let names = [
        "name", "Name", "NAME", "na-me", "na_me ", "n", "имя", "Имя", "ИМЯ", "straße", "STRASSE", "\u{212A}ey", "key",
        "Ключ ",
        "ключ", "-", "_", " ", "", "東京", "İx", "i\u{307}x", "ǆ", "ǅ", "a\\u0062c", "ABC", "\\ud800", "q\u{301}", "1e5",
        "1E5",
    ]

    @Test("a name or a value is found, or none is, as by looking at each", arguments: 0..<8)
    func same(round: UInt64) throws {
        let seed = 0x1DE_0001 &+ round
        print("MemberIndexTests seed \(seed)")
        var generator = SplitMix(state: seed)
        for _ in 0..<60 {
            var keys: [String] = []
            for _ in 0..<generator.below(12) {
                let key = generator.pick(Self.names)
                if !keys.contains(key), key != "a\\u0062c" || !keys.contains("abc") { keys.append(key) }
            }
            keys += (0..<80).map { "filler\($0)" }
            let members = keys.map { #""\#($0)":"\#(generator.pick(Self.names))""# }
            let elements = (0..<80).map { _ in
                generator.below(6) == 0
                    ? #"{"label":1e5,"value":7}"# : #"{"label":" \#(generator.pick(Self.names))","value":{"v":[1]}}"#
            }
            let plain = (0..<80).map { _ in
                #"{"label":"\#(generator.below(4) == 0 ? generator.pick(Self.names) : "-x-")"}"#
            }
            let pad = String(repeating: "x", count: 4096)
            let document = try JSONDocument.parse(
                Array(
                    #"{"o":{\#(members.joined(separator: ","))},"l":[\#(elements.joined(separator: ","))],"p":[\#(plain.joined(separator: ","))],"pad":"\#(pad)"}"#
                        .utf8))
            let index = try #require(MemberIndex.make(for: document))
            for name in Self.names where !name.contains("\\") {
                let bytes = Array(name.utf8)
                let label = [MemberName(Array("Label".utf8))]
                for steps: [Path.Step] in [
                    [.member(MemberName(Array("o".utf8))), .member(MemberName(bytes))],
                    [.member(MemberName(Array("l".utf8))), .match(label, value: MatchValue(bytes))],
                    [.member(MemberName(Array("p".utf8))), .match(label, value: MatchValue(bytes))],
                ] {
                    #expect(
                        document.find(steps[...], from: 0) == document.find(steps[...], from: 0, by: index),
                        "\(name.debugDescription)")
                }
            }
        }
    }

    @Test("each object and each list is read once, whatever is looked for in it")
    func once() throws {
        let keys = (0..<200).map { #""k\#($0)":1"# }.joined(separator: ",")
        let fields = (0..<200).map { #"{"label":"l\#($0)","value":"v"}"# }.joined(separator: ",")
        var resolver = Resolver(try .json(#"{\#(keys),"data":{"fields":[\#(fields)]}}"#), .empty)
        for name in Attribution.names {
            for path in try #require(Attribution.paths(of: name, inPart: false)) { _ = resolver.locate(path) }
        }
        #expect(resolver.index?.count == 2)
    }

    @Test("a small payload has no index, and nothing is made for it")
    func small() throws {
        #expect(Resolver(try .json(#"{"a":1}"#), .empty).index == nil)
        #expect(Resolver(.form(["a": "x"]), .empty).index == nil)
    }

    @Test("names that are alike, thousands of them, cost no more than others")
    func alike() throws {
        let mapping = try whole(lead: ["name": from("name", "имя")]) {
            $0.attribution = .init(lines: .auto, at: placed(0).place)
        }.compiled()
        let ratio = Growth.ratio(limit: 8, of: 1 << 15) { size in
            let keys = (0..<size / 16).map { number -> String in
                let name = "utmsource".enumerated().map { letter in
                    number >> letter.offset & 1 == 1 ? letter.element.uppercased() : String(letter.element)
                }
                return #""\#(name.joined())\#(String(repeating: "-", count: number >> 9))":1"#
            }
            return Array("{\(keys.joined(separator: ","))}".utf8)
        } _: { bytes in
            guard let document = try? JSONDocument.parse(bytes) else {
                Issue.record("it is no JSON")
                return
            }
            _ = mapping.map(.json(document))
        }
        #expect(ratio < 8)
    }
}
