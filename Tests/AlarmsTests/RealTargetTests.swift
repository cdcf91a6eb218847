import BoardCRM
import Foundation
import HTTPClient
import Synchronization
import TestKit
import Testing

@testable import Alarms

@Suite("Alarms to real servers", .enabled(if: RawCertificate.canBeMade))
struct RealTargetTests {
    private static let mailIsThere = TestMailServer.isThere

    private func withSender(
        _ target: AlertTarget, timeLimit: Duration = .seconds(20), _ body: (any AlarmSender) async throws -> Void
    ) async throws {
        let senders = try AlarmSenders(userAgent: "BoardBridge/test", service: "x", timeLimit: timeLimit)
        try await body(try senders.sender(of: target))
        await senders.close()
    }

    private func mail(
        _ server: TestMailServer, _ scheme: String, _ certificate: RawCertificate?,
        password: String? = TestMailServer.password, to: [String] = ["ops@example.com"]
    ) throws -> AlertTarget {
        var target = MailTarget(
            server: try MailServer("\(scheme)://localhost:\(server.port)"), from: "bridge@example.com", to: to)
        target.certificates = certificate?.certificateFile
        target.user = password == nil ? "" : TestMailServer.user
        target.password = password.flatMap { Secret($0) }
        return .mail(target)
    }

    @Test(
        "an e-mail by STARTTLS and by TLS from the first byte, with a user", .enabled(if: mailIsThere),
        arguments: [(TestMailServer.Security.starttls, "smtp"), (.smtps, "smtps")])
    func secured(security: TestMailServer.Security, scheme: String) async throws {
        let certificate = try RawCertificate()
        let server = try await TestMailServer(security, certificate: certificate)
        let to = ["ops@example.com", "boss@example.com"]
        try await withSender(try mail(server, scheme, certificate, to: to)) { sender in
            #expect(await sender.send(sample(.diskLow)) == nil)
        }
        let message = try await server.message()
        #expect(message.tls && message.user == TestMailServer.user)
        #expect(message.from == "bridge@example.com" && message.to == to)
        #expect(message.data.contains("\r\nSubject: BoardBridge: the disk of the store is nearly full\r\n"))
        #expect(message.data.contains("\r\nAuto-Submitted: auto-generated\r\n"))
    }

    @Test("one recipient that the server does not know leaves the others their message", .enabled(if: mailIsThere))
    func unknownRecipient() async throws {
        let certificate = try RawCertificate()
        let server = try await TestMailServer(.starttls, certificate: certificate)
        let target = try mail(server, "smtp", certificate, to: ["nobody@example.com", "ops@example.com"])
        try await withSender(target) { #expect(await $0.send(sample(.diskLow)) == nil) }
        #expect(try await server.message().to == ["ops@example.com"])
        try await withSender(try mail(server, "smtp", certificate, to: ["nobody@example.com"])) { sender in
            let failure = try #require(await sender.send(sample(.diskLow)))
            #expect(failure.isFinal && failure.words.contains("550"), "\(failure.words)")
        }
    }

    @Test(
        "a certificate that nobody vouches for, a server without STARTTLS, a wrong password: nothing is sent, and the password never",
        .enabled(if: mailIsThere))
    func refused() async throws {
        let certificate = try RawCertificate()
        let server = try await TestMailServer(.starttls, certificate: certificate)
        let plain = try await TestMailServer(.plain, certificate: certificate)
        let targets = [
            try mail(server, "smtp", nil), try mail(plain, "smtp", certificate),
            try mail(server, "smtp", certificate, password: "wrong marker"),
        ]
        for target in targets {
            try await withSender(target) { sender in
                let failure = try #require(await sender.send(sample(.diskLow)))
                #expect(!failure.words.isEmpty && !failure.words.contains("wrong marker"))
            }
        }
        #expect(server.messages.isEmpty && plain.messages.isEmpty)
    }

    @Test("this machine's own mail server needs neither", .enabled(if: mailIsThere))
    func local() async throws {
        let certificate = try RawCertificate()
        let server = try await TestMailServer(.plain, certificate: certificate)
        try await withSender(try mail(server, "smtp", nil, password: nil)) {
            #expect(await $0.send(sample(.diskLow)) == nil)
        }
        let message = try await server.message()
        #expect(!message.tls && message.user.isEmpty)
    }

    @Test("a mail server that says nothing ends with the time-out, and at once when nobody waits any more")
    func silent() async throws {
        let server = try RawServer { $0.waitForEnd() }
        let target = AlertTarget.mail(
            MailTarget(
                server: try MailServer("smtp://127.0.0.1:\(server.port)"), from: "a@example.com", to: ["b@example.com"])
        )
        try await withSender(target, timeLimit: .milliseconds(300)) { sender in
            let failure = try #require(await sender.send(sample(.diskLow)))
            #expect(!failure.isFinal)
        }
        try await withSender(target) { sender in
            let task = Task { await sender.send(sample(.diskLow)) }
            try await poll("the connection") { server.seen.connections == 2 ? () : nil }
            task.cancel()
            #expect(await task.value?.words == "cancelled")
        }
        server.stop()
    }

    private func webhook(_ server: RawServer, _ format: WebhookFormat = .json) throws -> AlertTarget {
        let address = try #require(Secret(server.url("/hooks/T0/B0/?key=x%2Fy&thread=1")))
        return .webhook(try #require(WebhookTarget(address: address, format: format, chat: "7")))
    }

    @Test("a webhook gets JSON, at its address to the letter", arguments: WebhookFormat.allCases)
    func posted(format: WebhookFormat) async throws {
        let requests = Mutex<[RawServerRequest]>([])
        let server = try RawServer { connection in
            guard let request = connection.readRequest() else { return }
            requests.withLock { $0.append(request) }
            connection.answer(204, "")
        }
        try await withSender(try webhook(server, format)) { #expect(await $0.send(sample(.backlog)) == nil) }
        let request = try #require(requests.withLock { $0.first })
        #expect(request.head.hasPrefix("POST /hooks/T0/B0/?key=x%2Fy&thread=1 HTTP/1.1\r\n"))
        #expect(request.fields("content-type") == ["application/json"])
        #expect(request.content == sample(.backlog).json(format, of: "x", chat: "7"))
        server.stop()
    }

    @Test(
        "what a webhook answers",
        arguments: [(404, true), (400, true), (302, true), (429, false), (500, false), (503, false)])
    func answers(status: Int, isFinal: Bool) async throws {
        let server = try RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.answer(status, fields: ["Location: http://127.0.0.1:1/"], "secret words")
        }
        try await withSender(try webhook(server)) { sender in
            #expect(
                await sender.send(sample(.backlog)) == AlarmSendingFailure("answered with \(status)", isFinal: isFinal))
        }
        #expect(server.seen.requests == 1)
        server.stop()
    }

    @Test("a webhook that never answers ends with the time-out")
    func hanging() async throws {
        let server = try RawServer { $0.waitForEnd() }
        try await withSender(try webhook(server), timeLimit: .milliseconds(200)) { sender in
            let failure = try #require(await sender.send(sample(.backlog)))
            #expect(!failure.isFinal)
        }
        server.stop()
    }
}
