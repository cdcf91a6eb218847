import Foundation
import Listener
import Synchronization
import Wire

/// Answers with what it was asked, so that a test can see how a request was read.
final class EchoHandler: RequestHandler {
    static let contentLimit = 100_000
    static let big = [UInt8](repeating: 0x61, count: 8_000_000)
    private let mailbox: LoopMailbox
    private var waiting: [(Exchange, Response)] = []
    /// What `/held` and `/grown` asked, of which twenty times as much is kept, until somebody asks for `/release`.
    private var held: [(Exchange, Response)] = []

    init(_ mailbox: LoopMailbox) { self.mailbox = mailbox }

    func reception(of request: Request) -> Reception {
        if request.hasPath("/unwanted/big") {
            return .answer(Response(status: 404, contentType: "text/plain", content: Self.big))
        }
        if request.hasPath("/unwanted") { return .answer(ProblemDetails.response(status: 404, detail: "not here")) }
        if request.hasPath("/stuck") { return .stream(limit: 1000, StuckSink()) }
        return .content(limit: request.hasPath("/large") ? 4 << 20 : Self.contentLimit)
    }

    func respond(to request: Request, as exchange: Exchange) -> Answer {
        let content = Array(request.contentBytes[request.contentRange])
        var text = "\(request.head.method) \(request.text(request.head.path))"
        if let query = request.head.query { text += "?" + request.text(query) }
        text += " from \(request.clientAddress) "
        if request.hasPath("/scheme") { text = "\(request.scheme)" }
        let response = Response(status: 200, contentType: "text/plain", content: Array(text.utf8) + content)
        if request.hasPath("/big") {
            return .now(Response(status: 200, contentType: "text/plain", content: Self.big))
        }
        if request.hasPath("/held") {
            held.append((exchange, response))
            return .later()
        }
        if request.hasPath("/grown") {
            held.append((exchange, response))
            return .later(keeping: 20 * content.count)
        }
        if request.hasPath("/release") {
            mailbox.deliver(held)
            held = []
        }
        guard request.hasPath("/later") else { return .now(response) }
        waiting.append((exchange, response))
        return .later()
    }

    /// Later answers come from another thread, as the store's do.
    func roundEnded() {
        guard !waiting.isEmpty else { return }
        let (answers, mailbox) = (waiting, mailbox)
        waiting = []
        Thread { mailbox.deliver(answers) }.start()
    }
}
