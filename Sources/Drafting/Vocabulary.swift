/// What fields are called: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Ukrainian, Russian, Turkish, and the
/// commonest words of Japanese, Chinese and Korean; without accents, as `Words` writes them.
enum Vocabulary {
    /// Says a whole name, all of it together.
    static let wholeName: Set<String> = [
        "какквамобращаться", "какквамможнообращаться", "каквасназывать", "какобращаться", "якдовасзвертатися",
        "hoeheetu", "вашеимя",
        "вашеимяотчество", "имяиотчество", "имяотчество",
        "お名前", "氏名", "名前", "ご氏名", "姓名", "您的姓名", "联系人", "이름", "성함", "gastnaam", "contactpersoon", "volledigenaam",
        "naam", "uwnaam",
        "fullname", "wieheissensie", "wieheisstdu", "commentvousappelezvous", "comosellama", "comotellamas",
        "cometichiami", "comesichiama", "jaksienazywasz", "яквасзвати", "яктебезвати", "каквасзовут", "кактебязовут",
        "adiniznedir", "comosechama", "comovocesechama",
        "wholename", "fio", "фио", "pib", "піб", "contactperson", "ansprechpartner", "ansprechpartnerin",
        "ansprechperson", "kontaktperson", "vorundnachname", "vornameundnachname", "vornachname", "namevorname",
        "vornamename", "nomcomplet", "nometprenom", "nomprenom", "prenomnom", "prenometnom", "nomsprenoms",
        "personneacontacter", "interlocuteur", "nombrecompleto", "nombreyapellidos", "nombreyapellido",
        "nombreapellidos", "nombreapellido", "personadecontacto", "nomecompleto", "nomesobrenome", "nomeesobrenome",
        "pessoadecontato", "pessoadecontacto", "nomeecognome", "nomecognome", "cognomenome", "cognomeenome",
        "personadicontatto", "referente", "imieinazwisko", "imienazwisko", "nazwiskoiimie", "osobakontaktowa",
        "контактноелицо", "контактнаособа", "имяифамилия", "имяфамилия", "фамилияимя", "фамилияимяотчество",
        "прізвищеімя", "прізвищетаімя", "імятапрізвище", "імяприізвище", "adsoyad", "adisoyadi", "advesoyad",
        "adinizsoyadiniz", "isimsoyisim", "yetkilikisi", "ilgilikisi", "imyaifamiliya",
    ]
    /// Says a whole name, or one part of it where another field has the other part.
    static let name: Set<String> = [
        "お名前", "氏名", "名前", "ご氏名", "姓名", "이름", "성함", "naam",
        "name", "fullname", "yourname", "contactname", "nom", "nombre", "nome", "imie", "имя", "імя",
        "ad", "adi", "isim", "isminiz", "adiniz", "фио", "піб",
        "kontaktname", "imya", "imja", "imia", "fio", "pib", "leadname", "clientname", "customername", "guestname",
        "personname",
    ]
    static let firstName: Set<String> = [
        "voornaam",
        "first", "firstname", "fname", "given", "givenname", "forename", "vorname", "prenom", "primeiro", "pila",
        "имяклиента", "imieklienta", "prenume",
    ]
    static let lastName: Set<String> = [
        "achternaam", "familienaam",
        "last", "lastname", "lname", "surname", "family", "familyname", "nachname", "familienname", "famille",
        "apellido",
        "apellidos", "sobrenome", "apelido", "cognome", "nazwisko", "прізвище", "фамилия", "soyad", "soyadi", "soyisim",
        "soyadiniz",
        "familiya", "familia", "familija", "prizvysche", "prizvishche", "прізвисько",
    ]
    /// What may stand beside those and means nothing by itself.
    static let neutral: Set<String> = [
        "必須", "任意", "必填", "选填", "필수", "obligatoire", "obligatorio", "obligatorisch", "pflichtfeld", "required",
        "optional",
        "обязательно", "обязательное", "wymagane", "zorunlu",
        "qual", "quale", "o", "cual", "es", "como", "comment", "quel", "quelle", "est", "wie", "lautet", "ist", "et",
        "le", "la", "el",
        "call", "should", "we", "may", "can", "completa", "jak", "jest", "какое", "яке", "который", "укажите",
        "введите", "вкажіть",
        "введіть", "напишите", "wat",
        "guest", "sender", "applicant", "buyer", "patient", "student", "parent", "gast", "bewerber", "absender",
        "contacts",
        "contatto", "kontakt", "kontakty", "контакт", "контакты", "контакти", "клиент", "клиента", "uw",
        "your", "my", "full", "complete", "the", "and", "of", "q", "field", "fields", "fld", "input", "text", "value",
        "id",
        "contact", "customer", "client", "person", "lead", "user", "visitor", "data", "attributes", "payload",
        "answers",
        "body", "values", "form", "responses", "hidden", "properties", "please", "enter", "what", "is", "whats", "s",
        "are",
        "you", "who", "ihr", "ihre", "dein", "deine", "und", "vor", "voller", "votre", "et", "complet", "de", "tu",
        "su",
        "y", "completo", "seu", "sua", "e", "il", "tuo", "suo", "i", "twoje", "pelne", "ваше", "ваш", "та", "і", "и",
        "как",
        "вас", "зовут", "ve", "wpforms", "cf", "menu", "text", "string", "short", "vollstandiger", "contacto",
        "cliente",
    ]
    static let email: Set<String> = [
        "メールアドレス", "メール", "eメール", "邮箱", "电子邮箱", "电子邮件", "이메일", "emailadres", "mailadres",
        "email", "mail", "emailaddress", "emailadresse", "courriel", "correo", "eposta", "posta", "poczta", "почта",
        "пошта",
        "емейл", "имейл", "мейл", "мыло", "скринька",
        "epost", "emailid", "mailadresse", "adresseemail", "adressemail", "correoelectronico", "emailadress",
        "mailto", "электронка", "имэйл", "имеил", "емеил", "pochta", "poshta", "epostaadresi", "imeyl", "meil",
    ]
    static let phone: Set<String> = [
        "電話番号", "お電話番号", "電話", "携帯電話", "携帯番号", "电话", "手机", "手机号", "手机号码", "联系电话", "전화번호", "연락처",
        "휴대폰", "telefoonnummer", "telefoon", "gsmnummer",
        "phone", "telephone", "tel", "mobile", "cell", "cellphone", "phonenumber", "mobilenumber", "telefon",
        "telefonnummer",
        "telefonu", "handy", "handynummer", "mobil", "mobilnummer", "rufnummer", "telefono", "movil", "celular",
        "telefone",
        "telemovel", "cellulare", "komorka", "portable", "телефон", "телефону", "телефона", "мобильный", "мобільний",
        "gsm",
        "cep", "numeroditelefono", "whatsapp",
        "ruckrufnummer", "rueckrufnummer", "ruckruf", "rueckruf", "ruckruftelefon", "telefonnr", "telnr", "telnummer",
        "telefonkontakt", "festnetz", "festnetznummer", "festnetznr", "mobiltelefon", "mobilfunk", "mobilfunknummer",
        "handynr", "mobilnr", "kontaktnummer", "callback", "callbacknumber", "callbackphone", "contactnumber",
        "contactphone", "phonenum", "phoneno", "mobileno", "mobilephone", "cellnumber", "telephonenumber",
        "phonefield", "homephone", "workphone", "landline", "numtel", "numerotel", "numerodetel", "numerodetelephone",
        "numerotelephone", "telephoneportable", "numeroportable", "telefonodecontacto", "numerodetelefono",
        "numerodecelular", "numerocelular", "telefonomovil", "fono", "fone", "telefonecelular", "numerodetelefone",
        "numerodocelular", "foneparacontato", "telefoneparacontato", "zap", "recapito", "recapitotelefonico",
        "numerotelefono", "numerodicellulare", "numerocellulare", "numertelefonu", "nrtelefonu", "nrtel", "numertel",
        "telefonkontaktowy", "telefonkomorkowy", "telefonnumarasi", "telefonnumaraniz", "ceptelefonu",
        "ceptelefonunuz", "ceptel", "ceptelefon", "номертелефону", "номертелефона", "контактныйтелефон",
        "контактнийтелефон", "мобильник", "мобілка", "сотовый", "сотовыйтелефон", "вотсап", "ватсап", "viber",
        "телефончик", "тел", "telefonchik", "nomertelefona",
    ]
    static let organization: Set<String> = [
        "会社名", "貴社名", "御社名", "法人名", "公司", "公司名称", "单位", "회사", "회사명", "bedrijf", "bedrijfsnaam", "organisatie",
        "company", "companyname", "organization", "organisation", "firm", "firma", "firmenname", "unternehmen",
        "societe",
        "entreprise", "empresa", "azienda", "societa", "ditta", "компания", "компании", "компанія", "компанії",
        "организация", "організація", "sirket", "business", "employer", "firmy", "kurum",
        "arbeitgeber", "betrieb", "raisonsociale", "razonsocial", "razaosocial", "ragionesociale", "nazwafirmy",
        "nomedaempresa", "nombredelaempresa", "названиекомпании", "названиеорганизации", "назвакомпанії", "kompaniya",
        "kompania", "organizaciya", "organizatsiya", "firmaadi", "sirketadi", "negocio", "фирма", "фірма",
        "предприятие", "підприємство",
    ]
    static let position: Set<String> = [
        "position", "jobtitle", "job", "role", "funktion", "poste", "fonction", "cargo", "puesto", "ruolo",
        "stanowisko",
        "должность", "посада", "pozisyon", "unvan", "beruf",
    ]
    static let website: Set<String> = [
        "website", "websiteurl", "homepage", "webseite", "webadresse", "siteweb", "site", "web", "url", "sitioweb",
        "sitio",
        "strona", "сайт", "сайту", "sitesi",
    ]
    /// Whose address is no visitor's website.
    static let pages: Set<String> = ["page", "source", "landing", "form", "event", "referrer", "referer", "redirect"]
    static let message: Set<String> = [
        "お問い合わせ内容", "お問合せ内容", "お問い合わせ", "内容", "ご質問", "ご要望", "留言", "备注", "消息", "문의내용", "메시지", "bericht",
        "opmerking", "opmerkingen", "vraag", "requests", "specialrequests", "подробнее", "пожелание",
        "message", "msg", "comment", "comments", "nachricht", "mitteilung", "kommentar", "anfrage", "anliegen",
        "commentaire",
        "commentaires", "mensaje", "comentario", "comentarios", "mensagem", "messaggio", "commento", "wiadomosc",
        "tresc",
        "komentarz", "повідомлення", "сообщение", "комментарий", "коментар", "mesaj", "mesajiniz", "yorum", "enquiry",
        "inquiry", "question", "description", "details", "notes", "help", "вопрос", "питання", "bemerkung", "frage",
        "freitext", "beschreibung", "wunsch", "wuensche", "wunsche", "demande", "remarque", "remarques", "precisions",
        "votremessage", "votredemande", "texte", "observaciones", "consulta", "duda", "dudas", "recado", "duvida",
        "duvidas", "observacoes", "pergunta", "richiesta", "domanda", "note", "uwagi", "pytanie",
        "zapytanie", "побажання", "пожелания", "примечание", "примечания", "коментарій", "запитання", "запрос",
        "soobschenie", "soobshchenie", "kommentariy", "kommentarij", "komentariy", "komentar", "vopros", "notlar",
        "notunuz", "soru", "sorunuz", "aciklama", "talep", "talebiniz", "yorumunuz",
    ]
    /// Of those, what surely is what a visitor wrote by hand: the others may be what the visitor picked.
    static let ownWords: Set<String> = [
        "message", "msg", "comment", "comments", "nachricht", "mitteilung", "kommentar", "bemerkung", "freitext",
        "commentaire",
        "commentaires", "mensaje", "comentario", "comentarios", "mensagem", "messaggio", "commento", "wiadomosc",
        "tresc", "komentarz",
        "повідомлення", "сообщение", "комментарий", "коментар", "коментарій", "mesaj", "mesajiniz", "yorum", "notes",
        "uwagi",
        "soobschenie", "soobshchenie", "kommentariy", "kommentarij", "komentar", "votremessage", "remarque",
        "remarques", "bericht",
        "opmerking", "opmerkingen", "お問い合わせ内容", "お問合せ内容", "留言", "메시지",
    ]
    /// What fields are called that only robots fill in.
    static let traps: Set<String> = [
        "hp", "honey", "honeypot", "pot", "gotcha", "trap", "bot", "robot", "nospam", "antispam",
    ]
    /// What senders call the kind of a question whose answer is picked.
    static let choices: Set<String> = [
        "choice", "choices", "multiple", "dropdown", "select", "radio", "checkbox", "checkboxes", "variants", "variant",
        "boolean",
        "picture", "rating", "scale", "ranking", "yesno",
    ]
    static let topic: Set<String> = [
        "subject", "topic", "betreff", "thema", "sujet", "objet", "asunto", "assunto", "oggetto", "temat", "тема",
        "konu",
    ]
    static let date: Set<String> = [
        "date", "datum", "fecha", "data", "дата", "tarih", "when", "deadline", "appointment", "termin", "datetime",
        "day",
    ]
    /// Attributes of a lead that are called alike everywhere.
    static let networks: Set<String> = ["skype", "telegram", "facebook", "vk"]
    /// Where a visitor came from.
    static let attribution: Set<String> = ["gclid", "fbclid", "msclkid", "wbraid", "gbraid", "referrer", "referer"]
    /// What a form carries for machines, and may be secret: neither mapped nor shown.
    static let machinery: Set<String> = [
        "recaptcha", "captcha", "turnstile", "token", "csrf", "csrfmiddlewaretoken", "csrfmiddleware", "nonce",
        "wpnonce",
        "password", "passwd", "secret", "signature", "hash", "honeypot", "googlekey", "apikey", "viewstate", "charset",
        "authenticity", "wpcf", "xsrf", "submit",
    ]
    /// What senders say of a post, besides its answers.
    static let bookkeeping: Set<String> = [
        "id", "formid", "formname", "eventid", "eventtype", "eventname", "siteid", "pageid", "postid", "submissionid",
        "responseid", "respondentid", "leadid", "createdat", "updatedat", "submittedat", "datecreated", "dateupdated",
        "timestamp", "triggertype", "ip", "useragent", "slug", "schema", "workspaceid", "uuid", "tranid", "entryid",
        "isread", "isstarred", "ipaddress", "sourceid", "landedat", "formtitle", "apiversion", "istest", "adgroupid",
        "creativeid", "campaignid", "elementid", "pageelementid", "variant", "pageuuid", "action", "nocache",
        "queriedid",
        "created", "updated", "referrertitle", "remoteip", "remoteaddr", "formtype", "status", "version", "clientid",
        "locationid",
    ]
}
