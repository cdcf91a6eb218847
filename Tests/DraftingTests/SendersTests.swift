import Testing

@Suite("Senders' shapes")
struct SendersTests {
    @Test("Typeform: answers are found by their ref, and called by the question's title")
    func typeform() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"event_id":"01","event_type":"form_response","form_response":{"form_id":"lT4Z3j","token":"a3a12",
                "submitted_at":"2026-01-18T18:17:02Z","hidden":{"utm_source":"newsletter"},
                "definition":{"id":"lT4Z3j","title":"Contact","fields":[{"id":"1","title":"What's your name?","type":"short_text","ref":"r-1"},
                {"id":"2","title":"Where do we write to?","type":"email","ref":"r-2"}]},
                "answers":[{"type":"text","text":"Ada Lovelace","field":{"id":"1","type":"short_text","ref":"r-1"}},
                {"type":"email","email":"ada@example.com","field":{"id":"2","type":"email","ref":"r-2"}},
                {"type":"phone_number","phone_number":"+12025550147","field":{"id":"3","type":"phone_number","ref":"r-3"}},
                {"type":"choice","choice":{"id":"c","label":"Enterprise"},"field":{"id":"4","type":"multiple_choice","ref":"plan"}},
                {"type":"choices","choices":{"ids":["x"],"labels":["CRM","Forms"]},"field":{"id":"5","type":"multiple_choice","ref":"topics"}},
                {"type":"number","number":25,"field":{"id":"6","type":"number","ref":"seats"}}]}}
                """#))
        #expect(draft.lead == ["name: Ada Lovelace", "email: ada@example.com", "phone: +12025550147"], "\(draft.text)")
        for expected in [
            "form_response.answers[field.ref=r-1].text", "sender: json", "# What's your name?; saw: Ada Lovelace",
        ] {
            #expect(draft.text.contains(expected), "\(draft.text)")
        }
        for value in ["Enterprise", "CRM, Forms", "25", "newsletter"] {
            #expect(draft.lines.contains { $0.hasSuffix(": \(value)") }, "\(value) is lost\n\(draft.text)")
        }
        #expect(draft.lines.count == 4, "what Typeform says of the post is left out\n\(draft.text)")
        #expect(draft.text.contains("\n    - form_response.definition\n"), "\(draft.text)")
        #expect(!draft.sent.contains { $0.contains("lT4Z3j") || $0.contains("a3a12") }, "\(draft.text)")
    }

    @Test("Tally: fields by their label")
    func tally() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"eventId":"e-1","eventType":"FORM_RESPONSE","createdAt":"2026-01-18T18:17:02Z","data":{"responseId":"r","formId":"f",
                "formName":"Contact","fields":[{"key":"q1","label":"Your name?","type":"INPUT_TEXT","value":"Ada Lovelace"},
                {"key":"q2","label":"Where to write","type":"INPUT_EMAIL","value":"ada@example.com"},
                {"key":"q3","label":"Reach me","type":"INPUT_PHONE_NUMBER","value":"+1 202-555-0147"},
                {"key":"q4","label":"Tell us.","type":"TEXTAREA","value":"Hello"},{"key":"q5","label":"Empty","type":"INPUT_TEXT","value":null}]}}
                """#))
        #expect(
            draft.lead == ["name: Ada Lovelace", "email: ada@example.com", "phone: +1 202-555-0147"], "\(draft.text)")
        #expect(draft.sent.contains("fields.description: Hello"), "\(draft.text)")
        #expect(draft.text.contains(#"data.fields[label="Your name?"].value"#), "\(draft.text)")
    }

    @Test("Jotform: the answers are JSON inside a field, and names in parts")
    func jotform() throws {
        let raw =
            #"{"slug":"submit\/24","q3_name":{"first":"Ada","last":"Lovelace"},"q4_email":"ada@example.com","q5_phone":{"full":"(202) 555-0147"},"q6_topics":["CRM","Forms"]}"#
        let draft = try TriedDraft(
            .fields([
                "formID": "24", "submissionID": "58", "formTitle": "Contact", "pretty": "Name:Ada", "rawRequest": raw,
            ]))
        #expect(
            draft.lead == ["name: Ada Lovelace", "email: ada@example.com", "phone: (202) 555-0147"], "\(draft.text)")
        #expect(
            draft.lines == ["q6_topics: CRM, Forms"], "\(draft.text)")
        #expect(draft.text.contains("json(rawRequest).q4_email"), "\(draft.text)")
        #expect(draft.text.contains("sender: json"))
    }

    @Test("Unbounce: each answer is a list of one")
    func unbounce() throws {
        let draft = try TriedDraft(
            .fields([
                "page_name": "Spring", "variant": "a",
                "data.json": #"{"full_name":["Ada Lovelace"],"email":["ada@example.com"],"interests":["CRM","Forms"]}"#,
            ]))
        #expect(draft.lead == ["name: Ada Lovelace", "email: ada@example.com"], "\(draft.text)")
        #expect(draft.lines.contains("interests: CRM, Forms"), "\(draft.text)")
    }

    @Test("Elementor: labels, or its advanced data with titles and types")
    func elementor() throws {
        let plain = try TriedDraft(
            urlencoded("Name=Ada&E-mail=ada%40example.com&Message=Hello&form_id=f1&form_name=New+Form"))
        #expect(plain.lead == ["name: Ada", "email: ada@example.com"], "\(plain.text)")
        let advanced = try TriedDraft(
            urlencoded(
                "form[id]=f1&form[name]=New+Form&fields[name][id]=name&fields[name][type]=text&fields[name][title]=Your+name&"
                    + "fields[name][value]=Ada&fields[field_1][id]=field_1&fields[field_1][type]=email&fields[field_1][title]=Mail&"
                    + "fields[field_1][value]=ada%40example.com&meta[date][title]=Date&meta[date][value]=January+18"))
        #expect(advanced.lead == ["name: Ada", "email: ada@example.com"], "\(advanced.text)")
        #expect(advanced.text.contains("sender: json"))
    }

    @Test("Webflow: a form's own name is no visitor's, and a phone may be a number")
    func webflow() throws {
        let draft = try TriedDraft(
            json(
                #"{"triggerType":"form_submission","payload":{"name":"Contact form","siteId":"s","data":{"First Name":"Ada","email":"ada@example.com","Phone Number":15550000000},"submittedAt":"2026-01-18T18:17:02Z","id":"1"}}"#
            ))
        #expect(draft.lead == ["name: Ada", "email: ada@example.com", "phone: 15550000000"], "\(draft.text)")
    }

    @Test("Google Ads: by column_id, and its key is not shown")
    func googleAds() throws {
        let draft = try TriedDraft(
            json(
                #"{"lead_id":"TeSt","user_column_data":[{"column_name":"Full Name","string_value":"Ada Lovelace","column_id":"FULL_NAME"},{"column_name":"User Email","string_value":"ada@example.com","column_id":"EMAIL"},{"column_name":"User Phone","string_value":"+12025550147","column_id":"PHONE_NUMBER"}],"api_version":"1.0","form_id":40000000000,"campaign_id":1,"google_key":"MARKER","is_test":true,"gcl_id":"g"}"#
            ))
        #expect(draft.lead == ["name: Ada Lovelace", "email: ada@example.com", "phone: +12025550147"], "\(draft.text)")
        #expect(!draft.text.contains("MARKER"))
    }

    @Test("Fillout, Calendly and Meta's own leads")
    func others() throws {
        let fillout = try TriedDraft(
            json(
                #"{"submissionId":"s","questions":[{"id":"a","name":"Your name","type":"ShortAnswer","value":"Ada"},{"id":"b","name":"Mail","type":"EmailInput","value":"ada@example.com"}]}"#
            ))
        #expect(fillout.lead == ["name: Ada", "email: ada@example.com"], "\(fillout.text)")
        let calendly = try TriedDraft(
            json(
                #"{"event":"invitee.created","created_at":"2026-01-18T18:17:02Z","payload":{"email":"ada@example.com","name":"Ada Lovelace","uri":"https://x.example/1","questions_and_answers":[{"question":"Phone","answer":"+12025550147","position":0}]}}"#
            ))
        #expect(
            calendly.lead == ["name: Ada Lovelace", "email: ada@example.com", "phone: +12025550147"], "\(calendly.text)"
        )
        let meta = try TriedDraft(
            json(
                #"{"id":"1","created_time":"2026-01-18","field_data":[{"name":"full_name","values":["Ada Lovelace"]},{"name":"email","values":["ada@example.com"]}]}"#
            ))
        #expect(meta.lead == ["name: Ada Lovelace", "email: ada@example.com"], "\(meta.text)")
    }
}

