import HTTPClient
import TestKit
import Testing

@Suite("TLS", .enabled(if: RawCertificate.canBeMade))
struct TLSTests {
    private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    @Test("a certificate that nobody vouches for: never sent")
    func untrusted() async throws {
        let server = try RawTLSServer(certificate: RawCertificate())
        try await withClient { client in
            let request = try HTTPRequest(
                url: EndpointURL("https://127.0.0.1:\(server.port)"), content: Array("secret content".utf8))
            let failure = try #require(await client.post(request).failure)
            #expect(failure.reach == .neverSent)
            #expect(failure.cause == .notSecured)
            #expect(failure.detail.contains("certificate"))
        }
        let seen = await server.remainder()
        #expect(!seen.contains("secret content"))
    }

    @Test("a certificate for another host: never sent")
    func otherHost() async throws {
        let certificate = try RawCertificate(names: "DNS:crm.example.com")
        let server = try RawTLSServer(certificate: certificate)
        try await withClient {
            $0.certificateAuthorityFile = certificate.certificateFile
        } _: { client in
            let request = try HTTPRequest(
                url: EndpointURL("https://127.0.0.1:\(server.port)"), content: Array("secret content".utf8))
            let failure = try #require(await client.post(request).failure)
            #expect(failure.reach == .neverSent)
            #expect(failure.cause == .notSecured)
        }
        let seen = await server.remainder()
        #expect(!seen.contains("secret content"))
    }

    @Test("a trusted certificate: the post arrives and is answered")
    func trusted() async throws {
        let certificate = try RawCertificate()
        let server = try RawTLSServer(certificate: certificate)
        try await withClient {
            $0.certificateAuthorityFile = certificate.certificateFile
        } _: { client in
            let request = try HTTPRequest(
                url: EndpointURL("https://localhost:\(server.port)/api"), content: Array("the content".utf8))
            async let answer = client.post(request)
            let seen = await server.answer(after: "the content", with: TLSTests.answer)
            #expect(seen.contains("POST /api HTTP/1.1\r\n"))
            let response = try await answer.get()
            #expect(response.content == Array("ok".utf8))
        }
    }
}
