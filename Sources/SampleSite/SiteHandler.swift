import Listener
import Wire

/// Answers the website's requests on its loop's thread.
final class SiteHandler: RequestHandler {
    private let pages: SitePages
    private let website: SitePages.Website

    init(pages: SitePages, of website: SitePages.Website) {
        self.pages = pages
        self.website = website
    }

    func reception(of request: Request) -> Reception {
        switch request.head.method {
        case .get, .head: return .content(limit: 0)
        default:
            var response = ProblemDetails.response(status: 405, detail: "the sample website can only be read")
            response.add("Allow", "GET, HEAD")
            return .answer(response)
        }
    }

    func respond(to request: Request, as exchange: Exchange) -> Answer {
        let path = request.text(request.head.path)
        return .now(
            pages.response(at: path, of: website)
                ?? ProblemDetails.response(status: 404, detail: "the sample website has no such page"))
    }
}
