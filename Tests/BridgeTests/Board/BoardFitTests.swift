import BoardCRM
import Bridge
import Mapping
import Testing

@Suite("A form's rules are compared with the board's fields")
struct BoardFitTests {
    /// What is said of the lines under `fields` of a form, each by its line.
    private func complaints(
        _ rules: String, _ fields: [BoardField] = board, format: BodyFormat = .json
    ) throws -> [String] {
        let form = try #require(try forms(["a": "column_id: 1287\nfields:\n  \(rules)\n"]).first)
        return BoardFit(fields: fields, format: format).complaints(about: form).filter { $0.place.line > 1 }
            .map { "\($0.place.line):\($0.place.column): \($0.text)" }
    }

    private static let board = [
        field("title", "string", maxLength: 255), field("description", "text"), field("price", "number"),
        field("newsletter", "boolean"), field("visit_at", "datetime"), field("stage", "select"),
        BoardField(alias: Alias("locked"), type: "string", isProtected: true),
        BoardField(alias: Alias("shade"), type: "string", isHidden: true),
        BoardField(alias: Alias("company"), entity: "lead", type: "string"),
    ]

    private static func field(
        _ alias: String, _ type: String, isRequired: Bool = false, maxLength: Int? = nil, entity: String = "offer"
    ) -> BoardField {
        BoardField(alias: Alias(alias), entity: entity, type: type, isRequired: isRequired, maxLength: maxLength)
    }

    @Test(
        "what fits is not spoken of",
        arguments: [
            "title: { from: a, max_length: 255 }", "title: { value: website }", "description: message",
            "price: { from: a, type: integer }", "price: { from: a, type: number }", "price: 12.5",
            "newsletter: { from: a, type: boolean, default: false }", "visit_at: { from: a, type: datetime }",
            "title: { from: a, choices: { x: One, y: Two } }", "price: { from: a, choices: { x: 1, y: 2 } }",
        ])
    func fits(rule: String) throws {
        #expect(try complaints(rule) == [])
    }

    @Test(
        "what does not is told at its rule",
        arguments: [
            ("titel: a", "3:3: the board's deals have no field 'titel'; did you mean 'title'?"),
            (
                "zzz: a",
                "3:3: the board's deals have no field 'zzz'; it has description, locked, newsletter, price, shade, stage, title, visit_at"
            ),
            (
                "company: a",
                "3:3: the board's deals have no field 'company'; its leads have it, so it belongs under 'lead'"
            ),
            ("locked: { value: x }", "3:3: the board protects 'locked': nothing can be sent for it"),
            ("shade: { value: x }", "3:3: warning: the board hides 'shade': nobody sees what is sent for it"),
            ("price: amount", "3:3: the board's 'price' is a number, and this rule sends text; write type: number"),
            (
                "newsletter: { value: yes please }",
                "3:3: the board's 'newsletter' is yes or no, and this rule sends text; write type: boolean"
            ),
            (
                "visit_at: day",
                "3:3: the board's 'visit_at' is a date and time, and this rule sends text; write type: datetime"
            ),
            (
                "title: { from: a, type: integer }",
                "3:3: warning: the board's 'title' is text, and this rule sends a number; write type: text"
            ),
            (
                "title: { from: a }",
                "3:3: warning: the board takes at most 255 characters for 'title', and this rule may send more; write max_length: 255"
            ),
            (
                "title: { from: a, type: url }",
                "3:3: warning: the board takes at most 255 characters for 'title', and this rule may send more; a link that is cut leads nowhere: make that field longer, or refuse longer ones with max_length: 255, overflow: refuse"
            ),
            (
                "title: resume.url",
                "3:3: warning: the board takes at most 255 characters for 'title', and this rule may send more; a link that is cut leads nowhere: make that field longer, or refuse longer ones with max_length: 255, overflow: refuse"
            ),
            (
                "title: { from: a, max_length: 256 }",
                "3:3: the board takes at most 255 characters for 'title', and this rule sends up to 256"
            ),
            (
                "stage: { value: x }",
                "3:3: not known: whether 'stage' takes what this rule sends: the board calls its type 'select'"
            ),
        ])
    func misfits(rule: String, complaint: String) throws {
        #expect(try complaints(rule) == [complaint])
    }

    @Test("in the formats that have only text, a number is text")
    func formats() throws {
        #expect(try complaints("title: { from: a, type: integer }", format: .urlencoded) == [])
        #expect(try complaints("price: a", format: .multipart).count == 1)
    }

