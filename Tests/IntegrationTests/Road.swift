import TestKit
import Wire

/// The whole road of a submission, each part a process of its own: nginx, the service, the sandbox.
final class Road: Sendable {
    let sandbox: SandboxProcess
    let service: Service
    let nginx: Nginx

    init(more: String = "", change: (String) -> String = { $0 }) async throws {
        sandbox = try await SandboxProcess(token: ServiceFolder.token)
        service = try await Service(ServiceFolder(crm: sandbox.api, more: more))
        nginx = try await Nginx(before: service, change: change)
    }

    /// Posts through nginx with curl's arguments.
    func post(_ form: String, _ arguments: [String]) async throws -> CurlAnswer {
        try await nginx.curl("/f/\(form)", arguments)
    }
}

/// `boardbridge sandbox` as a process.
final class SandboxProcess: Sendable {
    let process: ChildProcess
    /// The API's base, for `crm.url`.
    let api: String
    /// Where the board page is, with a slash at its end.
    let board: String

    init(token: String) async throws {
        process = try Program.start("sandbox", "--port", "0", "--token", token)
        api = try await Self.address(process.line(holding: "API", on: .output))
        board = try await Self.address(process.line(holding: "Board", on: .output))
    }

    /// All deals once there are `count` of them, the oldest first.
    func deals(_ count: Int) async throws -> [JSONValue] {
        try await poll("\(count) deals") {
            let deals = Array(try await Curl.send([board + "deals.json"]).json.elements)
            return deals.count >= count ? deals : nil
        }
    }

    private static func address(_ line: String) -> String { line.split(separator: " ").last.map(String.init) ?? "" }
}

extension JSONValue {
    /// The member's JSON text as it came.
    func text(_ member: String) -> String { self[member].map { String(decoding: $0.text, as: UTF8.self) } ?? "" }
}
