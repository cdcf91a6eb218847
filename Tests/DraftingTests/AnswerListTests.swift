import Testing

/// Lists of questions and answers of services that have no preset, told by what their elements are like.
@Suite("Lists of questions and answers in any language")
struct AnswerListTests {
    @Test("a list at the top, in Portuguese: paths are by the question, and the name and the numeric phone are found")
    func portuguese() throws {
        let draft = try TriedDraft(
            json(
                #"""
                [{"pergunta":"Qual é o seu nome completo?","resposta":"João da Silva"},{"pergunta":"WhatsApp","resposta":11987654321},
                {"pergunta":"Seu melhor e-mail","resposta":"joao@example.com"},{"pergunta":"Qual o valor?","resposta":"R$ 25.000,00"},
                {"pergunta":"Conte mais sobre o projeto","resposta":"Loja virtual"}]
                """#))
        #expect(
            draft.lead == ["name: João da Silva", "email: joao@example.com", "phone: 11987654321"], "\(draft.text)")
        #expect(draft.text.contains(#""[pergunta=Seu melhor e-mail].resposta""#), "\(draft.text)")
        #expect(
            draft.lines == ["Qual o valor?: R$ 25.000,00", "Conte mais sobre o projeto: Loja virtual"], "\(draft.text)")
        #expect(!draft.sent.contains { $0.hasPrefix("fields.description: Qual é") })
    }

    @Test(
        "so in other languages, and by letters alone",
        arguments: [
            ("frage", "antwort", "Ihr Name", "Ihre E-Mail", "Telefon"),
            ("question", "réponse", "Nom et prénom", "Adresse e-mail", "Téléphone"),
            ("вопрос", "ответ", "Ваше имя", "Электронная почта", "Телефон"),
            ("pregunta", "respuesta", "¿Cuál es su nombre?", "Correo electrónico", "Teléfono"),
            ("q", "a", "Как вас зовут?", "E-mail", "Номер телефона"),
            ("soru", "cevap", "Adınız soyadınız", "E-posta", "Telefon"),
            // Words that nobody knows: one question says what its answer is.
            ("kysymys", "vastaus", "Your name", "E-mail", "Phone"),
        ])
    func languages(question: String, answer: String, name: String, email: String, phone: String) throws {
        let values = [(name, "Ada Lovelace"), (email, "ada@example.com"), (phone, "+49 30 901820"), ("Größe", "M")]
        let elements = values.map { #"{"\#(question)":"\#($0)","\#(answer)":"\#($1)"}"# }.joined(separator: ",")
        let draft = try TriedDraft(json(#"{"form":{"title":"Quiz"},"answers":[\#(elements)]}"#))
        #expect(
            draft.lead == ["name: Ada Lovelace", "email: ada@example.com", "phone: +49 30 901820"], "\(draft.text)")
        #expect(draft.text.contains("answers[\(question)="), "\(draft.text)")
    }

    @Test("a list of goods is none")
    func goods() throws {
        let draft = try TriedDraft(
            json(
                #"{"email":"ada@example.com","items":[{"name":"Chair","colour":"red"},{"name":"Table","colour":"blue"}]}"#
            ))
        #expect(draft.lead == ["email: ada@example.com"], "\(draft.text)")
        #expect(draft.text.contains("items[0].name: Chair"), "\(draft.text)")
    }

    @Test("a Russian quiz: the name beside the phone is the visitor's, and the quiz's own is not")
    func quiz() throws {
        let draft = try TriedDraft(
            json(
                #"""
                {"quiz":{"id":"64fa","name":"Рассчитайте стоимость кухни"},"answers":[{"q":"Какую форму кухни планируете?","a":"Угловая","t":"variants"},
                {"q":"Какие материалы?","a":["МДФ","Массив дерева"],"t":"variants"}],"contacts":{"name":"Анна Петрова","phone":"8 (912) 345-67-89",
                "email":"anna@example.com","text":"Нужна консультация"},"extra":{"href":"https://example.com/quiz?utm_source=yandex&utm_medium=cpc",
                "cookies":{"_ga":"GA1.1.3344"},"utm":{"source":"yandex","medium":"cpc"}},"created":"2026-11-25T14:22:10+05:00"}
                """#))
        #expect(
            draft.lead == ["name: Анна Петрова", "email: anna@example.com", "phone: 8 (912) 345-67-89"], "\(draft.text)"
        )
        #expect(draft.lines.first == "Нужна консультация", "\(draft.text)")
        #expect(draft.lines.contains("Какие материалы?: МДФ, Массив дерева"), "\(draft.text)")
        #expect(draft.lines.contains("utm_medium: cpc"), "\(draft.text)")
        #expect(!draft.sent.contains { $0.contains("GA1.1") }, "\(draft.text)")
    }

    @Test("a Russian quiz as a form, as Tilda and others send it")
    func flatQuiz() throws {
        let draft = try TriedDraft(
            urlencoded(
                "Как+к+вам+обращаться=Анна&Телефон+для+связи=8+912+345-67-89&Эл.+почта=anna@example.com&Какую+кухню+хотите=Угловую&Комментарий=Жду"
            ))
        #expect(draft.lead == ["name: Анна", "email: anna@example.com", "phone: 8 912 345-67-89"], "\(draft.text)")
        #expect(draft.lines == ["Жду", "Какую кухню хотите: Угловую"], "\(draft.text)")
    }
}