    @Test("what the board demands is set, and in each submission")
    func required() throws {
        let board = [Self.field("title", "string", isRequired: true), Self.field("source", "string")]
        let form = try #require(try forms(["a": "column_id: 1287\nfields: { source: { value: x } }\n"]).first)
        #expect(
            BoardFit(fields: board, format: .json).complaints(about: form).map(\.description) == [
                "forms/a.yaml:1:12: the board demands 'title', and no rule sets it; write one under 'fields'",
                "forms/a.yaml:1:12: not known: whether the board has this column: the CRM does not tell its columns",
            ])
        let demanded =
            "3:3: warning: the board demands 'title', and a submission may come without it; write required: true, or a default"
        #expect(try complaints("title: topic", board) == [demanded])
        #expect(try complaints("title: { from: topic, required: true }", board) == [])
        #expect(try complaints("title: { from: topic, default: none }", board) == [])
        #expect(try complaints("title: { value: x }", board) == [])
    }

    @Test("a board that lists its leads' attributes has them compared too; one that does not is not asked for them")
    func leads() throws {
        let lead = [
            Self.field("name", "string", isRequired: true, maxLength: 50, entity: "lead"),
            Self.field("phone", "string", isRequired: true, entity: "Lead"),
        ]
        func told(_ yaml: String, _ fields: [BoardField]) throws -> [String] {
            let form = try #require(try forms(["a": "column_id: 1\n\(yaml)"]).first)
            return BoardFit(fields: fields, format: .json).complaints(about: form).filter { $0.severity != .unknown }
                .map(\.text)
        }
        #expect(
            try told("lead: { name: { from: name, required: true, max_length: 80 }, email: email }", lead) == [
                "the board demands 'phone', and no rule sets it; write one under 'lead'",
                "the board takes at most 50 characters for 'name', and this rule sends up to 80",
            ])
        #expect(
            try told("fields: { email: email }", []) == [
                "the board's deals have no field 'email'; its leads have it, so it belongs under 'lead'"
            ])
        #expect(try told("lead_id: { from: query.lead }", lead) == [])
        #expect(try told("lead: { name: name }", []) == [])
    }

    @Test(
        "a field of crm.reference that cannot carry an id is told where it is written: nothing would be delivered",
        arguments: [
            ("titel", "the board's deals have no field 'titel'; did you mean 'title'?: "),
            ("price", "the board's 'price' is a number: "),
            ("locked", "the board protects 'locked', and nothing can be sent for it: "),
            ("short", "the board takes at most 20 characters for 'short', and an id has 36: "),
        ])
    func reference(alias: String, words: String) throws {
        var crm = CRMSettings(accessToken: try #require(Secret("secret-token")))
        let fields = Self.board + [Self.field("short", "string", maxLength: 20)]
        let forms = try forms(["a": "column_id: 1\n"])
        func told() -> [String] {
            BoardInquiry(.success(fields), forms: forms, crm: crm).complaints.filter { $0.severity == .error }.map(
                \.description)
        }
        crm.reference = Alias("title")
        #expect(told() == [])
        crm.reference = Alias(alias)
        crm.referencePlace = Place(file: "boardbridge.yaml", line: 9, column: 14)
        let use = "it is crm.reference, which carries each submission's id; make a text field for it"
        #expect(told() == ["boardbridge.yaml:9:14: \(words)\(use)"])
    }

    @Test("a refused token, a board that cannot be asked, and forms that are not served")
    func inquiries() throws {
        let forms = try forms([
            "a": "column_id: 1\nfields: { zzz: a }\n", "b": "column_id: 1\nenabled: false\nfields: { zzz: a }\n",
        ])
        var crm = CRMSettings(accessToken: try #require(Secret("secret-token")))
        crm.place = Place(file: "boardbridge.yaml", line: 9, column: 3)
        let refused = BoardInquiry(.failure(.accessDenied(message: "go away")), forms: forms, crm: crm)
        #expect(refused.failure == nil)
        #expect(
            refused.complaints.map(\.description) == [
                "boardbridge.yaml:9:3: the CRM refuses this token; make one in the board's settings, under API Tokens"
            ])
        let away = BoardInquiry(.failure(.neverSent(reason: "no connection")), forms: forms, crm: crm)
        #expect(away.failure == "no connection")
        #expect(away.complaints.map(\.severity) == [.unknown])
        let answered = BoardInquiry(.success(Self.board), forms: forms, crm: crm)
        #expect(answered.fieldCount == Self.board.count)
        #expect(Set(answered.complaints.map(\.place.file)) == ["forms/a.yaml"])
    }
}
