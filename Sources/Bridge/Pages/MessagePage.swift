internal import Listener
internal import Mapping
internal import Wire

/// The small pages that a visitor's browser is shown when the form has no page of its own for it.
///
/// Everything that is not ours is escaped; no inline style or script, so that the strictest content security policy holds.
struct MessagePage: Sendable {
    /// What they can be written in.
    let languages: PageLanguages
    /// The path under which the outside reaches this service, without a slash at its end: that of `public_url`, empty as a rule.
    let base: String
    /// Our own origin, as a browser writes it; nil where `public_url` is not said.
    let origin: [UInt8]?

    init(publicURL: String?, languages: PageLanguages) {
        self.languages = languages
        let parts = (publicURL ?? "").split(separator: "://", maxSplits: 1)
        let afterScheme = parts.last ?? ""
        let slash = afterScheme.firstIndex(of: "/")
        base = slash.map { String(afterScheme[$0...]) } ?? ""
        origin = parts.count == 2 ? Array("\(parts[0])://\(afterScheme[..<(slash ?? afterScheme.endIndex)])".utf8) : nil
    }

    /// The post is stored, or treated as if it were.
    func thanks(_ visit: Visit) -> Response {
        page(status: 200, .thanksTitle, "<p>\(HTML.escape(visit.language[.thanks]))</p>", visit)
    }

    /// What is wrong, each at its field, in a form that holds all that was typed.
    func problems(_ problems: [Problem], _ visit: Visit, form: IntakeForm) -> Response {
        let language = visit.language
        let words = { ProblemWords.text(of: $0, in: language, label: FieldLabel.text) }
        var body = "<p>\(HTML.escape(language[.problems]))</p>\n"
        if let again = FormAgain(visit, form: form, base: base) {
            return page(status: 422, .problemsTitle, body + again.correcting(problems, words), visit, posts: form)
        }
        body += "<ul>\n"
        for problem in problems {
            body +=
                "<li><strong>\(HTML.escape(FieldLabel.text(problem.field)))</strong> \(HTML.escape(words(problem)))</li>\n"
        }
        return page(status: 422, .problemsTitle, body + "</ul>\n" + wayBack(visit), visit)
    }

    /// Nothing was stored, and it may be sent again from the page itself.
    func unavailable(_ visit: Visit, form: IntakeForm) -> Response {
        let text = "<p>\(HTML.escape(visit.language[.unavailable]))</p>\n"
        guard let again = FormAgain(visit, form: form, base: base) else {
            return page(status: 503, .failureTitle, text + wayBack(visit), visit)
        }
        return page(status: 503, .failureTitle, text + again.unchanged(), visit, posts: form)
    }

    /// Nothing was taken; `detail` says why to a developer, in English.
    func failure(status: Int, detail: String, _ visit: Visit) -> Response {
        let text: PageText =
            switch status {
            case 401, 403: .origin
            case 408: .tooSlow
            case 413: .tooLarge
            case 429: .tooMany
            case 503: .failed
            default: .unreadable
            }
        return page(
            status: status, .failureTitle,
            "<p>\(HTML.escape(visit.language[text]))</p>\n" + wayBack(visit)
                + "<p class=\"detail\" lang=\"en\" dir=\"ltr\">\(status): \(HTML.escape(detail))</p>\n", visit)
    }

    private func wayBack(_ visit: Visit) -> String {
        let link = Self.backLink(visit).map { "<p>\($0)</p>\n" } ?? ""
        return link + "<p class=\"quiet\">\(HTML.escape(visit.language[.backKeeps]))</p>\n"
    }

    /// A link to where the visitor came from. The script of these pages makes it the browser's own way back, which keeps what was typed.
    static func backLink(_ visit: Visit) -> String? {
        visit.back.map { "<a href=\"\(HTML.escape($0))\" data-back>\(HTML.escape(visit.language[.back]))</a>" }
    }

    private func page(
        status: Int, _ title: PageText, _ body: String, _ visit: Visit, posts form: IntakeForm? = nil
    ) -> Response {
        let language = visit.language
        let text = HTML.fill(
            PackageResources.message_html,
            [
                ("lang", HTML.escape(language.tag)), ("dir", language.isRightToLeft ? "rtl" : "ltr"),
                ("base", HTML.escape(base)), ("title", HTML.escape(language[title])), ("body", body),
            ])
        var response = Response(status: status, contentType: "text/html; charset=utf-8", content: Array(text.utf8))
        response.add("Cache-Control", "no-store")
        response.add("Vary", "Accept-Language")
        response.add(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action "
                + (form?.formActionSources ?? "'none'"))
        response.add("X-Content-Type-Options", "nosniff")
        // Our own form is posted with its origin; nobody else learns where the visitor was.
        response.add("Referrer-Policy", "same-origin")
        return response
    }
}
