import BoardCRM
import Testing

@testable import Mapping

@Suite("Rules that cannot be")
struct ComplaintTests {
    @Test("a complaint is one line with its place")
    func line() {
        let definition = form(lead: ["emial": from("email", line: 7)])
        #expect(
            FormMapping.compile(definition).complaints.map(\.description) == [
                "forms/test.yaml:1:3: a lead has no 'emial'; did you mean 'email'?"
            ])
    }

    @Test("all complaints are told at once, in the order of the file, and nothing is compiled")
    func allAtOnce() {
        let definition = form(
            column: constant(.integer(0), line: 2), lead: ["name": from("a..b", line: 9)],
            fields: ["x": from("b", line: 4) { $0.type = placed("integr", line: 5) }, "y": template("{")])
        let compilation = FormMapping.compile(definition)
        #expect(compilation.mapping == nil)
        #expect(compilation.complaints.map(\.place.line) == [1, 2, 5, 9])
    }

    @Test("no column")
    func column() {
        #expect(
            form(column: nil).complaints == ["column_id is missing; it says into which column of the board deals go"])
    }

    @Test("targets that do not exist or come twice")
    func targets() {
        #expect(
            form(lead: ["zzzzz": from("a")]).complaints == [
                "a lead has no 'zzzzz'; a lead has name, email, phone, add_phone, organization, position, note, "
                    + "website, skype, telegram, facebook, vk"
            ])
        #expect(
            form(fields: ["my field": from("a"), "": from("b"), "abcdefghijklmnop": from("c")]).complaints.sorted() == [
                "'' is no alias; 1 to 15 of A-Z a-z 0-9 _ - are expected",
                "'abcdefghijklmnop' is no alias; 1 to 15 of A-Z a-z 0-9 _ - are expected; this is 16 characters",
                "'my field' is no alias; 1 to 15 of A-Z a-z 0-9 _ - are expected",
            ])
        #expect(
            form(lead: ["name": from("a"), "name": from("b")], fields: ["x": from("a"), "x": from("b")]).complaints == [
                "a second rule for lead.name; the first is at line 1",
                "a second rule for fields.x; the first is at line 1",
            ])
    }

    static let parts: [(@Sendable (inout RuleDefinition) -> Void, String)] = [
        ({ $0.type = placed("emial") }, "unknown type 'emial'; did you mean 'email'?"),
        (
            { $0.type = placed("price") },
            "unknown type 'price'; did you mean 'money'?"
        ),
        ({ $0.transforms = [placed("Capitalize")] }, "unknown transform 'Capitalize'; did you mean 'title'?"),
        ({ $0.transforms = [placed("trimm")] }, "unknown transform 'trimm'; did you mean 'trim'?"),
        (
            { $0.transforms = [placed("rot13")] },
            "unknown transform 'rot13'; there are \(Transform.Name.allCases.map(\.rawValue).joined(separator: ", "))"
        ),
        (
            {
                $0.type = placed("phone"); $0.region = placed("de")
            },
            "unknown region 'de'; did you mean 'DE'?"
        ),
        (
            {
                $0.type = placed("phone"); $0.region = placed("UK")
            },
            "unknown region 'UK'; did you mean 'GB'?"
        ),
        (
            {
                $0.type = placed("phone"); $0.region = placed("ZZ")
            },
            "unknown region 'ZZ'; the code of ISO 3166 is expected, two capital letters: DE Germany, GB the United Kingdom, US the United States, …"
        ),
        ({ $0.region = placed("DE") }, "'region' is for type phone; this rule's type is text"),
        (
            {
                $0.type = placed("datetime"); $0.zone = placed("Europe/Berln")
            },
            "unknown zone 'Europe/Berln'; a name such as Europe/Berlin is expected; did you mean 'Europe/Berlin'?"
        ),
        (
            {
                $0.type = placed("datetime"); $0.zone = placed("")
            },
            "unknown zone ''; a name such as Europe/Berlin is expected"
        ),
        ({ $0.zone = placed("UTC") }, "'zone' is for types date and datetime; this rule's type is text"),
        ({ $0.maximumLength = placed(0) }, "max_length is 0; at least 1 is expected"),
        (
            {
                $0.type = placed("integer"); $0.maximumLength = placed(3)
            }, "'max_length' is for types text, email, url and list"
        ),
        ({ $0.overflow = placed("cut") }, "'overflow' says what happens beyond 'max_length', which is missing"),
        (
            {
                $0.maximumLength = placed(5); $0.overflow = placed("refuze")
            },
            "unknown overflow 'refuze'; did you mean 'refuse'?"
        ),
        (
            {
                $0.type = placed("email"); $0.maximumLength = placed(5); $0.overflow = placed("cut")
            },
            "an address that is cut is another address; 'refuse' is expected"
        ),
        (
            {
                $0.type = placed("integer"); $0.defaultValue = placed(.text("many"))
            },
            "default 'many' is not a whole number; something like 25 is expected"
        ),
        ({ $0.defaultValue = placed(.text(" ")) }, "default ' ' is empty"),
        (
            {
                $0.maximumLength = placed(3); $0.defaultValue = placed(.text("four"))
            },
            "default 'four' is longer than max_length, 3"
        ),
        (
            {
                $0.type = placed("integer")
                $0.choices = [.init(from: placed("a"), to: placed(.text("b")))]
            }, "choice 'a': 'b' is not a whole number; something like 25 is expected"
        ),
        (
            {
                $0.choices = [
                    .init(from: placed("a"), to: placed(.text("b"))), .init(from: placed("a"), to: placed(.text("c"))),
                ]
            }, "a second choice for 'a'"
        ),
    ]

    @Test("a part that is wrong", arguments: parts.indices)
    func part(index: Int) {
        let (edit, complaint) = ComplaintTests.parts[index]
        #expect(form(fields: ["x": from("a", edit: edit)]).complaints == [complaint])
    }

    @Test("no path at all")
    func noPath() {
        let rule = RuleDefinition(.paths([]), at: placed(0).place)
        #expect(form(fields: ["x": rule]).complaints == ["'from' names no path"])
    }

    @Test("columns, leads and deadlines have a type of their own")
    func ownTypes() {
        #expect(
            form(column: constant(.integer(0))).complaints == [
                "value '0' is not an id; a whole number of at least 1 is expected"
            ])
        #expect(
            form(column: constant(.text("sales"))).complaints == [
                "value 'sales' is not an id; a whole number of at least 1 is expected"
            ])
        #expect(
            form(leadID: from("a") { $0.type = placed("text") }).complaints == [
                "lead_id is always of type id; 'text' does not fit"
            ])
        #expect(
            form(deadline: from("a") { $0.type = placed("text") }).complaints == [
                "deadline is always of type datetime; 'text' does not fit"
            ])
        let routed = from("topic") { $0.choices = [.init(from: placed("sales"), to: placed(.integer(-5)))] }
        #expect(
            form(column: routed).complaints == [
                "choice 'sales': '-5' is not an id; a whole number of at least 1 is expected"
            ])
    }

    @Test("what has no use beside a constant")
    func constants() {
        let rule = constant(.text("a")) {
            $0.required = placed(true, line: 2)
            $0.defaultValue = placed(.text("b"), line: 3)
        }
        #expect(
            form(fields: ["x": rule]).complaints == [
                "'required' has no use beside 'value', which is always there",
                "'default' has no use beside 'value', which is always there",
            ])
        #expect(form(fields: ["x": constant(.text(""))]).complaints == ["value '' is empty"])
        let chosen = constant(.text("c")) { $0.choices = [.init(from: placed("a"), to: placed(.text("b")))] }
        #expect(form(fields: ["x": chosen]).complaints == ["value 'c' is not among the choices"])
    }

    @Test(
        "the nearest word is the one that was meant, or none",
        arguments: [
            ("colum_id", "column_id"), ("lead-id", "lead_id"), ("DEADLINE", "deadline"), ("feilds", "fields"),
            ("laed", "lead"), ("x", nil), ("", nil), ("something", nil), ("column_id", "column_id"),
        ])
    func nearest(word: String, meant: String?) {
        #expect(NearestWord.find(word, among: ["column_id", "lead_id", "lead", "fields", "deadline"]) == meant)
        let suggestion = meant.map { "; did you mean '\($0)'?" } ?? ""
        #expect(
            NearestWord.suggestion(for: word, among: ["column_id", "lead_id", "lead", "fields", "deadline"])
                == suggestion)
    }
}
