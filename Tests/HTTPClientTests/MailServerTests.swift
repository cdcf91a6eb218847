import HTTPClient
import Testing

@Suite("Mail servers and addresses")
struct MailServerTests {
    @Test(
        "where mail goes",
        arguments: [
            ("smtps://mail.example.com", true, "mail.example.com", 465),
            ("smtp://MAIL.example.com", false, "mail.example.com", 587),
            ("smtp://localhost:25/", false, "localhost", 25), ("smtps://[::1]:4650", true, "[::1]", 4650),
            ("SMTPS://192.0.2.1", true, "192.0.2.1", 465),
        ])
    func good(text: String, isSecure: Bool, host: String, port: Int) throws {
        let server = try MailServer(text)
        #expect(server.isSecureFromTheStart == isSecure && server.host == host && server.port == port)
    }

    @Test(
        "what is no mail server",
        arguments: [
            ("mail.example.com", MailServerError.notAbsolute), ("https://mail.example.com", .unknownScheme),
            ("smtps://me:secret@mail.example.com", .userInformation), ("smtps://", .invalidHost),
            ("smtps://mail.example.com/path", .invalidHost), ("smtps://mail.example.com?x", .invalidHost),
            ("smtps://a b", .invalidHost), ("smtps://a\r\nRSET", .invalidHost), ("smtp://a:0", .invalidPort),
            ("smtp://a:99999", .invalidPort),
        ])
    func bad(text: String, error: MailServerError) {
        #expect(throws: error) { try MailServer(text) }
    }

    @Test(
        "addresses",
        arguments: [
            ("ops@example.com", true), ("first.last+tag@mail.example.com", true), ("root@localhost", true),
            ("ops", false),
            ("@example.com", false), ("ops@", false), ("a@b@c", false), ("a..b@c", false), ("a@b..c", false),
            ("a b@example.com", false), ("a@example.com\r\nDATA", false), ("<a@example.com>", false),
            ("ä@example.com", false),
        ])
    func addresses(text: String, isGood: Bool) {
        #expect(Mail.isAddress(text) == isGood)
    }

    @Test("an address that someone else made is kept to the letter")
    func exact() throws {
        for text in [
            "https://hooks.example.com/services/T0/B0/x", "https://a.example/?key=a%2Fb&c=d?e", "http://127.0.0.1:8/a/",
            "https://a.example//?x",
        ] {
            #expect(try EndpointURL(exactly: text).text == text)
        }
        for text in [
            "https://a.example/#x", "https://a.example/?a#x", "http://a.example/?x", "https://u:p@a.example/?x",
            "https://a.example/?a b",
        ] {
            #expect(throws: EndpointURLError.self) { try EndpointURL(exactly: text) }
        }
    }
}
