import Testing
import Wire

@testable import Sandbox

@Suite("Names of form fields")
struct ParameterNameTests {
    @Test(
        "brackets nest, and names that are not well-formed stand as they are",
        arguments: [
            ("title", ["title"]), ("lead[name]", ["lead", "name"]),
            ("offers[0][lead][name]", ["offers", "0", "lead", "name"]),
            ("ids[]", ["ids", ""]), ("lead[name", ["lead[name"]), ("lead]name[", ["lead]name["]),
            ("[name]", ["[name]"]),
            ("lead[name]x", ["lead[name]x"]), ("lead[a]b[c]", ["lead[a]b[c]"]), ("", [""]),
            ("a[b][c][d][e][f][g][h][i]", ["a[b][c][d][e][f][g][h][i]"]),
        ])
    func steps(name: String, expected: [String]) {
        #expect(ParameterName.steps(of: name) == expected)
    }

    @Test("lists count up, the last of a repeated name stays, and a value gives way to an object and back")
    func trees() {
        let tree = SandboxValue(
            FormFields([
                "ids[]": "7", "ids[]": "8", "title": "first", "title": "second", "lead": "x", "lead[name]": "Ada",
                "offers[0][column_id]": "1", "offers[1][column_id]": "2", "gap[3]": "z",
            ]))
        #expect(tree["ids"] == ["7", "8"])
        #expect(tree["title"] == "second")
        #expect(tree["lead"] == ["name": "Ada"])
        #expect(tree["offers"]?[1]?["column_id"] == "2")
        #expect(tree["gap"] == ["3": "z"])
    }
}
