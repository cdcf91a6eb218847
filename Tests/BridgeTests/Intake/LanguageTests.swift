import Bridge
import Configuration
import TestKit
import Testing
import Wire

@Suite("What a visitor reads is in the visitor's language")
struct LanguageTests {
    @Test(
        "by what the browser asks for",
        arguments: [
            ("de-AT,de;q=0.9,en;q=0.5", "de", "Vielen Dank"), ("fr", "fr", "Merci"), ("es-MX", "es", "Gracias"),
            ("pt-BR", "pt", "Obrigado"), ("it", "it", "Grazie"), ("pl", "pl", "Dziękujemy"), ("UK", "uk", "Дякуємо"),
            ("ru", "ru", "Спасибо"), ("tr", "tr", "Teşekkürler"), ("en-GB", "en", "Thank you"),
            ("ja, de;q=0.2, fr;q=0.8", "fr", "Merci"), ("ja", "en", "Thank you"), ("*", "en", "Thank you"),
            ("de;q=0, pl;q=0.1", "pl", "Dziękujemy"), ("", "en", "Thank you"), (";;,=,q", "en", "Thank you"),
        ])
    func negotiated(accepted: String, tag: String, title: String) async throws {
        try await serving { site async throws in
            let page = try await site.post(
                "contact", "name=Ada", fields: [acceptsPages, "Accept-Language: \(accepted)"])
            #expect(page.text.contains("<h1>\(title)</h1>"))
            #expect(page.text.contains("<html lang=\"\(tag)\" dir=\"ltr\">"))
            #expect(page.head.contains("Vary: Accept-Language"))
        }
    }

    @Test("the form may fix it, and a file may change a text or add a language; what that leaves out is English")
    func changed() async throws {
        let languages = [
            "de": "thanks_title: Danke & bis <bald>", "he": "direction: rtl\nthanks_title: תודה",
        ]
        let fixed = "respond: { language: DE }\n" + contactForm
        try await serving(["contact": fixed, "open": contactForm], languages: languages) { site async throws in
            let german = try await site.post("contact", "name=Ada", fields: [acceptsPages, "Accept-Language: fr"])
            #expect(german.text.contains("<h1>Danke &amp; bis &lt;bald&gt;</h1>"))
            #expect(german.text.contains("Ihre Nachricht ist angekommen."))
            let hebrew = try await site.post("open", "name=Ada", fields: [acceptsPages, "Accept-Language: he-IL"])
            #expect(hebrew.text.contains("<html lang=\"he\" dir=\"rtl\">"))
            #expect(hebrew.text.contains("<h1>תודה</h1>") && hebrew.text.contains("Your message has arrived."))
        }
    }

