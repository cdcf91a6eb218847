/// One accepted post on its way into the store.
public struct NewSubmission: Sendable {
    /// Its name; the store never gives it another.
    public let id: SubmissionID
    /// The form that took it, by the name in its address.
    public let form: String
    /// The state it begins in: `pending`, `unmapped`, `held`, `spam` or `discarded`.
    public let state: SubmissionState
    /// When it arrived; what is `pending` is due from then on.
    public let receivedAt: Timestamp
    /// The answer's `X-Request-Id`.
    public let requestID: String
    /// The content's media type, as it came; empty where none came.
    public let contentType: String
    /// The visitor's or sender's address, as text.
    public let clientAddress: String
    /// Content, headers, query and deal.
    public var parts: SubmissionParts
    /// Why it is not `pending`, in words for a person.
    public let reason: String?
    /// What is wrong with which field of the form, as a JSON array of `{"field", "message"}`.
    public let problems: [UInt8]?
    /// What makes a repeat recognisable, with the form's name in it; nil where nothing does.
    public let repeatKey: [UInt8]?
    /// More keys: a submission repeats an earlier one that has any of its keys.
    public var otherKeys: [RepeatKey] = []
    /// Which element of its post's list it is, from 0; nil where the post is one submission. The others have the same content.
    public var part: Int?
    /// Whether a repeat that makes another deal than the first is kept, as `discarded`, and not only answered: where the key is an event's
    /// or a person's, and not made of the content.
    public var keepsRepeats = false
    /// What the spam checks made of it; nil where none looked at it. While its question is open, it is `pending` and not due.
    public var verdict: SpamRecord?
    /// Whether only a notice came: it is pending without a deal, and not due, until what it announces is fetched.
    public let awaitsFetch: Bool
    /// Which spam checks looked at it, as the store's user numbers them; 0 where none did.
    public var spamChecks: UInt16 = 0
    /// The files among its fields, in their order, also those that are not kept; nil where its form keeps none.
    public var files: [StoredFile]?
    /// From when on the same key is no repeat any more; nil for never, as long as the submission is kept.
    public let repeatEnds: Timestamp?
    /// Within how much time after one with the same form, client's address and content it is a repeat, up to 60 s: a double click. nil for
    /// never.
    public let echoWindow: Duration?

    /// A submission with these parts. One that would be `pending` without a deal becomes `unmapped`, so that a
    /// person sees it: it could never be delivered.
    public init(
        id: SubmissionID, form: String, state: SubmissionState, receivedAt: Timestamp, requestID: String = "",
        contentType: String = "", clientAddress: String = "", parts: SubmissionParts, reason: String? = nil,
        problems: [UInt8]? = nil, repeatKey: [UInt8]? = nil, repeatEnds: Timestamp? = nil,
        echoWindow: Duration? = nil, awaitsFetch: Bool = false
    ) {
        self.id = id
        self.form = form
        self.awaitsFetch = awaitsFetch
        self.state = state == .pending && parts.deal == nil && !awaitsFetch ? .unmapped : state
        self.receivedAt = receivedAt
        self.requestID = requestID
        self.contentType = contentType
        self.clientAddress = clientAddress
        self.parts = parts
        self.reason = reason
        self.problems = problems
        self.repeatKey = repeatKey
        self.repeatEnds = repeatEnds
        self.echoWindow = echoWindow
    }

    /// The same, of arrays of its own.
    public init(
        id: SubmissionID, form: String, state: SubmissionState, receivedAt: Timestamp, requestID: String = "",
        contentType: String = "", headers: [UInt8] = [], query: [UInt8] = [], clientAddress: String = "",
        content: [UInt8], deal: [UInt8]? = nil, reason: String? = nil, problems: [UInt8]? = nil,
        repeatKey: [UInt8]? = nil, repeatEnds: Timestamp? = nil,
        echoWindow: Duration? = nil, awaitsFetch: Bool = false
    ) {
        var bytes: [UInt8] = []
        var places = SubmissionParts.Places()
        places.deal = deal.map { SubmissionParts.append($0, in: $0.indices, to: &bytes) }
        places.headers = SubmissionParts.append(headers, in: headers.indices, to: &bytes)
        places.query = SubmissionParts.append(query, in: query.indices, to: &bytes)
        places.content = SubmissionParts.append(content, in: content.indices, to: &bytes)
        self.init(
            id: id, form: form, state: state, receivedAt: receivedAt, requestID: requestID, contentType: contentType,
            clientAddress: clientAddress, parts: SubmissionParts(bytes, places), reason: reason, problems: problems,
            repeatKey: repeatKey, repeatEnds: repeatEnds, echoWindow: echoWindow, awaitsFetch: awaitsFetch)
    }

    /// Whether it waits for the verdict of a captcha's server before it is due.
    public var waitsForVerdict: Bool { verdict?.question != nil }
    /// Whether it is due as soon as it is stored.
    public var isDueAtOnce: Bool { state == .pending && !waitsForVerdict && !awaitsFetch }

    /// The content's raw bytes, as they came.
    public var content: [UInt8] { Array(parts.bytes[parts.content]) }
    /// The chosen request headers, as a JSON object.
    public var headers: [UInt8] { Array(parts.bytes[parts.headers]) }
    /// The target's query, without the question mark; empty where none came.
    public var query: [UInt8] { Array(parts.bytes[parts.query]) }
    /// The deal as mapped, encoded; the store does not look inside.
    public var deal: [UInt8]? { parts.deal.map { Array(parts.bytes[$0]) } }

    /// Why a repeat is discarded.
    public static func repeatReason(_ earlier: SubmissionID) -> String { "repeats \(earlier), by the form's dedupe" }

    /// The same as a repeat of an earlier one: kept, and without effect.
    public func discarded(repeating earlier: SubmissionID) -> NewSubmission {
        var copy = NewSubmission(
            id: id, form: form, state: .discarded, receivedAt: receivedAt, requestID: requestID,
            contentType: contentType, clientAddress: clientAddress, parts: parts,
            reason: Self.repeatReason(earlier), problems: problems)
        copy.part = part
        copy.verdict = verdict?.settled
        copy.spamChecks = spamChecks
        copy.files = files
        return copy
    }
}

extension NewSubmission {
    /// Its file of that key.
    func file(_ key: String) -> StoredFile? { files?.first { $0.key == key } }
}
