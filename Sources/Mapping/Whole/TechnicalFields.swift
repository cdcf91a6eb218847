/// Names of fields that nobody filled in: `rest` leaves them out. They are compared without regard to ASCII case, and in JSON at any depth.
enum TechnicalFields {
    /// All of them, in groups: the manual shows this list.
    static let names = browsers + tokens + captchas + traps + plugins + secrets

    /// What browsers and servers ask forms to carry.
    private static let browsers = ["_charset_", "utf8", "_method", "MAX_FILE_SIZE", "submit"]
    /// What proves that a page of the site sent it.
    private static let tokens = [
        "_token", "_csrf", "csrf_token", "csrf-token", "csrfmiddlewaretoken", "authenticity_token",
        "__RequestVerificationToken", "__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION", "_wpnonce",
        "_wp_http_referer", "nonce", "form_token", "form_build_id",
    ]
    /// What proves that a person sent it.
    private static let captchas = [
        "g-recaptcha-response", "g-recaptcha-response-data", "recaptcha_response", "h-captcha-response",
        "cf-turnstile-response", "frc-captcha-solution", "frc-captcha-response", "altcha",
        "mtcaptcha-verifiedtoken", "smart-token", "captcha",
    ]
    /// What only programs fill in.
    private static let traps = ["_gotcha", "bot-field", "honeypot", "_honey", "_honeypot"]
    /// What form plugins and services say about themselves.
    private static let plugins = [
        "form_id", "form_name", "form-name", "formid", "formname", "formID", "post_id", "queried_id", "action",
        "_wpcf7", "_wpcf7_version", "_wpcf7_locale", "_wpcf7_unit_tag", "_wpcf7_container_post",
        "_wpcf7_posted_data_hash", "tranid", "COOKIES",
    ]
    /// What never belongs on a board.
    private static let secrets = [
        "password", "password_confirmation", "passwd", "access_token", "refresh_token", "api_key", "client_secret",
        "google_key",
    ]

    private static let lowered = Set(names.map { Array($0.utf8.map(ASCII.lowered)) })
    private static let longest = names.map(\.utf8.count).max() ?? 0

    /// What names of a plugin's own begin with; what follows is a form's number.
    static let beginnings = ["_fluentform_", "__fluent_form_"]
    private static let loweredBeginnings = beginnings.map { Array($0.utf8) }

    /// Whether a field of this name is left out.
    static func contains(_ name: some Collection<UInt8>) -> Bool {
        name.count <= longest && lowered.contains(name.map(ASCII.lowered)) || isSecret(name)
            || name.first == UInt8(ascii: "_") && loweredBeginnings.contains { name.starts(with: $0) }
    }

    /// Whether a field that programs call so holds what a person wrote: `Action: call me`.
    static func isWritten(_ name: some Collection<UInt8>, _ value: Piece) -> Bool {
        name.count == action.count && name.map(ASCII.lowered) == action
            && value.bytes[value.trimmed.range].contains(0x20)
    }

    private static let action = Array("action".utf8)

    /// Whether one of the names in a path's text is such a field's: `_token`, `data.hp`, `captcha[]`.
    static func areIn(_ path: String) -> Bool {
        contains(path.utf8)
            || path.split(separator: ".").contains { part in contains(part.prefix { $0 != "[" }.utf8) }
    }

    /// What never belongs on a board, by its letters and digits alone, however it is written: `user[password]`, `Access-Token`,
    /// `password2`.
    private static let secretWords: Set<[UInt8]> = Set(
        [
            "password", "passwort", "passwd", "passphrase", "pass", "pwd", "passwordconfirmation", "passwordconfirm",
            "confirmpassword", "passwordagain", "passwordrepeat", "repeatpassword", "newpassword", "oldpassword",
            "currentpassword", "userpassword", "userpass", "accesstoken", "refreshtoken", "authtoken", "apikey",
            "apitoken", "clientsecret", "googlekey",
        ].map { Array($0.utf8) })
    private static let longestSecret = secretWords.map(\.count).max() ?? 0

    /// Whether a field's name, or the question beside an answer, is a secret's.
    static func isSecret(_ name: some Collection<UInt8>) -> Bool {
        // Longer than any of them with marks between: no secret's name.
        guard name.count <= 128 else { return false }
        var word: [UInt8] = []
        var isBroken = false
        for byte in name {
            switch byte {
            // A name in brackets or behind a dot is what counts: `lead[access_token]`.
            case UInt8(ascii: "["), UInt8(ascii: "."):
                word.removeAll(keepingCapacity: true)
                isBroken = false
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                word.append(ASCII.lowered(byte))
            case 0x80...: isBroken = true
            default: break
            }
        }
        while let last = word.last, ASCII.isDigit(last) { word.removeLast() }
        return !isBroken && word.count <= longestSecret && secretWords.contains(word)
    }
}
