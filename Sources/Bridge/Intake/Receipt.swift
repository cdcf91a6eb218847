internal import Listener
internal import Outbox

/// What is needed to answer a post once it is stored.
struct Receipt: Sendable {
    let exchange: Exchange
    let id: SubmissionID
    let form: IntakeForm
    let state: SubmissionState
    let requestID: RequestID
    /// Milliseconds since 1970.
    let receivedAt: Int64
    let wantsPage: Bool
    let origin: String?

    /// The answer to a post that is on disk; `first` is the earlier submission that it repeats, if it does.
    func response(repeating first: SubmissionID?) -> Response {
        var response: Response
        if wantsPage {
            response = form.settings.respond.success.map { Self.seeOther($0) } ?? form.pages.thanks()
        } else {
            response = Response(
                status: 200, fieldLines: Self.jsonFields, content: Self.content(first ?? id, first != nil))
        }
        form.addCrossOriginFields(for: origin, to: &response)
        return response
    }

    /// 503: nothing was stored, and the sender may come again.
    func unavailable() -> Response {
        let detail = "nothing can be stored at the moment; please send it again"
        var response =
            wantsPage
            ? form.pages.failure(status: 503, detail: detail, back: nil)
            : ProblemDetails.response(status: 503, detail: detail)
        response.add("Retry-After", "5")
        form.addCrossOriginFields(for: origin, to: &response)
        return response
    }

    /// 303 to an address of the configuration (RFC 9110, 15.4.4).
    static func seeOther(_ address: String) -> Response {
        var response = Response(status: 303)
        response.add("Location", address)
        response.add("Cache-Control", "no-store")
        return response
    }

    /// Written once, shared by every answer.
    private static let jsonFields: [UInt8] = {
        var response = Response(status: 200, contentType: "application/json", content: [])
        response.add("Cache-Control", "no-store")
        return response.fieldLines
    }()

    private static let accepted = Array(#"{"status":"accepted","id":""#.utf8)
    private static let duplicate = Array(#"{"status":"duplicate","id":""#.utf8)

    private static func content(_ id: SubmissionID, _ isDuplicate: Bool) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(80)
        content.append(contentsOf: isDuplicate ? duplicate : accepted)
        id.append(to: &content)
        content.append(contentsOf: #""}"#.utf8)
        return content
    }
}
