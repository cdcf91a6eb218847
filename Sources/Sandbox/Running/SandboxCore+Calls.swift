import BoardCRM
import Listener
import Telemetry
import Wire

extension SandboxCore {
    /// One call of the API, by the behaviour that is set for it.
    func call(_ request: Request, as exchange: Exchange, by mailbox: LoopMailbox) -> Answer {
        let method = SandboxMethod(rawValue: Self.name(in: request))
        switch withState({ $0.nextBehaviour(for: method) }) {
        case .answer:
            return .now(run(request).response)
        case .delay(let duration):
            let response = run(request).response
            Task.detached {
                try? await Task.sleep(for: duration)
                mailbox.deliver([(exchange, response)])
            }
            return .later()
        case .status(let status, let seconds):
            var response = Reply.failure(status: status)
            if let seconds { response.add("Retry-After", String(seconds)) }
            log(request, "scripted status")
            return .now(response)
        case .closeWithoutAnswer:
            log(request, "scripted silence")
            return .hangUp
        case .stall:
            _ = run(request)
            return .later()
        case .loseAnswer:
            _ = run(request)
            return .hangUp
        case .html(let status):
            log(request, "scripted page")
            let page = Array("<!DOCTYPE html>\n<title>Bad gateway</title>\n<h1>Bad gateway</h1>\n".utf8)
            return .now(Response(status: status, contentType: "text/html; charset=utf-8", content: page))
        case .refuseAccess:
            log(request, "access denied")
            return .now(Reply.accessDenied.response)
        }
    }

    /// Does what is asked. The token comes first: whoever has none learns nothing of what methods there are.
    private func run(_ request: Request) -> Reply {
        let reply: Reply
        do throws(BodyFault) {
            let (parameters, format) = try RequestBody.read(request)
            reply = run(request, parameters, format)
        } catch {
            reply = error.reply
        }
        log(request, reply.outcome)
        return reply
    }

    private func run(_ request: Request, _ parameters: SandboxValue, _ format: BodyFormat) -> Reply {
        guard case .text(let candidate) = parameters["access_token"], token.matches(Array(candidate.utf8)) else {
            return .accessDenied
        }
        guard let method = SandboxMethod(rawValue: Self.name(in: request)) else { return .unknownMethod }
        let rest = parameters.removing("access_token")
        return withState { $0.ledger.run(method, rest, format: format, at: request.receivedAt) }
    }

    /// `entity/action` of the path.
    private static func name(in request: Request) -> String {
        String(request.text(request.head.path).dropFirst(SandboxHandler.apiPath.count))
    }

    /// One line a call: which method, if it is one, and what came of it; nothing of what was sent.
    private func log(_ request: Request, _ outcome: String) {
        log.line(.info, "sandbox call") { line in
            line.add("request_id", request.id.description)
            line.add("method", SandboxMethod(rawValue: Self.name(in: request))?.rawValue ?? "unknown")
            line.add("outcome", outcome)
        }
    }
}
