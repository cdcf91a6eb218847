internal import Listener
internal import Wire

/// A browser's own post: what the pages that answer it are made of, besides the form.
final class Visit: Sendable {
    /// What the pages are written in.
    let language: PageLanguage
    /// The page that the visitor came from, if it is one of the web.
    let back: String?
    /// What stood behind the form's name in the address that was posted to: a token in the path, and the query with its `?`. As a rule empty.
    let behindName: String
    /// What was typed, where it could be read and is a form's.
    let fields: FormFields?
    /// Whether files came with it.
    let isMultipart: Bool
    /// Where the browser goes on to once it is stored; nil for our own page.
    let next: String?

    init(_ request: Request, for form: IntakeForm, _ fields: FormFields? = nil, isMultipart: Bool = false) {
        language = form.language(for: request)
        back = request.text(of: .referer).flatMap { address in
            address.hasPrefix("https://") || address.hasPrefix("http://") ? address : nil
        }
        let token = request.bytes[request.head.path].dropFirst(form.path.count)
        let query = request.head.query.map { "?" + request.text($0) } ?? ""
        behindName = String(repairing: token) + query
        self.fields = fields
        self.isMultipart = isMultipart
        next = form.next(in: fields)
    }
}
