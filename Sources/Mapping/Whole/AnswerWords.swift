/// What a question and its answer are called, beside the English words that form services have: where no preset says it, a list of
/// `{"pergunta": …, "resposta": …}` is one of answers all the same.
public enum AnswerWords {
    /// In small letters; compared without regard to ASCII's case.
    static let questions = [
        "question", "q", "prompt", "frage", "feld", "feldname", "bezeichnung", "pregunta", "etiqueta", "campo",
        "pergunta",
        "rotulo", "rótulo", "domanda", "etichetta", "libelle", "libellé", "intitule", "intitulé", "champ", "pytanie",
        "etykieta", "pole",
        "вопрос", "Вопрос", "поле", "Поле", "название", "Название", "питання", "Питання", "запитання", "Запитання",
        "soru",
        "vraag", "質問", "項目", "问题", "問題", "질문",
    ]
    static let answers = [
        "answer", "a", "reply", "antwort", "wert", "respuesta", "valor", "resposta", "risposta", "valore", "reponse",
        "réponse", "valeur",
        "odpowiedz", "odpowiedź", "wartosc", "wartość", "ответ", "Ответ", "значение", "Значение", "відповідь",
        "Відповідь", "значення",
        "Значення", "cevap", "yanit", "yanıt", "deger", "değer", "antwoord", "回答", "答え", "答案", "답변",
    ]

    /// Whether a member of this name holds a question.
    public static func isQuestion(_ name: String) -> Bool { known(questionWords, Piece(name)) }

    /// Whether a member of this name holds an answer.
    public static func isAnswer(_ name: String) -> Bool { known(answerWords, Piece(name)) }

    private static let questionWords = byFirstByte(questions)
    private static let answerWords = byFirstByte(answers)

    static func isQuestion(_ name: Piece) -> Bool { known(questionWords, name) }
    static func isAnswer(_ name: Piece) -> Bool { known(answerWords, name) }

    /// Few names begin as one of the words does, so that most are told from them by a byte.
    private static func byFirstByte(_ words: [String]) -> [[[UInt8]]] {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for word in words {
            let bytes = Array(word.utf8)
            table[Int(bytes[0])].append(bytes)
        }
        return table
    }

    private static func known(_ table: [[[UInt8]]], _ name: Piece) -> Bool {
        guard !name.range.isEmpty else { return false }
        for word in table[Int(ASCII.lowered(name.bytes[name.range.lowerBound]))] where word.count == name.range.count {
            if zip(word, name.bytes[name.range]).allSatisfy({ $0 == ASCII.lowered($1) }) { return true }
        }
        return false
    }
}
