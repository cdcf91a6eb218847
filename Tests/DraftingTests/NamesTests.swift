import Testing
import Wire

@Suite("What fields are called")
struct NamesTests {
    @Test(
        "names, e-mail addresses, phones and messages are found in ten languages",
        arguments: [
            ["Full name", "E-mail", "Phone number", "Message"],
            ["Ihr Name", "E-Mail-Adresse", "Telefonnummer", "Nachricht"],
            ["Nom complet", "Courriel", "Téléphone", "Commentaire"],
            ["Nombre completo", "Correo electrónico", "Teléfono móvil", "Mensaje"],
            ["Nome completo", "E-mail", "Telefone", "Mensagem"],
            ["Il tuo nome", "Posta elettronica", "Cellulare", "Messaggio"],
            ["Imię i nazwisko", "Adres e-mail", "Numer telefonu", "Treść wiadomości"],
            ["Ваше ім'я", "Електронна пошта", "Номер телефону", "Повідомлення"],
            ["Как вас зовут? Имя", "Электронная почта", "Ваш телефон", "Комментарий"],
            ["Adı Soyadı", "E-posta", "Cep telefonu", "Mesajınız"],
        ])
    func languages(_ names: [String]) throws {
        var fields = FormFields()
        for (name, value) in zip(names, ["Ada Lovelace", "ada@example.com", "030 901820", "Please call me."]) {
            fields.append(name: name.utf8, value: value.utf8)
        }
        let draft = try TriedDraft(.fields(fields))
        #expect(
            draft.sent == [
                "lead.name: Ada Lovelace", "lead.email: ada@example.com", "lead.phone: 030 901820",
                "fields.title: contact: Ada Lovelace", "fields.description: Please call me.",
            ], "\(draft.text)")
    }

    @Test(
        "so are the everyday words for them",
        arguments: [
            ["Contact person", "E-mail ID", "Callback number", "Details"],
            ["Ansprechpartner", "Mailadresse", "Rückrufnummer", "Anliegen"],
            ["Nom et prénom", "Adresse e-mail", "Numéro de téléphone", "Votre demande"],
            ["Nombre y apellidos", "Correo", "Número de celular", "Consulta"],
            ["Nome e sobrenome", "Seu e-mail", "Fone", "Dúvida"],
            ["Nome e cognome", "Indirizzo email", "Recapito telefonico", "Richiesta"],
            ["Imię i nazwisko", "Poczta", "Nr telefonu", "Uwagi"],
            ["ПІБ", "Пошта", "Контактний телефон", "Побажання"],
            ["fio", "pochta", "Телефон для связи", "Пожелания"],
            ["Ad soyad", "E-posta adresiniz", "Telefon numaranız", "Talebiniz"],
        ])
    func everydayWords(_ names: [String]) throws { try languages(names) }

    @Test("a Brazilian CEP is a postal code, and a Turkish one a phone")
    func postalCode() throws {
        #expect(try TriedDraft(urlencoded("cep=01310-100&fone=11+98765-4321")).lead == ["phone: 11 98765-4321"])
        #expect(try TriedDraft(urlencoded("cep=0532+123+45+67")).lead == ["phone: 0532 123 45 67"])
    }

    @Test(
        "a name in two parts is put together, whichever part says what it is",
        arguments: [
            ("first_name", "last_name"), ("firstName", "lastName"), ("Vorname", "Nachname"), ("Vorname", "Name"),
            ("prénom", "nom"), ("nombre", "apellidos"), ("nome", "sobrenome"), ("nome", "cognome"),
            ("imię", "nazwisko"),
            ("ім'я", "прізвище"), ("Имя", "Фамилия"), ("ad", "soyad"), ("fname", "lname"),
            ("name[first]", "name[last]"),
            ("given-name", "family-name"),
        ])
    func parts(_ first: String, _ last: String) throws {
        var fields = FormFields()
        fields.append(name: last.utf8, value: "Lovelace".utf8)
        fields.append(name: first.utf8, value: "Ada".utf8)
        let draft = try TriedDraft(.fields(fields))
        #expect(draft.lead == ["name: Ada Lovelace"], "\(draft.text)")
    }

    @Test("what is called a name of something else is no person's")
    func otherNames() throws {
        let draft = try TriedDraft(
            urlencoded(
                "form_name=Contact&product_name=CRM&page-name=Start&companyName=Example&event.name=x&your-name=Ada"))
        #expect(draft.lead == ["name: Ada", "organization: Example"], "\(draft.text)")
    }

    @Test("where names say nothing, the look decides")
    func look() throws {
        let draft = try TriedDraft(
            json(#"{"1":"Ada Lovelace","2":"ada@example.com","3":"+1 202-555-0147","4.1":"https://example.com/x"}"#))
        #expect(
            draft.lead == [
                "name: Ada Lovelace", "email: ada@example.com", "phone: +1 202-555-0147",
                "website: https://example.com/x",
            ], "\(draft.text)")
    }

    @Test("a field that is called an e-mail address and holds none is no address")
    func contradictions() throws {
        let draft = try TriedDraft(
            urlencoded("email_consent=yes&phone_type=work&email=&Mail=ada@example.com&second=b@example.com"))
        #expect(draft.lead == ["email: ada@example.com"], "\(draft.text)")
        #expect(draft.lines.contains("second: b@example.com"), "\(draft.text)")
    }

    @Test("tokens, captchas and passwords are neither mapped nor shown")
    func machinery() throws {
        let draft = try TriedDraft(
            urlencoded(
                "name=Ada&g-recaptcha-response=MARKER&_token=MARKER&google_key=MARKER&password=MARKER&csrfToken=MARKER")
        )
        #expect(draft.sent == ["lead.name: Ada", "fields.title: contact: Ada"], "\(draft.text)")
        #expect(!draft.text.contains("MARKER"), "\(draft.text)")
        #expect(draft.text.contains("  except:                   # what no visitor wrote\n    - csrfToken\n"))
        #expect(draft.text.contains("google_key"), "\(draft.text)")
    }

    @Test("only what every board has is a rule; all else is under rest, each line with the value that it saw")
    func rest() throws {
        let draft = try TriedDraft(
            urlencoded(
                "name=Ada&menu-55=Enterprise&acceptance-1=yes&visit=2026-02-01&empty=&message=Hello&utm_source=ads"))
        #expect(
            draft.sent == [
                "lead.name: Ada", "fields.title: contact: Ada",
                "fields.description: Hello\n\nmenu-55: Enterprise\nacceptance-1: yes\nvisit: 2026-02-01\nutm_source: ads",
            ], "\(draft.text)")
        for line in [
            "  to: fields.description", "  #   menu-55: Enterprise", "  #   acceptance-1: yes", "  #   utm_source: ads",
            "  #   empty: (empty in the sample)",
        ] {
            #expect(draft.text.contains("\n\(line)\n"), "\(line)\n\(draft.text)")
        }
        #expect(draft.text.contains("\nutm: auto "))
        #expect(!draft.text.contains("except:"))
    }

    @Test("a date in three fields is under rest, and a comment has the rule that makes one of it")
    func dateParts() throws {
        let draft = try TriedDraft(urlencoded("name=Ada&visit[day]=18&visit[month]=01&visit[year]=2026"))
        #expect(draft.lines == ["visit[day]: 18", "visit[month]: 01", "visit[year]: 2026"], "\(draft.text)")
        #expect(
            draft.text.contains(
                "\n  # visit, as one date: { template: \"{visit[year]}-{visit[month]}-{visit[day]}\", type: date }\n"),
            "\(draft.text)")
    }

    @Test(
        "a phone number in parts is put together, unless one of them is all of it",
        arguments: [
            ("phone[area]=202&phone[full]=555-0147", "202 555-0147"),
            ("phone[country]=%2B1&phone[area]=202&phone[phone]=5550147", "+1 202 5550147"),
            ("phone[area]=202&phone[full]=%28202%29+555-0147", "(202) 555-0147"),
        ])
    func phoneParts(_ post: String, _ number: String) throws {
        let draft = try TriedDraft(urlencoded("name=Ada&" + post))
        #expect(draft.lead == ["name: Ada", "phone: \(number)"], "\(draft.text)")
    }
}
