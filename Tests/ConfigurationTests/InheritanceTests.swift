import Bridge
import Mapping
import Testing

@testable import Configuration

@Suite("A form extends another file")
struct InheritanceTests {
    /// The keys of a form as it stands after all files are put together.
    private func sketch(_ files: [String: String], of form: String = "a") -> String? {
        let log = ComplaintLog()
        let names = files.keys.map { "\($0).yaml" }
        return Inheritance(names: names, log: log) { path in
            files[String(path.dropFirst("forms/".count).dropLast(".yaml".count))].flatMap { compose($0).root }
        }.whole("forms/\(form).yaml")?.sketch
    }

    @Test("mappings are put together key by key, lists and single values are replaced")
    func merging() {
        let base = """
            column_id: 1
            origins: [https://a.example, https://b.example]
            lead: {name: {from: [full_name, name], required: true}, email: email}
            """
        let form = """
            extends: _base.yaml
            origins: [https://c.example]
            lead: {email: {from: mail, type: email}, phone: phone, name: {required: false}}
            """
        #expect(
            sketch(["_base": base, "a": form])
                == "{column_id: 1, origins: [https://c.example], lead: {name: {from: [full_name, name], required: false}, "
                + "email: {from: mail, type: email}, phone: phone}, extends: _base.yaml}")
    }

    @Test("a rule's own source takes the place of the base's; a field may be called 'from'")
    func sources() {
        let base = "fields: {title: {template: 'x {y}', max_length: 20}, from: a, value: b}\ncolumn_id: {from: t}"
        let form = "extends: _base.yaml\nfields: {title: {from: subject}, from: c}\ncolumn_id: {value: 7}"
        #expect(
            sketch(["_base": base, "a": form])
                == "{fields: {title: {max_length: 20, from: subject}, from: c, value: b}, column_id: {value: 7}, "
                + "extends: _base.yaml}")
    }

    @Test("a chain of files, the nearest first")
    func chain() {
        let files = ["_c": "x: 1\ny: 1\nz: 1", "_b": "extends: _c.yaml\ny: 2\nz: 2", "a": "extends: _b.yaml\nz: 3"]
        #expect(sketch(files) == "{x: 1, y: 2, z: 3, extends: _b.yaml}")
    }

    @Test("complaints name the file in which the line is, once for all forms that extend it")
    func places() {
        let base = "column_id: 1287\nlead:\n  email: { from: email, type: mail }\n"
        let form = "extends: _base.yaml\nlead: { name: a..b }\n"
        #expect(
            complaints(["forms/_base.yaml": base, "forms/contact.yaml": form, "forms/jobs.yaml": form]) == [
                "forms/_base.yaml:3:31: unknown type 'mail'; did you mean 'email'?",
                "forms/contact.yaml:2:15: path 'a..b': a name is expected here (at character 3)",
                "forms/jobs.yaml:2:15: path 'a..b': a name is expected here (at character 3)",
            ])
    }

    @Test("a form that extends another has all that it needs, and its base is no form")
    func form() throws {
        let loading = load([
            "forms/_base.yaml": "column_id: 1287\nrespond: { success: /thanks }\n",
            "forms/contact.yaml": "extends: _base.yaml\nlead: { name: name }\n",
        ])
        #expect(loading.complaints.map(\.description) == [])
        let forms = try #require(loading.configuration).forms
        #expect(forms.map(\.name) == ["contact"])
        #expect(forms.first?.respond.success == "/thanks")
    }

    @Test("what goes round is told with its round, and a chain ends")
    func circles() {
        let round = [
            "forms/_a.yaml": "extends: _b.yaml\n", "forms/_b.yaml": "extends: _a.yaml\n",
            "forms/contact.yaml": "extends: _a.yaml\n",
        ]
        #expect(
            complaints(round) == ["forms/_b.yaml:1:10: this goes round in a circle: _a.yaml → _b.yaml → _a.yaml"])
        var long = ["forms/contact.yaml": "extends: _0.yaml\n", "forms/_9.yaml": "column_id: 1\n"]
        for number in 0..<9 { long["forms/_\(number).yaml"] = "extends: _\(number + 1).yaml\n" }
        #expect(complaints(long) == ["forms/_6.yaml:1:10: more than 8 files extend one another here"])
    }

    @Test("a base that nobody extends is warned of, and read as YAML all the same")
    func unused() {
        let loading = load(["forms/_base.yaml": "column_id: 1\n", "forms/_other.yaml": "a: [\n"])
        #expect(
            loading.warnings.map(\.description).filter { $0.contains("_base") } == [
                "forms/_base.yaml:1:1: warning: no form extends this file; one whose name begins with '_' is no form itself"
            ])
        #expect(loading.complaints.map(\.place.file) == ["forms/_other.yaml"])
    }

    @Test("anchors and merge keys share rules within a file")
    func anchors() throws {
        let form = """
            column_id: 1287
            fields:
              title: &short { from: subject, max_length: 40, transform: [trim, squeeze] }
              topic: { <<: *short, from: topic }
              source: *short
            """
        #expect(complaints(["forms/contact.yaml": form]) == [])
        #expect(
            complaints(["forms/contact.yaml": form.replacing("squeeze", with: "squeze")]) == [
                "forms/contact.yaml:3:68: unknown transform 'squeze'; did you mean 'squeeze'?"
            ])
    }
}
