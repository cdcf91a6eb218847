import Mapping
import Testing
import Wire

@testable import Configuration

@Suite("Complaints are told to people and to programs")
struct ComplaintTextTests {
    private func show(_ file: String, _ line: Int, _ column: Int, inColour: Bool = false) -> String {
        let place = Place(file: "forms/contact.yaml", line: line, column: column)
        let text = ComplaintText(files: ["forms/contact.yaml": Array(file.utf8)], inColour: inColour)
        return text.text(Complaint("wrong", at: place))
    }

    @Test("a terminal shows the line and marks the place")
    func marked() {
        let loading = load(["forms/contact.yaml": "column_id: 1\nlead:\n  name: name\n  emial: email\nenable: true\n"])
        #expect(
            ComplaintText(files: loading.files).text(loading.complaints) == """
                forms/contact.yaml:4:3: a lead has no 'emial'; did you mean 'email'?
                  4 |   emial: email
                    |   ^
                forms/contact.yaml:5:1: unknown key 'enable'; did you mean 'enabled'?
                  5 | enable: true
                    | ^
                2 complaints

                """)
    }

    @Test("no complaint is no text, one is one")
    func few() {
        #expect(ComplaintText(files: [:]).text([]) == "")
        #expect(
            ComplaintText(files: [:]).text([Complaint("x", at: Place(file: "f", line: 1, column: 1))])
                == "f:1:1: x\n1 complaint\n")
    }

    @Test("colours only when asked for")
    func colours() {
        let shown = show("a: b", 1, 4, inColour: true)
        #expect(
            shown == "\u{1b}[1mforms/contact.yaml:1:4:\u{1b}[0m wrong\n  1 | a: b\n    |    \u{1b}[1;31m^\u{1b}[0m\n")
    }

    @Test("tabs, CRLF, control characters and the end of a line do not move the mark")
    func oddities() {
        #expect(show("a:\tb\r\n", 1, 4) == "forms/contact.yaml:1:4: wrong\n  1 | a:\tb\n    |   \t^\n")
        #expect(show("a: \u{1b}[2Jb", 1, 4) == "forms/contact.yaml:1:4: wrong\n  1 | a: ·[2Jb\n    |    ^\n")
        #expect(show("a: b", 1, 99) == "forms/contact.yaml:1:99: wrong\n  1 | a: b\n    |     ^\n")
        #expect(show("a: b", 7, 1) == "forms/contact.yaml:7:1: wrong\n")
        #expect(show("", 1, 1) == "forms/contact.yaml:1:1: wrong\n")
    }

    @Test("a long line is cut round the place")
    func long() {
        let line = String(repeating: "a", count: 200) + "X" + String(repeating: "b", count: 200)
        let cut = "…" + String(repeating: "a", count: 50) + "X" + String(repeating: "b", count: 49) + "…"
        #expect(
            show(line, 1, 201)
                == "forms/contact.yaml:1:201: wrong\n  1 | \(cut)\n    | \(String(repeating: " ", count: 51))^\n")
    }

    @Test("a secret's value is hidden, a substitution is not")
    func secrets() {
        #expect(show("acces_token: abc # x", 1, 1).contains("\n  1 | acces_token: •••••••\n"))
        #expect(show("{ url: x, Password: abc }", 1, 3).contains("\n  1 | { url: x, Password: •••••\n"))
        #expect(show("token: ${X}", 1, 1).contains("\n  1 | token: ${X}\n"))
        #expect(show("token: ${X:-abc}", 1, 1).contains("\n  1 | token: •••••••••\n"))
        #expect(show("{ token: ${X}, password: abc }", 1, 1).contains("\n  1 | { token: ${X}, password: •••••\n"))
        #expect(show("store: x://me:pw@host", 1, 1).contains("\n  1 | store: x://•••••@host\n"))
        #expect(show("crm: abc", 1, 1).contains("\n  1 | crm: •••\n"))
        #expect(show("crm: { url: abc }", 1, 1).contains("\n  1 | crm: { url: abc }\n"))
        #expect(show("token: |\n  abc\n", 2, 3).contains("\n  2 |   •••\n"))
    }

    @Test("JSON is one object a line")
    func json() throws {
        let complaint = Complaint("unknown key 'a\"b'", at: Place(file: "forms/ü.yaml", line: 7, column: 3))
        #expect(
            complaint.json
                == #"{"file":"forms/ü.yaml","line":7,"column":3,"severity":"error","message":"unknown key 'a\"b'"}"#)
        #expect(try JSONDocument.parse(Array(complaint.json.utf8)).root["line"]?.int64 == 7)
    }
}
