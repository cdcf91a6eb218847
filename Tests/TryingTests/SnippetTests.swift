import Bridge
import Testing
import Trying

@Suite("What a website's owner pastes, and what a service is told")
struct SnippetTests {
    private static let base = "https://leads.example.com"

    private func snippet(_ text: String) throws -> Snippet { Snippet(of: try form(text), base: Self.base) }

    @Test(
        "a curl line shows what the form's sender shows, and no secret",
        arguments: [
            (
                "sender: tilda\nverify: { by: path, secret: 0123456789abcdef }",
                #"curl "https://leads.example.com/f/contact/${FORM_SECRET:?set it to the secret of this form}" \"#
            ),
            (
                "sender: contact-form-7\nverify: { by: header, header: X-Api-Key, secret: s3cret }",
                #"curl 'https://leads.example.com/f/contact' -H "X-Api-Key: ${FORM_SECRET:?set it to the secret of this form}" \"#
            ),
            (
                "sender: json\nverify: { by: bearer, secret: s3cret }",
                #"curl 'https://leads.example.com/f/contact' -H "Authorization: Bearer ${FORM_SECRET:?set it to the secret of this form}" \"#
            ),
            ("sender: wpforms\nverify: { secret: s3cret }", "boardbridge senders try contact"),
            ("sender: typeform\nverify: { secret: s3cret }", "boardbridge senders try contact sample.json"),
        ])
    func curl(sender: String, line: String) throws {
        let text = try snippet("\(sender)\ncolumn_id: 1\nlead: { email: email }").text(.curl)
        #expect(text.split(separator: "\n").first.map(String.init)?.hasPrefix(line) == true, "\(text)")
        #expect(!text.contains("s3cret") && !text.contains("0123456789abcdef"))
    }

    @Test("days have the samples that their rules read")
    func days() throws {
        let text = try snippet(
            """
            column_id: 1
            fields: { born: { from: born, type: date, format: DD.MM.YYYY }, visit: { from: visit, type: date } }
            deadline: { template: "{day} {hour}" }
            """
        ).text(.curl)
        for field in ["born=31.01.2026", "visit=2030-01-31", "day=2030-01-31", "hour=14:30"] {
            #expect(text.contains("'\(field)'"), "\(text)")
        }
    }

    @Test("of a form that a service posts to it is said how that is connected, and no HTML is printed")
    func services() throws {
        let meta = try snippet(
            """
            sender: meta-lead-ads
            verify: { secret: s3cret }
            handshake: { token: word }
            fetch: { token: t0ken }
            column_id: 1
            lead: { email: answers.email }
            """)
        for kind in [Snippet.Kind.html, .script, .react, .vue] {
            let text = meta.text(kind)
            for part in [
                "https://leads.example.com/f/contact", "X-Hub-Signature-256", "a notice alone", "tries the address",
            ] {
                #expect(text.contains(part), "\(text)")
            }
            #expect(!text.contains("<form") && !text.contains("s3cret") && !text.contains("t0ken"))
        }
        let tilda = try snippet("sender: tilda\nverify: { by: path, secret: 0123456789abcdef }\ncolumn_id: 1")
        #expect(tilda.text(.html).contains("https://leads.example.com/f/contact/SECRET"))
        #expect(try snippet("column_id: 1\nlead: { name: name }").connection == nil)
    }
}
