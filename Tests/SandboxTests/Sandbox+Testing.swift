import Listener
import Sandbox
import TestKit
import Wire

let jsonType = "Content-Type: application/json"
let formType = "Content-Type: application/x-www-form-urlencoded"

extension Sandbox {
    /// A sandbox at a free port, with the token `right`, which is stopped after `body`.
    static func run(
        board: SandboxBoard = .standard, _ body: (Sandbox) async throws -> Void
    ) async throws {
        let sandbox = try Sandbox(listen: .tcp(host: "127.0.0.1", port: 0), accessToken: "right", board: board)
        do {
            try await body(sandbox)
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
    }

    var port: Int {
        if case .tcp(_, let port) = address { port } else { 0 }
    }

    func get(_ target: String) async -> RawResponse {
        await PlainHTTP.request("GET", target, port: port)
    }

    func post(_ method: String, _ type: String, _ content: String) async -> RawResponse {
        await PlainHTTP.request("POST", "/api/\(method)", port: port, fields: [type], content: Array(content.utf8))
    }

    /// Calls a method with JSON; `parameters` are its members, to which the token is added.
    func call(_ method: String, _ parameters: String = "") async throws -> SandboxValue {
        let content = #"{"access_token":"right"\#(parameters.isEmpty ? "" : ",")\#(parameters)}"#
        return try await post(method, jsonType, content).value
    }
}

extension RawResponse {
    /// The content, read as JSON.
    var value: SandboxValue {
        get throws { SandboxValue(try JSONDocument.parse(content).root) }
    }
}
