import Foundation
import Sandbox
import Synchronization
import TestKit
import Testing
import Wire

/// A webhook of the test's own, which keeps what came.
private final class Hook: Sendable {
    private final class Kept: Sendable { let messages = Mutex<[JSONValue]>([]) }

    private let kept = Kept()
    private let server: RawServer

    init() throws {
        server = try RawServer { [kept] connection in
            while let request = connection.readRequest() {
                if let message = try? JSONDocument.parse(request.content).root {
                    kept.messages.withLock { $0.append(message) }
                }
                connection.answer(200, "ok")
            }
        }
    }

    deinit { server.stop() }

    var url: String { server.url("/hook?key=hook-secret") }
    var messages: [JSONValue] { kept.messages.withLock { $0 } }

    /// `standing failed:contact`, as they came.
    var told: [String] {
        messages.map { message in
            let list = message["causes"]
            let causes = (0..<10).compactMap { list?[$0] }.map { cause in
                [cause["cause"]?.string, cause["form"]?.string ?? cause["token_in"]?.string].compactMap { $0 }
                    .joined(separator: ":")
            }
            return "\(message["event"]?.string ?? "") \(causes.joined(separator: " "))"
        }
    }
}

extension Integration {
    @Suite("alerts")
    struct AlertTests {
        /// A lead whose every part would be known again.
        private static let lead = "full_name=Marker-Name&subject=Marker-Subject&col=83649127&email=marker%40example.net"

        private func folder(_ crm: String, _ alerts: String) throws -> ServiceFolder {
            let folder = try ServiceFolder(crm: crm, more: "alerts:\n  disk_below: []\n  to:\n\(alerts)")
            try folder.write(
                form: "refused",
                "origins: '*'\ncolumn_id: { from: col, type: id }\nlead: { name: full_name, email: email }\nfields: { title: subject }\n"
            )
            return folder
        }

        private func post(_ service: Service, _ form: String, _ content: String) async throws -> Int? {
            try await Curl.send(["\(service.url)/f/\(form)", "-d", content]).statuses.last
        }

        @Test(
            "what stands at the start is one message by webhook and e-mail, what comes later another, and none holds a word of a lead",
            .enabled(if: TestMailServer.isThere && RawCertificate.canBeMade))
        func told() async throws {
            try await withSandbox { sandbox in
                let hook = try Hook()
                let mail = try await TestMailServer(.plain, certificate: RawCertificate())
                let folder = try folder(
                    sandbox.baseURL,
                    """
                        - { webhook: "\(hook.url)" }
                        - { email: ops@example.com, from: bridge@example.com, smtp: "smtp://127.0.0.1:\(mail.port)" }
                    """)
                let service = try await Service(folder)
                #expect(try await post(service, "refused", Self.lead) == 200)
                #expect(try await post(service, "webhook", "x=Marker-Field") == 200)
                try await poll("the first message") { hook.messages.isEmpty ? nil : () }
                #expect(hook.told == ["standing failed:refused unmapped:webhook"])
                // One more of the same cause, and then another; the very same content would be a double click.
                #expect(try await post(service, "refused", Self.lead + "&n=2") == 200)
                _ = try await service.process.line(holding: #""state":"failed""#, on: .errors, skip: 1)
                sandbox.behaviour = .refuseAccess
                #expect(try await post(service, "contact", "full_name=Marker-Name&topic=sales") == 200)
                try await poll("the second message") { hook.messages.count > 1 ? () : nil }
                #expect(hook.told.last == "raised token_refused:boardbridge.yaml")
                #expect(hook.told.count == 2)
                let mails = [try await mail.message(0), try await mail.message(1)]
                #expect(mails[0].data.contains("Subject: BoardBridge: 2 things need a person\r\n"))
                #expect(
                    mails[1].data.contains(
                        "Subject: BoardBridge: BoardCRM refuses the access token in boardbridge.yaml\r\n"))
                #expect(try await service.stop() == .status(0))

                let texts = mails.map { mail in
                    let body = mail.data.components(separatedBy: "\r\n\r\n").dropFirst().joined()
                    let bytes = Data(base64Encoded: body, options: .ignoreUnknownCharacters) ?? Data()
                    return mail.data + String(decoding: bytes, as: UTF8.self)
                }
                #expect(texts[0].contains("boardbridge submissions list --state failed --form refused"))
                let all =
                    (hook.messages.map { String(decoding: $0.text, as: UTF8.self) } + texts).joined()
                    + service.process.errors
                for word in ["Marker", "marker", "83649127", "hook-secret", ServiceFolder.token] {
                    #expect(!all.contains(word), "\(word)")
                }
            }
        }

