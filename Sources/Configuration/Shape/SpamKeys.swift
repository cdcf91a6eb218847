import Bridge
import Spam

/// The keys under `spam` of a form, each with the manual's words about it.
enum SpamKeys {
    static let threshold = Key(
        "threshold", .integer(1...1000), "from this score on it is spam, 1 to 1000; default: 100")
    static let honeypot = FreeKey(
        "honeypot", .either([.boolean, fieldNames, .mapping(HoneypotKeys.shape)]),
        "A field, or several, that no visitor sees and that has to stay empty")
    static let time = FreeKey(
        "time", .either([.boolean, .mapping(SpamTimeKeys.shape)]),
        "How long a visitor takes, by a signed time: GET /f/FORM/token tells it, and the post brings it as _token; true for the defaults"
    )
    static let altcha = FreeKey(
        "altcha", .either([.boolean, .mapping(AltchaKeys.shape)]),
        "A proof of work by ALTCHA's widget, made and checked here: challengeurl is /f/FORM/altcha; true for the defaults"
    )
    static let captcha = FreeKey(
        "captcha", .either([.boolean, .mapping(CaptchaKeys.shape)]),
        "A captcha whose own server is asked, after the post was stored and answered")
    static let words = FreeKey(
        "words", .either([.boolean, .oneOrMore(.text), .mapping(SpamWordKeys.shape)]),
        "Words, or runs of them, that speak for spam wherever they stand, in any case")
    static let links = FreeKey(
        "links", .either([.boolean, .integer(0...100), .mapping(SpamLinkKeys.shape)]),
        "So many links may stand in running text; a field that is nothing but an address is not counted")
    static let senders = FreeKey(
        "senders", .either([.boolean, .oneOrMore(.text), .mapping(SpamSenderKeys.shape)]),
        "Domains of e-mail addresses that are not wanted, each with all below it")
    static let disposable = FreeKey(
        "disposable", .either([.boolean, .text, .mapping(DisposableKeys.shape)]),
        "A file of domains that give away addresses for minutes, one a line; the folder has one to begin with")
    static let repeats = FreeKey(
        "repeats", .either([.boolean, .integer(2...20), .mapping(SpamRepeatKeys.shape)]),
        "From so many forms on that get the same text, of 40 bytes or more, it counts")
    static let rate = SectionKey(
        "rate", SpamRateKeys.shape, "How many posts are taken before the next is answered with 429")

    static let shape = Shape(
        "the checks against spam, such as { honeypot: website, time: true }",
        [
            threshold, honeypot, time, altcha, captcha, words, links, senders, disposable, repeats, rate,
        ])

    private static let fieldNames = Schema.oneOrMore(.text)
}

/// The keys under `spam`, `honeypot`.
enum HoneypotKeys {
    static let field = ListKey("field", of: .text("a field's name"), "its name, or several", isNeeded: true)
    static let score = Key("score", .spamScore, "default: 100")
    static let shape = Shape("a field's name, a list of them, or false", [field, score])
}

/// The keys under `spam`, `time`.
enum SpamTimeKeys {
    static let least = Key("least", .duration(.zero ... .seconds(600)), "faster is no person, 0s to 10m; default: 2s")
    static let most = Key(
        "most", .duration(.seconds(60) ... .seconds(30 * 86_400)), "slower is too old, 1m to 30d; default: 1d")
    static let required = Key(
        "required", .boolean,
        "true: without the token it is spam, where all visitors run the page's script; default: false")
    static let score = Key(
        "score", .spamScore,
        "for too fast, forged, or missing though required; half of it for too old, used before, or missing; default: 100"
    )
    static let shape = Shape("true, false, or least and most", [least, most, required, score])
}

/// The keys under `spam`, `altcha`.
enum AltchaKeys {
    static let maxNumber = Key(
        "max_number", .integer(1000...10_000_000),
        "how much work it is: a browser tries half so many numbers, some 100000 a second; default: 50000")
    static let life = Key(
        "life", .duration(.seconds(60) ... .seconds(86_400)),
        "for how long it can be solved and sent, 1m to 1d; default: 1h")
    static let score = Key("score", .spamScore, "for missing, wrong, too old or used before; default: 100")
    static let shape = Shape("true, false, or max_number and life", [maxNumber, life, score])
}

/// The keys under `spam`, `captcha`.
enum CaptchaKeys {
    static let service = Key<CaptchaService>(
        "service", .word, "turnstile, hcaptcha, recaptcha_v2 or recaptcha_v3", isNeeded: true)
    static let secret = Key(
        "secret", .token, "the site's secret key; best not written here, as an access_token", isNeeded: true)
    static let hosts = ListKey(
        "hosts", of: .hostName, "the sites on which it may be solved; default: those of origins")
    static let action = Key(
        "action", .text("an action's name"), "the action that it has to be for; default: any")
    static let leastScore = Key("least_score", .fraction, "for recaptcha_v3, 0 to 1; default: 0.5")
    static let onOutage = Key<OutagePolicy>(
        "on_outage", .word,
        "when its server cannot be asked: accept (deliver) or refuse (hold for a person); default: accept")
    static let patience = Key(
        "patience", .duration(.seconds(1) ... .seconds(300)),
        "for how long it is asked again then, 1s to 5m; default: 60s")
    static let url = Key("url", .apiBase, "where its server is asked; default: the service's own address")
    static let score = Key("score", .spamScore, "for missing or not solved; default: 100")
    static let shape = Shape(
        "a service and its secret",
        [service, secret, hosts, action, leastScore, onOutage, patience, url, score])
}

/// The keys under `spam`, `words`.
enum SpamWordKeys {
    static let any = ListKey("any", of: .text("a word"), "the words", isNeeded: true)
    static let score = Key("score", .spamScore, "for each that is found; default: 50")
    static let shape = Shape("a list of words", [any, score])
}

/// The keys under `spam`, `links`.
enum SpamLinkKeys {
    static let most = Key("most", .integer(0...100), "so many may be there, 0 to 100", isNeeded: true)
    static let score = Key("score", .spamScore, "for more; default: 50")
    static let shape = Shape("a number of links", [most, score])
}

/// The keys under `spam`, `senders`.
enum SpamSenderKeys {
    static let domains = ListKey("domains", of: .text("a domain"), "the domains", isNeeded: true)
    static let score = Key("score", .spamScore, "default: 100")
    static let shape = Shape("a list of domains", [domains, score])
}

/// The keys under `spam`, `disposable`.
enum DisposableKeys {
    static let file = Key("file", .text("a file's path"), "the file", isNeeded: true)
    static let score = Key("score", .spamScore, "default: 50")
    static let shape = Shape("a file's path", [file, score])
}

/// The keys under `spam`, `repeats`.
enum SpamRepeatKeys {
    static let forms = Key("forms", .integer(2...20), "how many, 2 to 20", isNeeded: true)
    static let within = Key(
        "within", .duration(.seconds(60) ... .seconds(7 * 86_400)), "in how much time, 1m to 7d; default: 1d")
    static let score = Key("score", .spamScore, "default: 100")
    static let shape = Shape("a number of forms", [forms, within, score])
}

/// The keys under `spam`, `rate`.
enum SpamRateKeys {
    static let address = Key(
        "address", .postRate, "of one client: an IPv4 address, or an IPv6 network of 64 bits")
    static let form = Key("form", .postRate, "of all together")
    static let shape = Shape("address and form with rates such as 10/1m", [address, form])
}