    @Test("every language has every text, with its placeholders, and none is another's")
    func complete() throws {
        let languages = try configuration(["contact": contactForm]).languages
        #expect(languages.count == 10)
        for language in languages {
            for text in PageText.allCases {
                #expect(!language[text].isEmpty, "\(language.tag): \(text)")
                for placeholder in text.placeholders {
                    #expect(language[text].contains("{\(placeholder)}"), "\(language.tag): \(text)")
                }
            }
            let english = try #require(languages.first { $0.tag == "en" })
            if language.tag == "en" { continue }
            for text in PageText.allCases { #expect(language[text] != english[text], "\(language.tag): \(text)") }
        }
    }

    /// A form with a rule of each type, and a post that none of them takes.
    private static let everything = """
        column_id: 1
        lead: { email: { from: email, type: email }, website: { from: site, type: url } }
        fields:
          missing: { from: missing, required: true }
          few: { from: few, choices: { a: x, b: y } }
          many: { from: many, choices: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1 } }
          long: { from: long, max_length: 3, overflow: refuse }
          number: { from: number, type: number }
          huge: { from: huge, type: number }
          whole: { from: whole, type: integer }
          vast: { from: vast, type: integer }
          unclear: { from: unclear, type: number }
          money: { from: money, type: money }
          day: { from: day, type: date }
          born: { from: born, type: date, format: DD.MM.YYYY }
          at: { from: at, type: datetime }
          box: { from: box, type: boolean }
          alias: { from: alias, type: alias }
        deadline: { from: due, type: datetime }
        required_one_of: [fields.first, fields.second]
        """ + "\n"

    @Test("each thing that can be wrong with a field has its words, and the rest is asked to be looked at again")
    func problems() async throws {
        let form = Self.everything.replacing("  alias:", with: "  first: first\n  second: second_one\n  alias:")
        let post =
            "email=a&site=b%20c&few=z&many=z&long=four&number=x&huge=1e999999&whole=x&vast=99999999999999999999&unclear=1.500"
            + "&money=x&day=x&born=x&at=x&box=x&alias=%21&due=x"
        try await serving(["contact": form]) { site async throws in
            let script = try await site.post("contact", post, fields: ["Accept-Language: de"])
            #expect(script.status == 422)
            let errors = try #require(JSONDocument.parse(script.content).root["errors"]).elements
            var words: [String: String] = [:]
            for error in errors { words[error["field"]?.string ?? ""] = error["message"]?.string }
            #expect(
                words == [
                    "email": "Bitte geben Sie eine E-Mail-Adresse an, etwa name@example.com.",
                    "site": "Bitte geben Sie eine Webadresse an, etwa https://www.example.com.",
                    "missing": "Bitte ausfüllen.", "few": "Bitte wählen Sie eines davon: a, b.",
                    "many": "Bitte wählen Sie einen der vorgegebenen Werte.",
                    "long": "Bitte schreiben Sie höchstens 3 Zeichen.",
                    "number": "Bitte geben Sie eine Zahl an, etwa 25 oder 1500,50.",
                    "huge": "Diese Zahl ist zu groß oder zu klein.",
                    "whole": "Bitte geben Sie eine ganze Zahl an, etwa 25.",
                    "vast": "Diese Zahl ist zu groß oder zu klein.",
                    "unclear":
                        "Das könnten zwei verschiedene Zahlen sein. Bitte schreiben Sie sie ohne Trennzeichen, etwa 1500 oder 1,50.",
                    "money": "Bitte geben Sie einen Betrag an, etwa 1500 oder 1500,50.",
                    "day": "Bitte geben Sie ein Datum an, etwa 2026-01-31.",
                    "born": "Bitte geben Sie ein Datum an, etwa 31.01.2026.",
                    "at": "Bitte geben Sie Datum und Uhrzeit an, etwa 2026-01-31 or 2026-01-31T14:30.",
                    "due": "Bitte geben Sie Datum und Uhrzeit an, etwa 2026-01-31 or 2026-01-31T14:30.",
                    "box": "Bitte antworten Sie mit ja oder nein.",
                    "alias": "Bitte sehen Sie sich das noch einmal an.",
                    "first": "Bitte füllen Sie eines davon aus: First, Second one.",
                ])
            // Whoever says no language, as a program, has the rules' own words.
            let program = try await site.post("contact", post)
            #expect(program.text.contains("is not an e-mail address; something like name@example.com is expected"))
            // Nothing on the page is English.
            let page = try await site.post("contact", post, fields: [acceptsPages, "Accept-Language: de"])
            #expect(
                !page.text.contains("expected") && !page.text.contains("Please") && !page.text.contains("is required"))
            #expect(page.text.contains("Bitte wählen Sie eines davon: a, b."))
        }
    }

    @Test("a webhook's sender is told in the rules' own words, whatever language it asks for")
    func webhook() async throws {
        let form = "sender: json\non_invalid: refuse\n" + contactForm
        try await serving(["hook": form]) { site async throws in
            let answer = try await site.post("hook", "{}", type: jsonType, fields: ["Accept-Language: de"])
            #expect(answer.status == 422 && answer.text.contains("is required"))
        }
    }
}
