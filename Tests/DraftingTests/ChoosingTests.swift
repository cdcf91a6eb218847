import Testing

@Suite("Which of several fields a draft takes")
struct ChoosingTests {
    @Test("a German page's form: names in two parts, the message and not what was picked, and what may be a trap")
    func german() throws {
        let draft = try TriedDraft(
            .fields([
                "anrede": "Frau", "vorname": "Änne", "nachname": "Müller-Lüdenscheidt",
                "e_mail_adresse": "aenne@example.de",
                "telefonnummer": "0171/123 45 67", "firma": "Größe & Söhne GmbH", "wunschtermin": "24. Dezember 2026",
                "budget": "1.500,00 €", "anliegen": "Angebot anfordern",
                "nachricht": "Guten Tag,\r\nbitte um ein Angebot.",
                "datenschutz": "Ich stimme zu", "interessen[]": "Fenster", "url_feld": "",
            ]))
        #expect(
            draft.lead == [
                "name: Änne Müller-Lüdenscheidt", "email: aenne@example.de", "phone: 0171/123 45 67",
                "organization: Größe & Söhne GmbH",
            ], "\(draft.text)")
        #expect(draft.sent.contains { $0.hasPrefix("fields.description: Guten Tag,") }, "\(draft.text)")
        #expect(draft.lines.contains("anliegen: Angebot anfordern"), "\(draft.text)")
        #expect(draft.text.contains("\n# spam: { honeypot: url_feld }"), "\(draft.text)")
        #expect(draft.text.contains(", max_length: 255 }"), "\(draft.text)")
    }

    @Test("of Typeform's answers one that was picked is no message")
    func picked() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"event_id":"01","event_type":"form_response","form_response":{"form_id":"f","token":"t","definition":{"fields":[
                {"id":"1","title":"What kind of enquiry?","type":"multiple_choice","ref":"r1"},{"id":"2","title":"Anything else?","type":"long_text","ref":"r2"}]},
                "answers":[{"type":"choice","choice":{"label":"Partnership"},"field":{"id":"1","type":"multiple_choice","ref":"r1"}},
                {"type":"text","text":"We sell chairs.","field":{"id":"2","type":"long_text","ref":"r2"}}]}}
                """#))
        #expect(draft.lines.contains { $0.hasSuffix(": Partnership") }, "\(draft.text)")
    }

    @Test("a name by its look alone gives way to one in numbered parts, and says what it is")
    func byLook() throws {
        let numbered = try TriedDraft(
            .fields(["1.3": "Piotr", "1.6": "Wiśniewski", "8.1": "Strony Domowe", "8.2": "Strony WWW"]))
        #expect(numbered.lead == ["name: Piotr Wiśniewski"], "\(numbered.text)")
        let looks = try TriedDraft(.fields(["1": "Ada Lovelace"]))
        #expect(looks.text.contains("saw: Ada Lovelace; by its look alone"), "\(looks.text)")
        #expect(try TriedDraft(.fields(["8": "Strony WWW"])).lead.isEmpty)
    }

    @Test(
        "a guest's name is a name", arguments: ["guest_name", "applicant-name", "client name", "Naam", "お名前（必須）", "姓名"])
    func names(_ name: String) throws {
        let draft = try TriedDraft(.fields([name: "Ada Lovelace", "電話番号": "０３-1234-5678"]))
        #expect(draft.lead.contains("name: Ada Lovelace"), "\(draft.text)")
        #expect(draft.lead.contains { $0.hasPrefix("phone: ") }, "\(draft.text)")
    }

    @Test(
        "a campaign in an address that utm: auto does not read is shown with the rule for it, and one that it reads is not"
    )
    func campaigns() throws {
        let address = "https://example.com/x?utm_source=ads"
        let unread = try TriedDraft(.fields(["name": "Ada", "where": address]))
        #expect(unread.text.contains("{ from: query(where).utm_source }"), "\(unread.text)")
        let read = try TriedDraft(.fields(["name": "Ada", "source_page": address]))
        #expect(!read.text.contains("query(source_page)"), "\(read.text)")
        #expect(read.lines.contains("utm_source: ads"), "\(read.text)")
    }
}
