public import HTTPClient
public struct BoardClient: Sendable {
    public init(http: HTTPClient, baseURL: String, accessToken: Secret, format: BodyFormat) {}
    public func createDeal(_ deal: Deal) async -> CallOutcome { .made(dealID: nil, leadID: nil) }
}
