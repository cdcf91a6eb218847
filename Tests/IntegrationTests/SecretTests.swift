import Foundation
import Listener
import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("what must not leak")
    struct SecretTests {
        private static let token = "MARKER-TOKEN-7f3a91"
        private static let leads = [
            "MARKER-NAME", "marker-mail@example.com", "MARKER-MESSAGE", "202-555-0147", "MARKER-QUERY", "MARKER-COOKIE",
        ]

        @Test("neither token nor lead stands in logs, answers or the process list, whatever goes wrong")
        func markers() async throws {
            let sandbox = try Sandbox(listen: .tcp(host: "127.0.0.1", port: 0), accessToken: Self.token)
            let folder = try ServiceFolder(
                crm: sandbox.baseURL, token: "unused", schedule: "10ms, 10ms", more: "limits: { fields: 20 }")
            let main = folder.scratch.read("config/boardbridge.yaml")
            try folder.scratch.write(
                main.replacing("format: json", with: "format: json, level: debug"), to: "config/boardbridge.yaml")
            try folder.write(
                form: "strict", "sender: browser\ncolumn_id: { value: 999 }\nlead: { name: name, email: email }\n")
            let service = try await Service(folder, environment: ["CRM_TOKEN": Self.token])
            let lead = [
                "--data-urlencode", "name=MARKER-NAME", "-d", "email=marker-mail@example.com", "-d",
                "message=MARKER-MESSAGE",
                "--data-urlencode", "phone=+1 202-555-0147",
            ]
            let noise = ["-b", "session=MARKER-COOKIE", "-H", "Authorization: Bearer MARKER-COOKIE"]
            var answers: [CurlAnswer] = []
            for behaviour in [
                SandboxBehaviour.answer, .closeWithoutAnswer, .html(status: 500), .status(503), .refuseAccess,
            ] {
                sandbox.script(behaviour)
                for form in ["contact?q=MARKER-QUERY", "strict", "MARKER-NAME"] {
                    answers.append(try await Curl.send([service.url + "/f/\(form)"] + noise + lead))
                }
            }
            let wrong: [[String]] = [
                ["-d", "email=MARKER-NAME%0d%0aMARKER-MESSAGE"], ["-d", "budget=MARKER-NAME&name=MARKER-NAME"],
                ["-H", "Content-Type: application/json", "-d", #"{"MARKER-NAME":"MARKER-MESSAGE"#],
                ["-H", "Content-Type: application/json", "-d", #"{"MARKER-NAME":1,"MARKER-NAME":2}"#],
                ["-H", "Content-Type: multipart/form-data; boundary=MARKER-NAME", "-d", "MARKER-MESSAGE"],
                ["-H", "Content-Type: MARKER-NAME/MARKER-MESSAGE", "-d", "x"],
                ["-H", "Origin: https://MARKER-NAME.example", "-d", "x"],
                ["-X", "MARKER-NAME"], ["-H", "Accept: text/html", "-d", "email=MARKER-NAME"],
                ["-d", (0..<30).map { "MARKER-NAME\($0)=MARKER-MESSAGE" }.joined(separator: "&")],
            ]
            for arguments in wrong {
                answers.append(try await Curl.send([service.url + "/f/contact"] + noise + arguments))
            }
            _ = try await poll("an end of all attempts but the waiting one") {
                try await folder.submissions("pending").allSatisfy { ($0["reason"]?.string ?? "").contains("token") }
                    ? () : nil
            }
            let list = try await folder.run("submissions", "list", "--state", "all", "--json")
            let commandLine = try String(contentsOfFile: "/proc/\(service.process.pid)/cmdline", encoding: .utf8)
            #expect(try await service.stop() == .status(0))
            await sandbox.stop()

            let log = service.process.errors
            for marker in [Self.token] + Self.leads {
                for line in log.split(separator: "\n") where line.contains(marker) {
                    Issue.record("\(marker) stands in the log: \(line)")
                }
                #expect(!list.output.contains(marker), "\(marker) stands in the list: \(list.output)")
                #expect(!commandLine.contains(marker))
                // The page that lets a visitor put something right holds what that visitor typed, and is kept nowhere.
                let others = answers.filter {
                    $0.status != 422 || $0.field("content-type")?.hasPrefix("text/html") != true
                }
                #expect(others.count == answers.count - 1)
                for answer in others where (answer.heads + answer.text).contains(marker) {
                    Issue.record("\(marker) stands in an answer: \(answer.heads)\(answer.text)")
                }
            }
            let board = sandbox.deals
            #expect(!board.isEmpty)
            #expect(!folder.scratch.read("boardbridge.db").contains(Self.token))
            #expect(!folder.scratch.read("boardbridge.db-wal").contains(Self.token))
        }
    }
}
