import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Paths into forms")
struct FormPathTests {
    @Test(
        "a path finds its field, whatever the form calls it",
        arguments: [
            ("email", "email"), ("First Name", "First Name"), ("\"First Name\"", "First Name"),
            ("data.json", "data.json"),
            ("3.3", "3.3"), ("interests", "interests[]"), ("interests[]", "interests[]"),
            ("address.city", "address[city]"),
            ("address[city]", "address[city]"), ("address[\"city\"]", "address[city]"),
            ("fields[email][value]", "fields[email][value]"), ("a.b.c", "a[b][c]"), ("a[0].b", "a[0][b]"),
            ("a.tags", "a[tags][]"), ("cf-turnstile-response", "cf-turnstile-response"), ("\"a.b\".c", "a.b[c]"),
            ("\"say \\\"hi\\\"\"", "say \"hi\""), ("имя", "имя"), ("json", "json"), ("meta", "meta"),
            ("query", "query"),
            ("\"query\".a", "query[a]"), (" email ", "email"),
        ])
    func finds(path: String, field: String) throws {
        #expect(try value(of: from(path), in: .form(["other": "no", field: "yes"])) == .text("yes"))
    }

    @Test("names are compared byte for byte")
    func exactNames() throws {
        #expect(try value(of: from("email"), in: .form(["Email": "a", "email ": "b", "emai": "c"])) == nil)
    }

    @Test("the path's own text as a name comes before what it could mean")
    func wholeTextFirst() throws {
        let payload = Payload.form(["a[b]": "PHP", "a.b": "whole"])
        #expect(try value(of: from("a.b"), in: payload) == .text("whole"))
        #expect(try value(of: from("a[b]"), in: payload) == .text("PHP"))
    }

    @Test("a field that repeats is joined by commas, without its empty values")
    func repeats() throws {
        let payload = Payload.form(["a": "", "a": "one", "b": "x", "a[]": "two", "a": " "])
        #expect(try value(of: from("a"), in: payload) == .text("one, two"))
    }

    @Test(
        "an index picks among repeats, from the end if negative",
        arguments: [
            ("a[0]", "one"), ("a[1]", "two"), ("a[-1]", "three"), ("a[-3]", "one"), ("a[3]", nil), ("a[-4]", nil),
            ("b[0]", "only"), ("b[-1]", "only"), ("b[1]", nil), ("c.d[1]", "y"),
        ])
    func picks(path: String, expected: String?) throws {
        let payload = Payload.form([
            "a": "one", "b": "only", "a[]": "two", "a": "three", "c[d][]": "x", "c[d][]": "y",
        ])
        #expect(try value(of: from(path), in: payload) == expected.map { .text($0) })
    }

    @Test("the first of several paths that is not blank counts")
    func fallbacks() throws {
        let payload = Payload.form(["full_name": " \t", "name": "Ada"])
        #expect(try value(of: from("missing", "full_name", "name"), in: payload) == .text("Ada"))
    }

    @Test("a path to a file gives its file name")
    func file() throws {
        var fields = FormFields()
        fields.append(
            name: "cv".utf8, file: FormFields.File(filename: "../cv.pdf", contentType: "application/pdf", size: 3))
        #expect(try value(of: from("cv"), in: .fields(fields)) == .text("../cv.pdf"))
    }

    @Test("bytes that are not UTF-8 become U+FFFD")
    func badBytes() throws {
        var fields = FormFields()
        fields.append(name: "a".utf8, value: [0x41, 0xFF, 0x42])
        #expect(try value(of: from("a"), in: .fields(fields)) == .text("A\u{FFFD}B"))
    }
}
