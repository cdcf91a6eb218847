import Glibc
public import HTTPClient
import Wire

/// Calls one board's API: every call is a POST with the token in its content.
public struct BoardClient: Sendable {
    let http: HTTPClient
    let baseURL: EndpointURL
    let accessToken: Secret
    let format: BodyFormat
    let now: @Sendable () -> Int64
    /// What is known of the board's time.
    public let clock: BoardClock

    /// A file of deals may be long: 64 MiB of JSON hold some 16 MiB of it.
    private static let longestExport = 64 << 20

    /// A client of the board that the token belongs to. `baseURL` is the API's address without entity and action, such as
    /// `https://api.boardcrm.io/api`; `now` gives seconds since 1970, by
    /// default the system's clock.
    public init(
        http: HTTPClient, baseURL: EndpointURL, accessToken: Secret, format: BodyFormat = .json,
        clock: BoardClock = BoardClock(), now: (@Sendable () -> Int64)? = nil
    ) {
        self.clock = clock
        self.http = http
        self.baseURL = baseURL
        self.accessToken = accessToken
        self.format = format
        self.now = now ?? { Int64(time(nil)) }
    }

    /// Makes a deal with its lead, in one call that is sent at most once, and not at all once `deadline` has come. Never throws: what came of
    /// it is the answer.
    public func createDeal(_ deal: Deal, notAfter deadline: ContinuousClock.Instant? = nil) async -> CallOutcome {
        let begun = now()
        let result = await send(.createDeal(deal), notAfter: deadline)
        let now = now()
        return outcome(of: result, begun: begun, at: now)
    }

    /// Many deals at once, each in a call of its own: see ``BoardLine``.
    public func line(ended: @escaping @Sendable ([DealEnd]) -> Void) -> BoardLine {
        BoardLine(client: self, ended: ended)
    }

    /// What came of a call that makes a deal, and what its answer tells of the board's time.
    func outcome(of result: Result<HTTPResponse, TransferFailure>, begun: Int64, at now: Int64) -> CallOutcome {
        let outcome = CallOutcome(reading: result, now: now)
        if case .made = outcome, clock.needsLesson(at: now), case .success(let response) = result,
            let createdAt = AnswerObject(response.content)?.data?["created_at"]?.string.flatMap({
                DateTime(lenient: $0)
            })
        {
            clock.learn(createdAt, at: now, taken: now - begun)
        }
        return outcome
    }

    /// One page of the board's leads, from 1.
    public func leads(page: Int, limit: Int) async -> Result<LeadPage, CallFailure> {
        BoardAnswer(reading: await send(.leadList(page: page, limit: limit)), now: now()).read { data in
            data.flatMap { LeadPage(json: $0) }
        }
    }

    /// The deals made between two moments of the board's clock, as the board exports them.
    public func exportDeals(from start: DateTime, to end: DateTime) async -> Result<ExportedTable, CallFailure> {
        let result = await send(.exportDeals(from: start, to: end), answerLimit: Self.longestExport)
        guard case .success(var response) = result else {
            return BoardAnswer(reading: result, now: now()).read { _ in nil }
        }
        let (rest, file) = ExportAnswer.split(response.content)
        response = response.with(content: rest)
        return BoardAnswer(reading: .success(response), now: now()).read { _ in file.flatMap { ExportedTable(file: $0) }
        }
    }

    /// The lead of a deal; nil where the deal has none.
    public func lead(of deal: Identifier) async -> Result<Identifier?, CallFailure> {
        let outcome = CallOutcome(reading: await send(.deal(deal)), now: now())
        switch outcome {
        case .made(_, let lead): return .success(lead)
        default: return .failure(outcome.failure ?? .uncertain(reason: "no answer that can be read"))
        }
    }

    /// The fields of the board.
    public func fieldList() async -> Result<[BoardField], CallFailure> {
        switch BoardAnswer(reading: await send(.fieldList), now: now()) {
        case .failure(let failure): return .failure(failure)
        case .success(let data):
            guard let data, data.kind == .object || data.kind == .array else {
                return .failure(.uncertain(reason: "the list of fields has an unknown shape"))
            }
            // An object keyed by the field's id, or a plain list.
            let entries = data.kind == .object ? data.members.map(\.value) : Array(data.elements)
            let fields = entries.compactMap { BoardField(json: $0) }
            // What says nothing of any alias is something else that happens to be JSON.
            guard entries.isEmpty || fields.contains(where: { $0.alias != nil }) else {
                return .failure(.uncertain(reason: "the list of fields has an unknown shape"))
            }
            return .success(fields)
        }
    }

    private func send(
        _ request: BoardRequest, answerLimit: Int? = nil, notAfter deadline: ContinuousClock.Instant? = nil
    ) async -> Result<HTTPResponse, TransferFailure> {
        let content = request.content(
            as: format, accessToken: accessToken, boundary: MultipartWriter.randomBoundary())
        let fields = [("Content-Type", content.type), ("Accept", "application/json")]
        let result = await http.post(
            HTTPRequest(
                url: baseURL.appending(path: request.path),
                fields: fields.compactMap { HTTPField(name: $0.0, value: $0.1) }, content: content.bytes,
                answerLimit: answerLimit, deadline: deadline))
        see(result, at: now())
        return result
    }

    /// Looks at the date of an answer, where that is wanted.
    func see(_ result: Result<HTTPResponse, TransferFailure>, at now: Int64) {
        if clock.needsDate(at: now), case .success(let response) = result,
            let date = response.field("Date").flatMap({ HTTPDate.seconds($0, now: now) })
        {
            clock.see(date, at: now)
        }
    }
}

extension BoardAnswer {
    /// What a success gives, read; an answer that says yes and gives something else is none that anything can be concluded from.
    fileprivate func read<Value>(_ value: (JSONValue?) -> Value?) -> Result<Value, CallFailure> {
        switch self {
        case .failure(let failure): return .failure(failure)
        case .success(let data):
            guard let read = value(data) else { return .failure(.unreadable) }
            return .success(read)
        }
    }
}
