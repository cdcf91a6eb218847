import Foundation

/// A real SMTP server (aiosmtpd) for tests, which takes mail on 127.0.0.1 and tells of every message that it took.
public final class TestMailServer: Sendable {
    /// How it wants to be spoken to.
    public enum Security: String, Sendable, CaseIterable {
        /// STARTTLS and AUTH, before anything else.
        case starttls
        /// TLS from the first byte, and AUTH.
        case smtps
        /// In the clear, without a user.
        case plain
    }

    /// A message that it took.
    public struct Message: Sendable, Decodable {
        /// The envelope's sender.
        public let from: String
        /// The envelope's recipients.
        public let to: [String]
        /// Header and body as they came.
        public let data: String
        /// Whether it came by TLS.
        public let tls: Bool
        /// Who the sender said to be; empty where nobody.
        public let user: String
    }

    /// The one user that it knows.
    public static let user = "bridge"
    /// The user's password.
    public static let password = "correct horse"
    /// Debian's own, which is the one that has the package.
    private static let python = "/usr/bin/python3"
    /// Whether the server's program is there.
    public static let isThere = RawShell.output(of: "\(python) -c 'import aiosmtpd' 2>&1 && echo yes").hasPrefix("yes")

    /// The port on 127.0.0.1.
    public let port: Int
    private let process: ChildProcess

    /// Starts it, and waits until it listens.
    public init(_ security: Security, certificate: RawCertificate) async throws {
        process = try ChildProcess(
            Self.python,
            [
                "-u", "-W", "ignore", "-c", Self.script, security.rawValue, certificate.certificateFile,
                certificate.keyFile,
                Self.user, Self.password,
            ])
        let line = try await process.line(holding: "PORT ", on: .output)
        guard let port = Int(line.dropFirst(5)) else { throw TestFailure("no port in: \(line)") }
        self.port = port
    }

    /// Waits for the message of this number, from 0.
    public func message(_ number: Int = 0) async throws -> Message {
        let line = try await process.line(holding: "{", on: .output, skip: number)
        return try JSONDecoder().decode(Message.self, from: Data(line.utf8))
    }

    /// What it took so far.
    public var messages: [Message] {
        process.output.split(separator: "\n").filter { $0.hasPrefix("{") }.compactMap {
            try? JSONDecoder().decode(Message.self, from: Data($0.utf8))
        }
    }

    deinit { process.signal(SIGTERM) }

    private static let script = #"""
        import asyncio, json, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
        security, certificate, key, user, password = sys.argv[1:]
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("nobody@"): return "550 no such user"
                envelope.rcpt_tos.append(address)
                return "250 OK"
            async def handle_DATA(self, server, session, envelope):
                tls = security == "smtps" or session.ssl is not None
                print(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": tls,
                    "data": envelope.content.decode("ascii"), "user": session.auth_data or ""}), flush=True)
                return "250 taken"
        def authenticate(server, session, envelope, mechanism, data):
            if not isinstance(data, LoginPassword): return AuthResult(success=False, handled=False)
            good = data.login == user.encode() and data.password == password.encode()
            return AuthResult(success=good, handled=False, auth_data=user)
        def make():
            if security == "starttls":
                return SMTP(Handler(), hostname="localhost", tls_context=context, require_starttls=True,
                    auth_required=True, authenticator=authenticate)
            if security == "smtps":
                return SMTP(Handler(), hostname="localhost", auth_required=True, auth_require_tls=False,
                    authenticator=authenticate)
            return SMTP(Handler(), hostname="localhost")
        async def main():
            loop = asyncio.get_running_loop()
            server = await loop.create_server(make, "127.0.0.1", 0, ssl=context if security == "smtps" else None)
            print("PORT", server.sockets[0].getsockname()[1], flush=True)
            await server.serve_forever()
        asyncio.run(main())
        """#
}
