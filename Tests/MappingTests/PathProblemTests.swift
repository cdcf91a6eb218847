import Mapping
import Testing

@Suite("Paths that cannot be")
struct PathProblemTests {
    @Test(
        "the complaint says where in the path and what is expected",
        arguments: [
            ("", "a name is expected here (at character 1)"),
            ("a..b", "a name is expected here (at character 3)"),
            ("a.", "a name is expected here (at character 3)"),
            (".a", "a path begins with a name; write a (at character 1)"),
            ("é.ü.", "a name is expected here (at character 5)"),
            ("a[0", "this '[' is not closed; ']' is expected (at character 2)"),
            ("a]", "']' is not expected here; a name that holds it goes in quotes (at character 2)"),
            ("a[b.c]", "'=' and a value are expected (at character 6)"),
            ("a[b=]", "a name is expected here (at character 5)"),
            ("a[=b]", "a name is expected here (at character 3)"),
            ("a[b=c(d)]", "'(' is not expected here; a name that holds it goes in quotes (at character 6)"),
            (
                "a(b)",
                "'(' is not expected here; a name that holds it goes in quotes, in YAML in two kinds of them: '\"a(b)\"' (at character 2)"
            ),
            ("json(a", "this '(' is not closed; ')' is expected (at character 5)"),
            ("json()", "a name is expected here (at character 6)"),
            ("json(a)b", "'b' is not expected here (at character 8)"),
            ("\"a", "this '\"' is not closed (at character 1)"),
            ("\"\"", "a name is expected in the quotes (at character 1)"),
            ("a\"b\"", "'\"' is not expected here; a name that holds it goes in quotes (at character 2)"),
            ("*", "'*' is no name; a field that is called so goes in quotes (at character 1)"),
            ("meta.ipp", "meta has no 'ipp'; did you mean 'ip'? (at character 6)"),
            ("meta.ip.x", "a meta value has no parts (at character 8)"),
            ("header.x y", "this is no name of a header (at character 8)"),
            ("header.a[0]", "a header value has no parts (at character 9)"),
            ("query.", "a name is expected here (at character 7)"),
        ])
    func complaints(path: String, complaint: String) {
        #expect(form(fields: ["x": from(path)]).complaints == ["path '\(path)': \(complaint)"])
    }

    @Test("an unknown fact lists what there is when nothing is near")
    func metaList() {
        #expect(
            form(fields: ["x": from("meta.zzzzzzzz")]).complaints == [
                "path 'meta.zzzzzzzz': meta has no 'zzzzzzzz'; it has id, received_at, ip, referrer, user_agent, form"
                    + " (at character 6)"
            ])
    }

    @Test("a template's complaint counts in the template")
    func inTemplate() {
        #expect(
            form(fields: ["x": template("Hi {a..b}")]).complaints == [
                "template 'Hi {a..b}': a name is expected here (at character 7)"
            ])
        #expect(
            form(fields: ["x": template("Hi {a")]).complaints == [
                "template 'Hi {a': this '{' is not closed; '}' is expected, or '{{' for a brace (at character 4)"
            ])
    }
}