        @Test("after a restart what stands is told once, in one message")
        func restarted() async throws {
            try await withSandbox { sandbox in
                let hook = try Hook()
                let folder = try folder(sandbox.baseURL, "    - { webhook: \"\(hook.url)\" }")
                let service = try await Service(folder)
                // Each is another one: the same twice within seconds would be a double click.
                for number in 0..<5 { _ = try await post(service, "refused", Self.lead + "&n=\(number)") }
                _ = try await service.process.line(holding: #""state":"failed""#, on: .errors, skip: 4)
                #expect(try await service.stop() == .status(0))
                #expect(hook.messages.isEmpty, "it ended before the causes of its start were told")
                let again = try await Service(folder)
                try await poll("the message") { hook.messages.isEmpty ? nil : () }
                #expect(hook.told == ["standing failed:refused"])
                #expect(hook.messages[0]["causes"]?[0]?["submissions"]?.int64 == 5)
                _ = try await post(again, "refused", Self.lead + "&n=again")
                _ = try await again.process.line(holding: #""state":"failed""#, on: .errors)
                #expect(try await again.stop() == .status(0))
                #expect(hook.messages.count == 1)
            }
        }

        @Test("a webhook and a mail server that hang for ever hold up no visitor, no deal and no end")
        func hanging() async throws {
            try await withSandbox { sandbox in
                let hanging = try RawServer { connection in
                    connection.readSome(1)
                    Thread.sleep(forTimeInterval: 60)
                }
                let folder = try folder(
                    sandbox.baseURL,
                    """
                        - { webhook: "\(hanging.url("/hook"))" }
                        - { email: ops@example.com, from: bridge@example.com, smtp: "smtp://127.0.0.1:\(hanging.port)" }
                    """)
                let service = try await Service(folder)
                _ = try await post(service, "refused", Self.lead)
                try await poll("both to hang") { hanging.seen.connections == 2 ? () : nil }
                let posters = Posters(0..<100, port: service.port)
                try await posters.run()
                #expect(posters.answered.count == 100)
                try await poll("the deals") { sandbox.deals.count == 100 ? () : nil }
                let began = ContinuousClock.now
                #expect(try await service.stop() == .status(0))
                #expect(ContinuousClock.now - began < .seconds(8))
                hanging.stop()
            }
        }

        @Test(
            "alert-test sends one message to each, and says what came of it",
            .enabled(if: TestMailServer.isThere && RawCertificate.canBeMade),
            arguments: [(TestMailServer.Security.starttls, "smtp"), (.smtps, "smtps")])
        func tried(security: TestMailServer.Security, scheme: String) async throws {
            let hook = try Hook()
            let certificate = try RawCertificate()
            let mail = try await TestMailServer(security, certificate: certificate)
            func alerts(_ password: String) -> String {
                """
                    - { webhook: "\(hook.url)" }
                    - { email: ops@example.com, from: bridge@example.com, smtp: "\(scheme)://localhost:\(mail.port)",
                        user: \(TestMailServer.user), password: "\(password)", certificates: "\(certificate.certificateFile)" }
                """
            }
            let good = try await folder("http://127.0.0.1:1/", alerts(TestMailServer.password)).run("alert-test")
            #expect(good.status == 0, "\(good.errors)")
            let taken = ["1. webhook 127.0.0.1 (json): taken", "2. e-mail to ops@example.com by localhost: taken"]
            #expect(good.lines == taken)
            #expect(hook.told == ["test "])
            let message = try await mail.message()
            #expect(message.tls && message.user == TestMailServer.user)
            #expect(message.data.contains("Subject: BoardBridge: a test of alerts\r\n"))

            let bad = try await folder("http://127.0.0.1:1/", alerts("another-secret")).run("alert-test")
            #expect(bad.status == 1)
            #expect(bad.lines == [taken[0]])
            #expect(bad.errors.hasPrefix("2. e-mail to ops@example.com by localhost: "))
            #expect(!bad.errors.contains("another-secret"))
        }

        @Test("alert-test with nobody to tell says so")
        func nobody() async throws {
            let result = try await ServiceFolder(crm: "http://127.0.0.1:1/").run("alert-test")
            #expect(result.status == 1 && result.errors.contains("`alerts` in boardbridge.yaml is empty"))
        }
    }
}
