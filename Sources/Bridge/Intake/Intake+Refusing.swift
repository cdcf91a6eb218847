internal import BoardCRM
internal import Listener
internal import Mapping
internal import Telemetry
internal import Wire

/// What a post is told that is not taken: a page for a visitor, `application/problem+json` for everybody else.
extension Intake {
    mutating func refusal(_ request: Request, _ form: IntakeForm, _ refusal: PayloadReader.Refusal) -> Response {
        self.refusal(
            request, form, status: refusal.status, refusal.explanation(accepting: form.settings.sender.accepts))
    }

    mutating func refusal(_ request: Request, _ form: IntakeForm, status: Int, _ detail: String) -> Response {
        note(request, form, status, detail)
        var response: Response
        if wantsPage(request, form) {
            response =
                failureAnswer(request, form)
                ?? form.pages.failure(status: status, detail: detail, Visit(request, for: form))
        } else {
            response = ProblemDetails.response(status: status, detail: detail)
        }
        form.addCrossOriginFields(for: request.text(of: .origin), to: &response)
        return response
    }

    mutating func refusal(of post: Post, _ problems: [Problem]) -> Response {
        let (request, form) = (post.request, post.form)
        note(request, form, 422, "fields do not fit: " + ProblemList.targets(problems))
        var response: Response
        if let visit = post.visit {
            response = failureAnswer(request, form) ?? form.pages.problems(problems, visit, form: form)
        } else {
            response = ProblemDetails.response(status: 422, detail: "some fields need another look") { writer in
                writer.key("errors")
                ProblemList.append(problems, to: &writer, in: languageOfScript(request, form))
            }
        }
        form.addCrossOriginFields(for: request.text(of: .origin), to: &response)
        return response
    }

    /// A script in a browser shows its visitor what is wrong, and says in which language; without a word the rules' own stand there.
    private func languageOfScript(_ request: Request, _ form: IntakeForm) -> PageLanguage? {
        guard form.settings.sender.respond == .redirect, request.head.value(of: .acceptLanguage) != nil else {
            return nil
        }
        return form.language(for: request)
    }

    func failureAnswer(_ request: Request, _ form: IntakeForm) -> Response? {
        form.settings.respond.failure.map { Receipt.seeOther($0, id: request.id.description) }
    }

    /// A page may hide where it is: then its owner has to be told how to mend it.
    mutating func originRefusal(_ request: Request, _ form: IntakeForm) -> Response {
        let detail =
            request.text(of: .origin) == "null"
            ? "posts from pages that hide their origin (Referrer-Policy: no-referrer) are not taken here"
            : "posts from this origin are not taken here"
        return refusal(request, form, status: 403, detail)
    }

    func wantsPage(_ request: Request, _ form: IntakeForm) -> Bool {
        guard form.settings.sender.respond == .redirect else { return false }
        var accept = AcceptField()
        for field in request.head.fields where field.known == .accept {
            accept.take(request.bytes.span, in: field.value)
        }
        return accept.prefersPage
    }

    private mutating func note(_ request: Request, _ form: IntakeForm, _ status: Int, _ reason: String) {
        log.line(.warning, "submission refused") { line in
            line.add("request_id", request.id.description)
            line.add("form", form.settings.name)
            line.add("status", status)
            line.add("reason", reason)
        }
    }
}
