internal import Files
internal import Listener
internal import Outbox
internal import Spam

/// What is needed to answer a post once it is stored.
struct Receipt: Sendable {
    let exchange: Exchange
    let id: SubmissionID
    let form: IntakeForm
    let state: SubmissionState
    /// What the post was taken apart into; nil where it is one submission.
    let parts: [Part]?
    let requestID: RequestID
    /// Milliseconds since 1970.
    let receivedAt: Int64
    /// What a browser's page is made of; nil where JSON is wanted.
    let visit: Visit?
    let origin: String?
    /// What the spam checks made of it; nil where none looked at it.
    let opinion: SpamOpinion?
    /// The files that came with it.
    var upload: Upload?
    /// Whether it is one submission whose sender is no browser: then the few parts of it that an answer takes are looked at where they lie.
    let isPlain: Bool

    /// One submission of a post that was several.
    struct Part: Sendable {
        let id: SubmissionID
        let state: SubmissionState
    }

    /// How many submissions it is about.
    var count: Int { parts?.count ?? 1 }

    init(
        exchange: Exchange, id: SubmissionID, form: IntakeForm, state: SubmissionState, parts: [Part]?,
        requestID: RequestID, receivedAt: Int64, visit: Visit?, origin: String?, opinion: SpamOpinion?
    ) {
        self.exchange = exchange
        self.id = id
        self.form = form
        self.state = state
        self.parts = parts
        self.requestID = requestID
        self.receivedAt = receivedAt
        self.visit = visit
        self.origin = origin
        self.opinion = opinion
        isPlain = parts == nil && visit == nil && origin == nil
    }

    /// The answer to a post that is on disk; `results` tells of each of its submissions what became of it.
    func response(_ results: ArraySlice<Appended>) -> Response {
        var response: Response
        if let visit {
            let id = results.first?.original ?? id
            response =
                (visit.next ?? form.settings.respond.success).map { Self.seeOther($0, id: id.description) }
                ?? form.pages.thanks(visit)
        } else {
            response = Response(
                status: 200, fieldLines: Self.jsonFields, content: content(results))
        }
        form.addCrossOriginFields(for: origin, to: &response)
        return response
    }

    /// 503: nothing was stored, and the sender may come again.
    func unavailable() -> Response {
        let detail = "nothing can be stored at the moment; please send it again"
        var response =
            visit.map { form.pages.unavailable($0, form: form) }
            ?? ProblemDetails.response(status: 503, detail: detail)
        response.add("Retry-After", "5")
        form.addCrossOriginFields(for: origin, to: &response)
        return response
    }

    /// 303 to an address of the configuration, or one that it allows (RFC 9110, 15.4.4); `{id}` in it becomes `id`.
    static func seeOther(_ address: String, id: String) -> Response {
        var response = Response(status: 303)
        response.add("Location", address.replacing("{id}", with: id))
        response.add("Cache-Control", "no-store")
        return response
    }

    /// Written once, shared by every answer.
    private static let jsonFields: [UInt8] = {
        var response = Response(status: 200, contentType: "application/json", content: [])
        response.add("Cache-Control", "no-store")
        return response.fieldLines
    }()

    private enum Status: String {
        case accepted, duplicate, ignored

        /// The answer's beginning, up to its id.
        var beginning: [UInt8] { Array(#"{"status":"\#(rawValue)","id":""#.utf8) }

        /// The answer to a post that is one submission.
        var answer: ReadyAnswer {
            ReadyAnswer(fieldLines: Receipt.jsonFields, beginning: beginning, end: Array("\"}".utf8))
        }
    }

    private static let accepted = Status.accepted.answer
    private static let duplicate = Status.duplicate.answer
    private static let ignored = Status.ignored.answer

    /// The answer to a plain one, but for the id that it tells.
    static func answer(_ state: SubmissionState, isRepeat: Bool) -> ReadyAnswer {
        isRepeat ? duplicate : state == .discarded ? ignored : accepted
    }

    private func content(_ results: ArraySlice<Appended>) -> [UInt8] {
        guard let parts else {
            let first = results.first?.original
            let id = first ?? id
            return Self.answer(state, isRepeat: first != nil).content(high: id.high, low: id.low)
        }
        var content: [UInt8] = []
        content.reserveCapacity(96)
        let new = zip(parts, results).filter { $0.1.original == nil }
        let status: Status =
            new.isEmpty ? .duplicate : new.allSatisfy { $0.0.state == .discarded } ? .ignored : .accepted
        content.append(contentsOf: status.beginning)
        (results.first?.original ?? id).append(to: &content)
        content.append(contentsOf: #"","ids":["#.utf8)
        for (index, (part, result)) in zip(parts, results).enumerated() {
            content.append(contentsOf: (index == 0 ? "\"" : ",\"").utf8)
            (result.original ?? part.id).append(to: &content)
            content.append(UInt8(ascii: "\""))
        }
        content.append(contentsOf: "]}".utf8)
        return content
    }
}

extension Appended {
    /// The earlier submission that it repeats.
    var original: SubmissionID? {
        if case .duplicate(let first) = self { first } else { nil }
    }
}
