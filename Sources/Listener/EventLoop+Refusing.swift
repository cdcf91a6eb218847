internal import Telemetry
internal import Wire

extension EventLoop {
    /// The answer to a request whose content cannot be taken: the handler's, which knows whose form it is, or else our own.
    mutating func refusal(of request: Request, status: Int, detail: String) -> Response {
        var response: Response
        if let own = handler.refusal(of: request, status: status, detail: detail) {
            response = own
        } else {
            noteRefusal(request.id, status: status, detail: detail)
            response = ProblemDetails.response(status: status, detail: detail)
        }
        if status == 503 { response.add("Retry-After", "5") }
        return response
    }

    /// The content cannot be read on: answers and closes. `bytes` is what the head that waits for the content refers to.
    mutating func refuseContent(_ slot: Int, in bytes: [UInt8], status: Int, detail: String) {
        let request = makeRequest(slot, bytes, connections[slot].head, [], 0..<0)
        answerLast(slot, refusal(of: request, status: status, detail: detail))
    }

    mutating func noteRefusal(_ id: RequestID, status: Int, detail: String) {
        logBuffer.line(.warning, "request refused", at: wallClock) { line in
            line.add("request_id", id.description)
            line.add("status", status)
            line.add("reason", detail)
        }
    }
}
