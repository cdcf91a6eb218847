public import HTTPClient
public import Wire

/// What the CRM answered to a call, read by what it says and not by the HTTP status alone.
public enum BoardAnswer: Sendable {
    /// The call was done. `data` is what it gives back, of any shape; nil if there is none.
    case success(data: JSONValue?)
    /// It was not, or nobody knows.
    case failure(CallFailure)

    /// Reads what came of a request. A pure function: `now`, in seconds since 1970, is what a date in Retry-After is measured from.
    public init(reading result: Result<HTTPResponse, TransferFailure>, now: Int64) {
        switch result {
        case .failure(let failure) where failure.reach == .neverSent:
            self = .failure(.neverSent(reason: failure.description))
        case .failure(let failure):
            self = .failure(.uncertain(reason: failure.description))
        case .success(let response):
            self.init(reading: response, now: now)
        }
    }

    private init(reading response: HTTPResponse, now: Int64) {
        guard let said = AnswerObject(response.content) else {
            self = .failure(
                BoardAnswer.busy(response, now: now) ?? BoardAnswer.astray(response)
                    ?? .uncertain(reason: BoardAnswer.reason(response)))
            return
        }
        // The CRM's own word counts whatever the HTTP status is: an HTTP 200 with "status": false is a failure.
        if said.isSuccess {
            self = .success(data: said.data)
        } else if said.deniesAccess {
            self = .failure(.accessDenied(message: said.message))
        } else if said.hasData {
            // A "no" that gives something back is no answer of the CRM's that we know.
            self = .failure(.uncertain(reason: "an answer that is neither yes nor no (HTTP \(response.status))"))
        } else if !said.errors.isEmpty {
            self = .failure(.refused(errors: said.errors, message: said.message))
        } else if let busy = BoardAnswer.busy(response, now: now) {
            self = .failure(busy)
        } else if said.isRefusal, response.status == 401 || response.status == 403 {
            // Inferred: the HTTP status of an access error is not documented.
            self = .failure(.accessDenied(message: said.message))
        } else if said.isRefusal, response.status < 500 {
            // No attribute is named: still the CRM's own "no" to this deal, and sending it again would get the same answer.
            self = .failure(.refused(errors: [], message: said.message))
        } else if !said.hasStatus, BoardAnswer.saysNothingIsHere(response.status) {
            self = .failure(.misdirected(reason: "another server than the CRM answers: HTTP \(response.status), JSON"))
        } else {
            self = .failure(.uncertain(reason: "an answer that is not the CRM's (HTTP \(response.status), JSON)"))
        }
    }

    /// An answer of a server that has nothing at this address. Only what is no JSON at all, or JSON without the `status` of all the CRM's
    /// answers, is taken for that: half an answer of the CRM's would leave the deal unknown.
    private static func astray(_ response: HTTPResponse) -> CallFailure? {
        let start = response.content.first { $0 > 0x20 }
        guard saysNothingIsHere(response.status), start != UInt8(ascii: "{"), start != UInt8(ascii: "[") else {
            return nil
        }
        return .misdirected(
            reason: "another server than the CRM answers: HTTP \(response.status), \(shape(response.content))")
    }

    /// Statuses that a server gives to a request which it has not acted on: there is nothing at this address, not for POST, or somewhere
    /// else (RFC 9110, sections 15.4 and 15.5). 302 and 303 are none of them: those are also answers to what was done.
    private static func saysNothingIsHere(_ status: Int) -> Bool {
        [301, 307, 308, 404, 405, 410, 421, 501].contains(status)
    }

    /// A pause that the CRM, or what stands before it, asks for.
    private static func busy(_ response: HTTPResponse, now: Int64) -> CallFailure? {
        guard response.status == 429 || response.status == 503 else { return nil }
        let pause = response.field("Retry-After").flatMap { RetryAfter.pause($0, now: now) }
        return .later(retryAfter: pause, reason: "HTTP \(response.status)")
    }

    /// Says what the answer looked like without a word of it.
    private static func reason(_ response: HTTPResponse) -> String {
        "an answer that is not the CRM's (HTTP \(response.status), \(shape(response.content)))"
    }

    private static func shape(_ content: [UInt8]) -> String {
        switch content.first(where: { $0 > 0x20 }) {
        case nil: "empty"
        case UInt8(ascii: "<"): "HTML or XML"
        case UInt8(ascii: "{"), UInt8(ascii: "["): "broken or unexpected JSON"
        default: "not a JSON object"
        }
    }
}
