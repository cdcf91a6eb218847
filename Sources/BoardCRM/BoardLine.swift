import HTTPClient
import Wire

/// A deal to be made, by a name of the caller's.
public struct DealOrder: Sendable {
    /// Names it in its ``DealEnd``.
    public let number: Int
    /// What is made.
    public let deal: DealText
    /// From then on it is not sent any more; nil for no such moment.
    public let deadline: ContinuousClock.Instant?

    /// An order of these parts.
    public init(number: Int, deal: DealText, deadline: ContinuousClock.Instant? = nil) {
        self.number = number
        self.deal = deal
        self.deadline = deadline
    }
}

/// What came of a ``DealOrder``.
public struct DealEnd: Sendable {
    /// The order's.
    public let number: Int
    /// What came of its call.
    public let outcome: CallOutcome
    /// How long the call took.
    public let taken: Duration

    /// The end of an order.
    public init(number: Int, outcome: CallOutcome, taken: Duration) {
        self.number = number
        self.outcome = outcome
        self.taken = taken
    }
}

/// Makes deals as ``BoardClient/createDeal(_:notAfter:)`` does, with no task for each: orders come in batches, and so do the ends, on the
/// thread that makes the calls. To hand them to another one would cost more than what is done with them.
public struct BoardLine: Sendable {
    private let client: BoardClient
    private let url: EndpointURL
    private let jsonFields: [HTTPField]
    /// What a request's JSON begins with: the token.
    private let jsonStart: [UInt8]
    private let answers: HTTPReceiver
    private let ended: @Sendable ([DealEnd]) -> Void

    init(client: BoardClient, ended: @escaping @Sendable ([DealEnd]) -> Void) {
        self.client = client
        url = client.baseURL.appending(path: BoardRequest.dealPath)
        jsonFields = Self.fields("application/json")
        jsonStart = BoardRequest.jsonStart(client.accessToken)
        answers = HTTPReceiver { answers in
            let now = client.now()
            ended(
                answers.map { answer in
                    client.see(answer.result, at: now)
                    let outcome = client.outcome(of: answer.result, begun: answer.tag.begun, at: now)
                    return DealEnd(number: answer.tag.number, outcome: outcome, taken: answer.taken)
                })
        }
        self.ended = ended
    }

    /// Sends the orders, each once, and returns at once.
    public func create(_ orders: [DealOrder]) {
        let begun = client.now()
        var requests: [(tag: HTTPReceiver.Tag, request: HTTPRequest)] = []
        var unreadable: [DealEnd] = []
        for order in orders {
            if let request = request(for: order) {
                requests.append((HTTPReceiver.Tag(number: order.number, begun: begun), request))
            } else {
                let outcome = CallOutcome.neverSent(reason: "the deal cannot be read")
                unreadable.append(DealEnd(number: order.number, outcome: outcome, taken: .zero))
            }
        }
        if !requests.isEmpty { client.http.post(requests, to: answers) }
        if !unreadable.isEmpty { Task { [ended, unreadable] in ended(unreadable) } }
    }

    private func request(for order: DealOrder) -> HTTPRequest? {
        guard client.format != .json else {
            let content = BoardRequest.json(order.deal, behind: jsonStart)
            return HTTPRequest(url: url, fields: jsonFields, content: content, deadline: order.deadline)
        }
        guard let deal = order.deal.deal else { return nil }
        let content = BoardRequest.createDeal(deal).content(
            as: client.format, accessToken: client.accessToken, boundary: MultipartWriter.randomBoundary())
        return HTTPRequest(
            url: url, fields: Self.fields(content.type), content: content.bytes, deadline: order.deadline)
    }

    private static func fields(_ type: String) -> [HTTPField] {
        [("Content-Type", type), ("Accept", "application/json")].compactMap { HTTPField(name: $0.0, value: $0.1) }
    }
}
