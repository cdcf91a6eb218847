import Listener
import Wire

/// Answers the sandbox's requests on its loop's thread: the API, the board page and what the page asks for.
final class SandboxHandler: RequestHandler {
    static let apiPath = "/api/"
    /// The most bytes a call's content may have.
    private static let contentLimit = 1 << 20

    private let core: SandboxCore
    private let mailbox: LoopMailbox

    init(core: SandboxCore, mailbox: LoopMailbox) {
        self.core = core
        self.mailbox = mailbox
    }

    func reception(of request: Request) -> Reception {
        if isCall(request) {
            guard request.head.method == .post else { return .answer(Reply.methodNotAllowed.response) }
            return .content(limit: Self.contentLimit)
        }
        switch request.head.method {
        case .get, .head: return .content(limit: 0)
        default:
            var response = ProblemDetails.response(status: 405, detail: "this address can only be read")
            response.add("Allow", "GET, HEAD")
            return .answer(response)
        }
    }

    func respond(to request: Request, as exchange: Exchange) -> Answer {
        if isCall(request) { return core.call(request, as: exchange, by: mailbox) }
        switch request.text(request.head.path) {
        case "/board.json":
            let reader = SandboxState.Reader(exchange: exchange, mailbox: mailbox)
            return core.board(since: since(request), for: reader)
        case "/deals.json":
            let ledger = core.withState { $0.ledger }
            return .now(BoardPage.data(BoardPage.dealsContent(of: ledger)))
        case let path:
            return .now(
                BoardPage.file(at: path)
                    ?? ProblemDetails.response(
                        status: 404, detail: "the sandbox has its board at / and its API at /api/"))
        }
    }

    private func isCall(_ request: Request) -> Bool {
        request.bytes[request.head.path].starts(with: Self.apiPath.utf8)
    }

    /// The version that a page has seen: `since=` is all that the query may hold.
    private func since(_ request: Request) -> String? {
        guard let query = request.head.query else { return nil }
        let text = request.text(query)
        return text.hasPrefix("since=") ? String(text.dropFirst("since=".count)) : nil
    }
}
