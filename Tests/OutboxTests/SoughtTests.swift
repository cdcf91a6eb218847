import Outbox
import Testing

@Suite("Finding a person")
struct SoughtTests {
    private func kept(
        _ content: String, type: String = "application/x-www-form-urlencoded", query: String = "", deal: String? = nil,
        detail: String? = nil
    ) -> KeptSubmission {
        let summary = SubmissionSummary(
            id: id(1), form: "contact", state: .failed, receivedAt: moment(1), changedAt: moment(1), dueAt: nil,
            attemptStartedAt: nil, attempts: 1, dealID: nil, leadID: nil, reason: nil, contentSize: content.utf8.count)
        let submission = Submission(
            summary: summary, requestID: "r", contentType: type, headers: [], query: Array(query.utf8),
            clientAddress: "192.0.2.7", content: Array(content.utf8), deal: deal.map { Array($0.utf8) }, problems: nil,
            repeatKey: nil)
        let attempt = Attempt(
            number: 1, startedAt: moment(1), endedAt: moment(2), outcome: .refused, detail: detail)
        return KeptSubmission(submission, attempts: [attempt], interventions: [])
    }

    private func finds(_ sought: Sought?, _ kept: KeptSubmission) -> Bool {
        sought?.isFound(in: SearchedText(kept)) ?? false
    }

    private let ada = Sought.email("Ada@Example.com")

    @Test("an address is found in whatever it came in, decoded")
    func encodings() {
        #expect(finds(ada, kept("email=ada%40example.com")))
        #expect(finds(ada, kept("email=%61%64%61%40EXAMPLE.com&x=1")))
        #expect(finds(ada, kept(#"{"a":[{"mail":"\u0061da@ex\u0061mple.com"}]}"#, type: "application/json")))
        let nested = #"{"rawRequest":"{\"q4\":\"ad\\u0061@example.com\"}"}"#
        #expect(finds(ada, kept(nested, type: "application/json; charset=utf-8")))
        let part =
            "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nWrite to <ada@example.com>.\r\n--B--\r\n"
        #expect(finds(ada, kept(part, type: "multipart/form-data; boundary=B")))
        let file =
            "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nada@example.com\r\n--B--\r\n"
        #expect(finds(ada, kept(file, type: "multipart/form-data; boundary=B")))
        #expect(finds(ada, kept("broken {ada@example.com", type: "application/json")))
        #expect(finds(ada, kept("a=1", query: "mail=ada%40example.com")))
        // An address of a page that has it in its query, and HTML.
        #expect(finds(ada, kept("page=https%3A%2F%2Fx.de%2F%3Fmail%3Dada%2540example.com%26b%3D1")))
        #expect(finds(ada, kept("note=Write+to+ada%26%2364%3Bexample.com")))
        #expect(finds(ada, kept(#"{"note":"&#x61;da&#x40;example.com"}"#, type: "application/json")))
        #expect(!finds(ada, kept("note=ada%26amp%3Bexample.com%26%23%3B")))
        #expect(finds(ada, kept("a=1", deal: #"{"deal":{"lead":{"email":"ada@example.com"}}}"#)))
        #expect(finds(ada, kept("a=1", detail: "lead.email: 'ADA@example.com' is taken")))
    }

    @Test("another person's longer address is not this one")
    func boundaries() {
        for other in [
            "maria.ada@example.com", "xada@example.com", "ada+news@example.com", "ada@example.com.au",
            "ada@example.community",
            "ada@example.comx", "ada@example.co", "ada%40example.com-old.de", "müada@example.com",
        ] {
            #expect(!finds(ada, kept("email=\(other)")), "\(other)")
        }
        for same in [
            "(ada@example.com)", "ada@example.com.", "ada@example.com, bob@example.com", "mailto:ada@example.com?x",
        ] {
            #expect(finds(ada, kept("email=\(same)")), "\(same)")
        }
    }

    @Test("a number is found in whatever way it is written, and another number is not it")
    func phones() {
        let sought = Sought(phone: "+49 30 1234567")
        for same in [
            "+49301234567", "030 / 123 45 67", "0049-30-1234567", "(030) 1234567", "+49 (0)30 1234567", "49301234567",
        ] {
            #expect(finds(sought, kept("{\"phone\":\"\(same)\"}", type: "application/json")), "\(same)")
        }
        for other in ["+49301234568", "+4930123456789", "1234567890123", "030 12345", "+493012345", "301234567 8 9"] {
            #expect(!finds(sought, kept("{\"phone\":\"\(other)\"}", type: "application/json")), "\(other)")
        }
        // What stands before the shorter one has to be the code of a country.
        let mobile = Sought(phone: "0171/123 45 67")
        #expect(!finds(mobile, kept("tranid=1234567%3A1")) && finds(mobile, kept("p=%2B49+171+1234567")))
        for (one, other) in [
            ("+79123456789", "8 (912) 345-67-89"), ("8 912 345 67 89", "+7 (912) 345-67-89"),
            ("9123456789", "89123456789"),
        ] {
            let json = "{\"phone\":\"\(other)\"}"
            #expect(finds(Sought(phone: one), kept(json, type: "application/json")), "\(one) in \(other)")
        }
        #expect(!finds(Sought(phone: "+49123456789"), kept("phone=849123456789")))
        #expect(sought?.numbers(in: SearchedText(kept("a=1&p=030+%2F+123+45+67.+Call+me"))) == ["030 / 123 45 67"])
        #expect(Sought(phone: "12345") == nil)
        #expect(finds(Sought(phone: "030 1234567"), kept("phone=%2B49+30+1234567")))
        #expect(finds(sought, kept(#"{"phone":49301234567}"#, type: "application/json")))
    }

    @Test("text is found in either case of letters")
    func text() {
        #expect(finds(.text("LOVE"), kept("name=Ada+Lovelace")))
        #expect(!finds(.text("hate"), kept("name=Ada+Lovelace")))
    }

    @Test("a row of CSV quotes what could end a cell, and disarms what a spreadsheet would run")
    func comma() {
        var output: [UInt8] = []
        CommaSeparated.append(
            [
                "a", "", "b,c", "say \"x\"", "two\nlines", "=1+1", "+49 30", "-3", "@x", "\t=1", "\r=1", "ü", " a",
                "x;=1", "'",
            ],
            to: &output)
        let expected =
            "a,,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",'=1+1,'+49 30,'-3,'@x,\"'\t=1\",\"'\r=1\",ü,\" a\",\"x;=1\",'\r\n"
        #expect(String(decoding: output, as: UTF8.self) == expected)
    }

    @Test("a moment is read in each of its lengths, and a day that is none is not")
    func moments() {
        #expect(Timestamp("1970-01-01") == moment(0))
        #expect(Timestamp("2026-03-01T09:30:15.250Z")?.description == "2026-03-01T09:30:15.250Z")
        #expect(Timestamp("2026-03-01T09:30Z") == Timestamp("2026-03-01T09:30:00"))
        #expect(Timestamp("2024-02-29")?.description == "2024-02-29T00:00:00.000Z")
        for wrong in [
            "2026-02-29", "2026-13-01", "2026-3-1", "2026-03-01T", "2026-03-01T25:00", "now", "",
            "2026-03-01T09:30+01:00",
        ] {
            #expect(Timestamp(wrong) == nil, "\(wrong)")
        }
    }
}
