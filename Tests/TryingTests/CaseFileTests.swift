import Bridge
import Testing
import Trying

@Suite("Case files")
struct CaseFileTests {
    static let whole = """
        It shows this.

        --- form
        column_id: 1
        --- post
        ?a=b
        Content-Type: application/x-www-form-urlencoded
        X-Shop: 7

        name=Ada
        &topic=CRM
        --- deal
        { "column_id": 1 }

        """

    @Test("a case is its words, a form, a post and what comes of it")
    func whole() throws {
        let file = try CaseFile(name: "x", file: "x.case", text: Self.whole)
        #expect(file.words == "It shows this.\n")
        #expect(file.form == "column_id: 1")
        #expect(file.steps[0].post.contentType == "application/x-www-form-urlencoded")
        #expect(file.steps[0].post.query == Array("a=b".utf8))
        #expect(file.steps[0].post.content == Array("name=Ada&topic=CRM".utf8))
        #expect(file.steps[0].post.fields.map(\.name) == ["Content-Type", "X-Shop"])
        #expect(file.steps[0].results == [.init(.deal, #"{ "column_id": 1 }"#)])
    }

    @Test("beside a form a case brings no rules, and need not say yet what comes of it")
    func beside() throws {
        let text = "--- post\nContent-Type: application/json\n\n{}\n"
        let file = try CaseFile(name: "x", file: "x.case", text: text)
        #expect(file.form == nil)
        #expect(file.steps[0].results.isEmpty)
        #expect(file.text(with: [[.init(.refused, "name: is required")]]) == text + "--- refused\nname: is required\n")
    }

    @Test("an outcome is written in the place of the old one, all else as it was")
    func update() throws {
        let file = try CaseFile(name: "x", file: "x.case", text: Self.whole)
        let text = file.text(with: [[.init(.unmapped, "name: is required")]])
        #expect(text == Self.whole.replacing("--- deal\n{ \"column_id\": 1 }", with: "--- unmapped\nname: is required"))
        #expect(try CaseFile(name: "x", file: "x.case", text: text).steps[0].results.map(\.outcome) == [.unmapped])
    }

    @Test("several posts stand behind one another, each with all that comes of it")
    func several() throws {
        let text =
            "Two.\n\n--- post\nContent-Type: application/json\n\n[{},{}]\n--- deal\n{}\n--- discarded\nwhy\n"
            + "--- post\nContent-Type: application/json\n\n{}\n--- duplicate\n"
        let file = try CaseFile(name: "x", file: "x.case", text: text)
        #expect(file.steps.map { $0.results.map(\.outcome) } == [[.deal, .discarded], [.duplicate]])
        #expect(file.text(with: file.steps.map(\.results)) == text)
    }

    @Test("what content is, is guessed where no line says it, and 'ignored' is a word for what makes no deal")
    func guessed() throws {
        for (content, type) in [("{}", "application/json"), ("a=1", "application/x-www-form-urlencoded")] {
            let text = "--- post\nX: y\n\n\(content)\n--- ignored\nwhy\n"
            let file = try CaseFile(name: "x", file: "x.case", text: text)
            #expect(file.steps[0].post.contentType == type)
            #expect(file.steps[0].post.content == Array(content.utf8))
            #expect(file.steps[0].results == [.init(.discarded, "why")])
        }
    }

    @Test("where there is no header line, the content stands at once, behind the query or without one")
    func bare() throws {
        for (before, query) in [("", nil), ("?x=y\n", "x=y")] as [(String, String?)] {
            for content in ["{\"a\": 1}", "a=b: c", "--b", "a b: c"] {
                let file = try CaseFile(name: "x", file: "x.case", text: "--- post\n\(before)\(content)\n--- refused\n")
                #expect(file.steps[0].query == query)
                #expect(file.steps[0].fields.isEmpty)
                #expect(file.steps[0].content == Array(content.utf8))
            }
        }
    }

    @Test("lines end as multipart wants them, and a file of another system's line ends is read alike")
    func lineEnds() throws {
        let text = "--- post\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n--b--\r\n"
        let file = try CaseFile(name: "x", file: "x.case", text: text)
        #expect(file.steps[0].content == Array("--b\r\n--b--".utf8))
    }

    @Test(
        "a case that is not whole is told by its file and line",
        arguments: [
            ("", "x.case:1: expected the part '--- post'"),
            ("words\n--- form\na", "x.case:3: expected the part '--- post'"),
            ("words\n--- pots\na", "x.case:2: expected the part '--- post'"),
            ("--- post\n?a=b\nX: y\na=b", "x.case:1: no empty line between the post's header lines and its content"),
            (
                "--- post\nContent-Type: a\n\n--- dael\n{}",
                "x.case:4: a part 'dael' is not expected here; deal, refused, unmapped, discarded, duplicate, fetched and post are"
            ),
            (
                "--- post\nContent-Type: a\n\n--- deal\n{}\n--- form\nx",
                "x.case:6: a part 'form' is not expected here; deal, refused, unmapped, discarded, duplicate, fetched and post are"
            ),
        ])
    func malformed(_ text: String, _ message: String) {
        let error = #expect(throws: CaseFile.Malformed.self) { try CaseFile(name: "x", file: "x.case", text: text) }
        #expect(error?.description == message)
    }

    @Test("a layout changes blanks alone")
    func layout() {
        let json = #"{"a":{},"b":[1,"x: {\"y\\"],"c":{"d":null}}"#
        #expect(JSONLayout.compact(JSONLayout.pretty(json)) == json)
        #expect(JSONLayout.pretty(#"{"a":{},"b":[1]}"#) == "{\n  \"a\": {},\n  \"b\": [\n    1\n  ]\n}")
    }
}
