import Foundation
import Outbox
import Testing
import Wire

@testable import Alarms

/// 2026-03-01T09:30:00Z, a Sunday.
let sunday = Timestamp(milliseconds: 1_772_357_400_000)

@Suite("What an alarm says, to the letter")
struct AlarmWordsTests {
    private let failed = AlarmMessage(
        .raised, [.init(.failed("contact"), since: sunday, measure: .submissions(3), times: 2)], at: sunday)

    @Test("json, for programs")
    func json() {
        #expect(
            String(decoding: failed.json(.json, of: "https://leads.example.com"), as: UTF8.self)
                == #"{"event":"raised","service":"https://leads.example.com","at":"2026-03-01T09:30:00.000Z","#
                + #""text":"BoardBridge: 3 submissions of the form contact failed","causes":[{"cause":"failed","form":"contact","#
                + #""since":"2026-03-01T09:30:00.000Z","times":2,"submissions":3,"#
                + #""text":"3 submissions of the form contact failed"}]}"#)
    }

    @Test("slack, with its own marks escaped")
    func slack() {
        #expect(
            String(decoding: failed.json(.slack, of: "a <b> & c"), as: UTF8.self)
                == #"{"text":"BoardBridge: 3 submissions of the form contact failed\n\n3 submissions of the form contact failed.\n"#
                + #"See: boardbridge submissions list --state failed --form contact\nSince 2026-03-01 09:30 UTC, reported 2 times.\n\n"#
                + #"a &lt;b&gt; &amp; c, 2026-03-01 09:30 UTC"}"#)
    }

    @Test("telegram, to a chat")
    func telegram() {
        let message = AlarmMessage(.cleared, [.init(.diskLow, since: sunday)], at: sunday)
        #expect(
            String(decoding: message.json(.telegram, of: "x", chat: "-100123"), as: UTF8.self)
                == #"{"chat_id":"-100123","text":"BoardBridge, over: the disk of the store has room again\n\n"#
                + #"Over: the disk of the store has room again.\nSince 2026-03-01 09:30 UTC.\n\nx, 2026-03-01 09:30 UTC","#
                + #""link_preview_options":{"is_disabled":true}}"#)
    }

    @Test("a thousand causes are a text that Telegram takes")
    func long() throws {
        let entries = (0..<1000).map {
            AlarmMessage.Entry(.failed(String(repeating: "x", count: 60) + "\($0)"), since: sunday)
        }
        let message = AlarmMessage(.standing, entries, at: sunday)
        let text = try #require(try JSONDocument.parse(message.json(.telegram, of: "x")).root["text"]?.string)
        #expect(text.count <= 4096)
        #expect(text.hasPrefix("BoardBridge: 1000 things need a person\n"))
        #expect(message.lines(of: "x").contains("And 980 more."))
    }

    @Test("an e-mail, to the letter")
    func mail() throws {
        let mail = MailText(
            message: failed, service: "https://leads.example.com", from: "bridge@example.com",
            to: ["ops@example.com", "boss@example.com"], id: "7.x")
        let text = String(decoding: mail.bytes, as: UTF8.self)
        let parts = try #require(text.firstRange(of: "\r\n\r\n"))
        #expect(
            text[..<parts.lowerBound] == """
                Date: Sun, 1 Mar 2026 09:30:00 +0000\r
                From: BoardBridge <bridge@example.com>\r
                To: ops@example.com,\r
                 boss@example.com\r
                Subject: BoardBridge: 3 submissions of the form contact failed\r
                Message-ID: <7.x@example.com>\r
                Auto-Submitted: auto-generated\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: base64
                """)
        let body = try #require(
            Data(base64Encoded: String(text[parts.upperBound...]), options: .ignoreUnknownCharacters))
        #expect(
            String(decoding: body, as: UTF8.self) == """
                3 submissions of the form contact failed.\r
                See: boardbridge submissions list --state failed --form contact\r
                Since 2026-03-01 09:30 UTC, reported 2 times.\r
                \r
                https://leads.example.com, 2026-03-01 09:30 UTC\r

                """)
    }

    @Test(
        "no name in a subject begins a header of its own",
        arguments: ["contact\r\nBcc: all@example.com", "Kontakt für alle", "=?utf-8?B?eA==?=", "x\u{0}y"])
    func injection(name: String) throws {
        let message = AlarmMessage(.raised, [.init(.failed(name), since: sunday)], at: sunday)
        let mail = MailText(message: message, service: "x", from: "a@example.com", to: ["b@example.com"], id: "1")
        let text = String(decoding: mail.bytes, as: UTF8.self)
        let header = try #require(text.components(separatedBy: "\r\n\r\n").first)
        #expect(!header.contains("\r\nBcc"))
        #expect(header.utf8.allSatisfy { $0 < 0x7F && $0 > 0 })
        let subject = header.components(separatedBy: "\r\nSubject: ")[1].components(separatedBy: "\r\nMessage-ID")[0]
        // RFC 2047: words of at most 75, whose content put together is the text.
        let decoded = try subject.components(separatedBy: "\r\n ").reduce(into: Data()) { data, word in
            #expect(word.utf8.count <= 75 && word.hasPrefix("=?utf-8?B?") && word.hasSuffix("?="))
            data += try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
        }
        #expect(String(decoding: decoded, as: UTF8.self) == message.subject)
    }

    @Test(
        "the day of an e-mail's date",
        arguments: [
            (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (1_709_164_800_000, "Thu, 29 Feb 2024 00:00:00 +0000"),
            (1_798_761_599_000, "Thu, 31 Dec 2026 23:59:59 +0000"), (-1000, "Wed, 31 Dec 1969 23:59:59 +0000"),
        ])
    func date(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).mailDate == text)
    }

    @Test("each cause has words for its beginning, its measure and its end")
    func words() {
        let entries: [(AlarmMessage.Entry, String)] = [
            (
                .init(.tokenRefused("boardbridge.yaml"), since: sunday),
                "BoardCRM refuses the access token in boardbridge.yaml"
            ),
            (.init(.held("a"), since: sunday, measure: .submissions(1)), "1 submission of the form a is held"),
            (
                .init(.unmapped("a"), since: sunday, measure: .submissions(2)),
                "2 submissions of the form a do not fit its rules"
            ),
            (
                .init(.backlog, since: sunday, measure: .waiting(.seconds(3661))),
                "the oldest pending submission has waited for 61 minutes"
            ),
            (
                .init(.diskLow, since: sunday, measure: .free(bytes: 812 << 20)),
                "the disk of the store has 812 MiB left"
            ),
            (.init(.storeAway, since: sunday), "the store cannot store"),
            (
                .init(.storePutAside("/var/a.db.damaged-1"), since: sunday),
                "a damaged or replaced store was put aside as /var/a.db.damaged-1"
            ),
        ]
        for (entry, sentence) in entries { #expect(entry.sentence == sentence) }
        #expect(
            AlarmMessage(.test, [], at: sunday).lines(of: "x") == [
                "This is how an alert of x arrives. Nothing is wrong."
            ])
    }
}
