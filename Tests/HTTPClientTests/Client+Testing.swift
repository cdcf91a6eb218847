import HTTPClient
import TestKit
import Testing

/// Gives a client of its own to a test and closes it afterwards.
func withClient<Value>(
    _ change: (inout HTTPClientConfiguration) -> Void = { _ in }, _ body: (HTTPClient) async throws -> Value
) async throws -> Value {
    var configuration = HTTPClientConfiguration(userAgent: "BoardBridge/test")
    configuration.timeout = .seconds(10)
    change(&configuration)
    let client = try HTTPClient(configuration: configuration)
    do {
        let value = try await body(client)
        await client.close(within: .zero)
        return value
    } catch {
        await client.close(within: .zero)
        throw error
    }
}

extension HTTPRequest {
    /// A JSON request to a test server.
    static func sample(to server: RawServer, _ content: String = #"{"access_token":"t"}"#) throws -> HTTPRequest {
        try HTTPRequest(
            url: EndpointURL(server.url("/api/offer/create")),
            fields: [#require(HTTPField(name: "Content-Type", value: "application/json"))], content: Array(content.utf8)
        )
    }
}

extension Result where Failure == TransferFailure {
    /// The failure, if it is one.
    var failure: TransferFailure? {
        guard case .failure(let failure) = self else { return nil }
        return failure
    }
}
