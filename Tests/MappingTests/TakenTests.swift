import Testing
import Wire

@testable import Mapping

@Suite("What a path takes of the payload")
struct TakenTests {
    private func taken(_ path: String, of payload: Payload) throws -> Taken {
        Resolver(payload, .empty).taken(by: try PathParser.parse(path))
    }

    @Test("of a form: its fields")
    func ofForm() throws {
        let form = Payload.form(["a": "1", "E-Mail": "2", "a[]": "3", "raw": "{}", "X y": "", "x-y": ""])
        #expect(try taken("a", of: form) == .fields([0, 2]))
        #expect(try taken("a[-1]", of: form) == .fields([2]))
        #expect(try taken("email", of: form) == .fields([1]))
        #expect(try taken("json(raw).x.y", of: form) == .fields([3]))
        #expect(try taken("xy", of: form) == .ambiguous(["X y", "x-y"]))
        #expect(try taken("missing", of: form) == .nothing)
        #expect(try taken("query.a", of: form) == .nothing)
    }

    @Test("of JSON: its nodes")
    func json() throws {
        let document = try JSONDocument.parse(Array(#"{"a":{"b":1,"c":[2,{"d":3},{"d":4}]},"X y":1,"x-y":2}"#.utf8))
        func texts(_ path: String) throws -> [String] {
            guard case .nodes(let nodes) = try taken(path, of: .json(document)) else { return [] }
            return nodes.map { String(decoding: document.bytes[document.range(of: $0)], as: UTF8.self) }
        }
        #expect(try texts("a.b") == ["1"])
        #expect(try texts("A.c[*].d") == ["3", "4"])
        #expect(try texts("a.c[d=3].d") == ["3"])
        #expect(try taken("xy", of: .json(document)) == .ambiguous(["X y", "x-y"]))
        #expect(try taken("a.z", of: .json(document)) == .nothing)
    }

    @Test("a form of nothing but what a path takes gives the same value", arguments: 0..<4)
    func onlyTaken(round: UInt64) throws {
        let seed = 0x7A_0001 &+ round
        print("TakenTests seed \(seed)")
        var generator = SplitMix(state: seed)
        let paths = try RandomRules.paths.map { try PathParser.parse($0) }
        for _ in 0..<500 {
            guard case .fields(let fields) = RandomPayload.payload(&generator) else { continue }
            for path in paths where path.innermostRoot == .payload {
                guard case .fields(let taken) = Resolver(.fields(fields), .empty).taken(by: path) else { continue }
                func value(_ isKept: (Int) -> Bool) -> String {
                    var kept = FormFields()
                    for (index, entry) in fields.entries.enumerated() where isKept(index) {
                        kept.append(name: fields.bytes[entry.name], value: fields.bytes[entry.value])
                    }
                    var resolver = Resolver(.fields(kept), .empty)
                    return switch resolver.locate(path).joined {
                    case .piece(let piece): piece.string
                    case let other: "\(other)"
                    }
                }
                // A place from either end is another place where the fields before or behind it are gone.
                if case .element? = path.steps.last { continue }
                #expect(value { _ in true } == value { taken.contains($0) }, "\(path.written)")
            }
        }
    }
}
