internal import Listener
internal import Spam
internal import Wire

/// What the script needs to know of a form: its texts in the visitor's language, and where to go on to. `GET /f/{form}/words`
enum ScriptWords {
    private static let texts: [PageText] = [.sending, .thanks, .waiting, .waitingFiles, .failed]

    /// The query may hold `next=`, the address that the page itself names to go on to.
    static func response(to request: Request, for form: IntakeForm) -> Response {
        let language = form.language(for: request)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("lang")
        writer.string(language.tag)
        for text in texts {
            writer.key(text.rawValue)
            writer.string(language[text])
        }
        if let time = form.settings.spam?.time {
            // How old a token has to be that is sent, in milliseconds; a little more, for clocks are read twice.
            writer.key("token")
            writer.integer(Int((time.least / .milliseconds(1)).rounded(.up)) + 200)
        }
        if let next = next(request, form) ?? form.settings.respond.success {
            writer.key("next")
            writer.string(next)
        }
        writer.endObject()
        var response = Response(status: 200, contentType: "application/json", content: writer.bytes)
        response.add("Cache-Control", "public, max-age=600")
        response.add("Vary", "Accept-Language")
        response.add("X-Content-Type-Options", "nosniff")
        form.addCrossOriginFields(for: request.text(of: .origin), to: &response)
        return response
    }

    private static func next(_ request: Request, _ form: IntakeForm) -> String? {
        guard let range = request.head.query,
            let query = try? URLEncoded.decode(request.bytes, in: range, limits: .standard),
            let named = query.entries.first(where: { query.bytes[$0.name].elementsEqual("next".utf8) })
        else { return nil }
        return form.allowed(String(decoding: query.bytes[named.value], as: UTF8.self))
    }
}
