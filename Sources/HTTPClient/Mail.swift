/// One message, and who sends it to whom.
public struct Mail: Sendable {
    /// Who takes it.
    public var server: MailServer
    /// Whom the server knows the sender by; nil to say nothing.
    public var login: Login?
    /// The envelope's sender, such as `boardbridge@example.com`.
    public var sender: String
    /// The envelope's recipients, at least one.
    public var recipients: [String]
    /// The message, header and body (RFC 5322), its lines ended by CR LF.
    public var content: [UInt8]

    /// A user of the server's, who is only ever told to it by TLS.
    public struct Login: Sendable {
        let user: String
        let password: String

        /// A user and a password.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// A message of these parts.
    public init(server: MailServer, login: Login? = nil, sender: String, recipients: [String], content: [UInt8]) {
        self.server = server
        self.login = login
        self.sender = sender
        self.recipients = recipients
        self.content = content
    }

    /// Whether it has to go by TLS: always, but to this machine's own server without a password.
    var needsTLS: Bool { login != nil || !server.isLoopback }

    /// Whether the address is one that SMTP takes as it is: a local part and a host in printable ASCII, of the atoms of RFC 5321, 4.1.2.
    public static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return false }
        let local = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return local.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isAtomByte) }
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.utf8.allSatisfy(isHostByte)
            }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        isHostByte(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }
}