extension SendersTests {
    @Test("a sender that nobody described: a list of questions and answers is one by its members' names")
    func unknown() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"form":{"id":"f-77","name":"Demo request"},"submittedOn":"2026-02-11T09:12:44.120Z","submission":{"fields":[
                {"fieldName":"Full Name","fieldType":"name","answer":"Grace Hopper"},
                {"fieldName":"Work e-mail","fieldType":"email","answer":"grace@example.com"},
                {"fieldName":"Team size","fieldType":"select","answer":"11-50"},
                {"fieldName":"What should we show you?","fieldType":"textarea","answer":"Pipelines.\nThanks!"}]},
                "page":{"url":"https://www.example.org/demo","title":"Demo"}}
                """#))
        #expect(draft.lead == ["name: Grace Hopper", "email: grace@example.com"], "\(draft.text)")
        #expect(draft.lines.prefix(2) == ["Pipelines.", "Thanks!"], "\(draft.text)")
        #expect(draft.lines.contains("Team size: 11-50"), "\(draft.text)")
        #expect(!draft.lines.contains { $0.hasSuffix("textarea") || $0.hasSuffix("120Z") }, "\(draft.text)")
    }

    @Test("a contact in parts of its own, with lists of addresses by their kind")
    func nested() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"contact":{"firstName":"Grace","lastName":"Hopper","emailAddresses":[{"type":"work","value":"grace@example.com"},
                {"type":"home","value":"g@example.org"}],"phones":[{"kind":"mobile","number":"+1 202 555 0147"}]},
                "enquiry":{"subject":"Demo","text":"Hello there","newsletter":true},"meta":{"ip":"192.0.2.1","sentAt":1768760222}}
                """#))
        #expect(
            draft.lead == ["name: Grace Hopper", "email: grace@example.com", "phone: +1 202 555 0147"], "\(draft.text)")
        #expect(draft.sent.contains("fields.title: Demo"), "\(draft.text)")
        #expect(draft.lines.first == "Hello there", "\(draft.text)")
        #expect(draft.text.contains("contact.emailAddresses[type=work].value"), "\(draft.text)")
    }

    @Test("Tilda's post is a service's though it is a form")
    func tilda() throws {
        let draft = try TriedDraft(
            urlencoded("Name=Ada&Phone=%2B380441234567&Email=ada%40example.com&tranid=1234%3A5678&formid=form42"))
        #expect(draft.text.contains("\nsender: json "))
        #expect(draft.lead.count == 3 && draft.lines.isEmpty, "\(draft.text)")
    }

    @Test("Jotform: a phone number in its parts")
    func jotformPhone() throws {
        let draft = try TriedDraft(
            .fields([
                "formID": "24", "submissionID": "58",
                "rawRequest":
                    #"{"q3_name":{"first":"Ada","last":"Lovelace"},"q5_phone":{"area":"202","phone":"555-0147"}}"#,
            ]))
        #expect(draft.lead == ["name: Ada Lovelace", "phone: 202 555-0147"], "\(draft.text)")
    }

    @Test("Gravity Forms: a name in numbered parts, a file that is no website, and an address that is no name")
    func gravity() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"id":"42","form_id":"7","date_created":"2026-01-18 18:17:02","1.3":"Ada","1.6":"Lovelace","2":"ada@example.com",
                "4.1":"1 Main St","4.3":"London","4.6":"England","8":"Second floor,\nno lift.",
                "9":"https://www.example.com/wp-content/uploads/plan.pdf","10":"https://ada.example"}
                """#))
        #expect(
            draft.sent.prefix(3) == [
                "lead.name: Ada Lovelace", "lead.email: ada@example.com", "lead.website: https://ada.example",
            ], "\(draft.text)")
        #expect(draft.lines.contains { $0.contains("plan.pdf") }, "\(draft.text)")
        #expect(draft.lines.contains { $0.contains("London") }, "\(draft.text)")
    }
}
