import BoardCRM
import Mapping
import Testing
import Wire

@Suite("ignore_if and dedupe's key")
struct ConditionTests {
    private func reason(_ conditions: WholeDefinition.Condition..., payload: Payload) throws -> String? {
        try whole { $0.ignoreIf = conditions }.compiled().reasonToIgnore(PostPart(payload))
    }

    @Test("a value that is, contains, or is there at all; the reason is in the form's words")
    func tests() throws {
        let form = Payload.form(["test": " test ", "note": "only a Test here", "empty": " "])
        #expect(try reason(.init(path: placed("test"), equals: [placed("test")]), payload: form) == "'test' is 'test'")
        #expect(try reason(.init(path: placed("test"), equals: [placed("Test")]), payload: form) == nil)
        #expect(
            try reason(.init(path: placed("test"), equals: [placed("a"), placed("test")]), payload: form)
                == "'test' is 'a' or 'test'")
        #expect(try reason(.init(path: placed("note"), contains: [placed("Test")]), payload: form) != nil)
        #expect(try reason(.init(path: placed("note"), contains: [placed("Test!")]), payload: form) == nil)
        #expect(try reason(.init(path: placed("test"), exists: placed(true)), payload: form) == "'test' is there")
        #expect(try reason(.init(path: placed("empty"), exists: placed(true)), payload: form) == nil)
        #expect(
            try reason(.init(path: placed("other"), exists: placed(false)), payload: form) == "'other' is not there")
        #expect(try reason(.init(path: placed("a"), exists: placed(true)), payload: .json(#"{"a":{"b":1}}"#)) != nil)
        #expect(
            try reason(.init(path: placed("is_test"), equals: [placed("true")]), payload: .json(#"{"is_test":true}"#))
                != nil)
    }

    @Test("a value that is none of some; one that is not there is none of them")
    func not() throws {
        let condition = WholeDefinition.Condition(path: placed("kind"), not: [placed("contact"), placed("offer")])
        #expect(try reason(condition, payload: .form(["kind": "contact"])) == nil)
        #expect(try reason(condition, payload: .form(["kind": "offer "])) == nil)
        #expect(try reason(condition, payload: .form(["kind": "other"])) == "'kind' is not 'contact' or 'offer'")
        #expect(try reason(condition, payload: .form(["a": "b"])) != nil)
        #expect(whole { $0.ignoreIf = [.init(path: placed("a"), not: [placed(" ")])] }.complaints.count == 1)
    }

    @Test("all tests of a condition have to hold, and any condition is enough")
    func several() throws {
        let both = WholeDefinition.Condition(path: placed("a"), equals: [placed("xy")], contains: [placed("z")])
        #expect(try reason(both, payload: .form(["a": "xy"])) == nil)
        let other = WholeDefinition.Condition(path: placed("b"), exists: placed(true))
        #expect(try reason(both, other, payload: .form(["a": "xy", "b": "1"])) == "'b' is there")
    }

    @Test("a condition without a test, or with an empty one, is a complaint")
    func complaints() {
        #expect(
            whole { $0.ignoreIf = [.init(path: placed("a"))] }.complaints == [
                "a condition says what it looks for: equals, not, contains or exists"
            ])
        #expect(
            whole { $0.ignoreIf = [.init(path: placed("a"), contains: [placed(" ")])] }.complaints == [
                "nothing can be told by an empty text; for a field that is not there write exists: false"
            ])
        #expect(whole { $0.ignoreIf = [.init(path: placed("["), exists: placed(true))] }.complaints.count == 1)
    }

    @Test("a key is all its values, each told from its neighbours; without any there is none")
    func keys() throws {
        let mapping = try whole { $0.dedupeKey = [placed("a"), placed("b")] }.compiled()
        func key(_ payload: Payload) -> [UInt8]? { mapping.dedupeKey(of: PostPart(payload)) }
        #expect(key(.form(["a": "x", "b": "y"])) != key(.form(["a": "xy", "b": ""])))
        #expect(key(.form(["a": "x", "b": "y"])) != key(.form(["a": "y", "b": "x"])))
        #expect(key(.form(["a": "x", "c": "1"])) == key(.form(["a": " x ", "b": "", "c": "2"])))
        #expect(key(.form(["a": "", "c": "x"])) == nil)
        #expect(try form().compiled().dedupeKey(of: PostPart(.form(["a": "x"]))) == nil)
    }
}
