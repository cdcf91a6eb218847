import Glibc
public import HTTPClient
import Wire

/// Calls one board's API: every call is a POST with the token in its content.
public struct BoardClient: Sendable {
    private let http: HTTPClient
    private let baseURL: EndpointURL
    private let accessToken: Secret
    private let format: BodyFormat
    private let now: @Sendable () -> Int64

    /// A client of the board that the token belongs to. `baseURL` is the API's address without entity and action, such as
    /// `https://api.boardcrm.io/api`; `now` gives seconds since 1970, by
    /// default the system's clock.
    public init(
        http: HTTPClient, baseURL: EndpointURL, accessToken: Secret, format: BodyFormat = .json,
        now: (@Sendable () -> Int64)? = nil
    ) {
        self.http = http
        self.baseURL = baseURL
        self.accessToken = accessToken
        self.format = format
        self.now = now ?? { Int64(time(nil)) }
    }

    /// Makes a deal with its lead, in one call that is sent at most once. Never throws: what came of it is the answer.
    public func createDeal(_ deal: Deal) async -> CallOutcome {
        CallOutcome(reading: await send(.createDeal(deal)), now: now())
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

    private func send(_ request: BoardRequest) async -> Result<HTTPResponse, TransferFailure> {
        let content = request.content(
            as: format, accessToken: accessToken, boundary: MultipartWriter.randomBoundary())
        let fields = [("Content-Type", content.type), ("Accept", "application/json")]
        return await http.post(
            HTTPRequest(
                url: baseURL.appending(path: request.path),
                fields: fields.compactMap { HTTPField(name: $0.0, value: $0.1) }, content: content.bytes))
    }
}
