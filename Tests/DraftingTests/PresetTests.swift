import Bridge
import Configuration
import Drafting
import Testing

@Suite("A sample of a service that has a preset is drafted with it")
struct PresetTests {
    private static let senders = SenderPreset.builtInFiles.compactMap { name, bytes in
        SenderSummary(name: name, file: bytes).map {
            KnownSender(
                name: name, shortcuts: $0.shortcuts, marks: $0.marks, within: $0.within, needsSecret: $0.needsSecret,
                isNotice: $0.isNotice)
        }
    }

    @Test("Typeform: answers by their short names, and nothing of the form's definition")
    func typeform() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"event_id":"01","event_type":"form_response","form_response":{"form_id":"lT4Z3j","token":"a3a12",
                "submitted_at":"2026-01-18T18:17:02Z","definition":{"id":"lT4Z3j","title":"Contact","fields":[
                {"id":"1","title":"What's your name?","type":"short_text","ref":"0a1b-1"},
                {"id":"2","title":"Where do we write to?","type":"email","ref":"email"},
                {"id":"4","title":"Which plan?","type":"multiple_choice","ref":"0a1b-4"}]},
                "answers":[{"type":"text","text":"Ada Lovelace","field":{"id":"1","type":"short_text","ref":"0a1b-1"}},
                {"type":"email","email":"ada@example.com","field":{"id":"2","type":"email","ref":"email"}},
                {"type":"choice","choice":{"id":"c","label":"Enterprise"},"field":{"id":"4","type":"multiple_choice","ref":"0a1b-4"}}]}}
                """#), senders: Self.senders)
        #expect(draft.lead == ["name: Ada Lovelace", "email: ada@example.com"], "\(draft.text)")
        #expect(draft.lines == ["Which plan?: Enterprise"], "\(draft.text)")
        for expected in [
            "sender: typeform", "answers.email", "What's your name?",
            #"verify: { secret: "${TYPEFORM_SECRET}" }"#,
        ] {
            #expect(draft.text.contains(expected), "\(draft.text)")
        }
        #expect(!draft.text.contains("except"), "\(draft.text)")
    }

    @Test("Tally: fields by their labels, choices by their texts")
    func tally() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"eventId":"e-1","eventType":"FORM_RESPONSE","createdAt":"2026-01-18T18:17:02Z","data":{"responseId":"r","formId":"f",
                "formName":"Contact","fields":[{"key":"question_1","label":"Name","type":"INPUT_TEXT","value":"Ada"},
                {"key":"question_2","label":"Mail","type":"INPUT_EMAIL","value":"ada@example.com"},
                {"key":"question_3","label":"Topic","type":"DROPDOWN","value":["i"],"options":[{"id":"i","text":"Forms"}]}]}}
                """#), senders: Self.senders)
        #expect(draft.lead == ["name: Ada", "email: ada@example.com"], "\(draft.text)")
        for expected in ["sender: tally", "fields.Name", "fields.Topic", "saw: Forms"] {
            #expect(draft.text.contains(expected), "\(draft.text)")
        }
    }

    @Test(
        "Tilda, Jotform, Google Ads and Calendly are known",
        arguments: [
            ("tilda", nil),
            (
                "google-ads",
                #"{"lead_id":"L","user_column_data":[{"column_id":"FULL_NAME","string_value":"Ada"}],"is_test":true,"google_key":"k"}"#
            ),
            (
                "calendly",
                #"{"event":"invitee.created","payload":{"uri":"https://a.example/1","name":"Ada","email":"ada@example.com","questions_and_answers":[]}}"#
            ),
            (
                "webflow",
                #"{"triggerType":"form_submission","payload":{"id":"1","name":"Contact","data":{"Name":"Ada"}}}"#
            ),
        ] as [(String, String?)])
    func known(name: String, sample: String?) throws {
        let draft = try TriedDraft(
            sample.map { try json($0) } ?? urlencoded("Name=Ada&Email=ada%40example.com&tranid=1:2&formid=form3"),
            senders: Self.senders)
        #expect(draft.text.contains("sender: \(name)"), "\(draft.text)")
        #expect(draft.lead.first == "name: Ada", "\(draft.text)")
    }

    @Test(
        "what only looks a little like one is not",
        arguments: [
            #"{"id":"1","data":{"name":"Ada"}}"#, #"{"event":"signup","payload":{"name":"Ada"}}"#,
            #"{"fields":[{"label":"Name","value":"Ada"}]}"#,
        ])
    func unknown(sample: String) throws {
        #expect(try TriedDraft(json(sample), senders: Self.senders).text.contains("sender: json"))
    }

    @Test(
        "a notice, whose answers are fetched, is known as one",
        arguments: [
            (
                "meta-lead-ads",
                #"{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"leadgen","value":{"leadgen_id":"44","page_id":"1","form_id":"2"}}]}]}"#
            ),
            (
                "linkedin",
                #"{"type":"LEAD_ACTION","leadGenFormResponse":"urn:li:leadGenFormResponse:9-8","leadAction":"CREATED","occurredAt":1}"#
            ),
        ])
    func notices(name: String, notice: String) throws {
        var options = Draft.Options(form: "x")
        options.senders = Self.senders
        let draft = Draft(of: try json(notice), options)
        #expect(draft.sender == name)
        #expect(draft.isNotice)
    }
}
