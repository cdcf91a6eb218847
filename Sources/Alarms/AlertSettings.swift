public import BoardCRM
public import HTTPClient

/// Whom to alarm, and of what.
public struct AlertSettings: Sendable, Equatable {
    /// Who gets every message; nobody by default, and then they stand in the log alone.
    public var targets: [AlertTarget] = []
    /// After how long a cause that is still there is told again: 1 h to 30 d, 24 h by default.
    public var remind = Duration.seconds(24 * 3600)
    /// The oldest pending submission may be so old: 1 min to 30 d, 1 h by default.
    public var backlogOlderThan = Duration.seconds(3600)
    /// The disk of the store is low under any of these; 1 GiB and 5 % by default, never when empty.
    public var diskBelow = [DiskThreshold.bytes(1 << 30), .percent(5)]

    /// The defaults.
    public init() {}

    /// The board's rules by these settings.
    var rules: AlarmRules {
        var rules = AlarmRules()
        rules.remind = remind
        return rules
    }
}

/// How little of a disk is too little.
public enum DiskThreshold: Sendable, Hashable {
    /// Less than so many bytes free.
    case bytes(Int)
    /// Less than so many hundredths of the disk free, 1 to 99.
    case percent(Int)
}

/// Who is alarmed.
public enum AlertTarget: Sendable, Equatable {
    /// A POST to an address.
    case webhook(WebhookTarget)
    /// An e-mail.
    case mail(MailTarget)

    /// Its name in the log: the host alone, for a webhook's address is a secret.
    public var name: String {
        switch self {
        case .webhook(let target): "webhook \(target.host)"
        case .mail(let target): "e-mail by \(target.server.host)"
        }
    }

    /// The same for the person who wrote it down, with what tells it from others at that host.
    public var title: String {
        switch self {
        case .webhook(let target) where target.chat.isEmpty: "\(name) (\(target.format.rawValue))"
        case .webhook(let target): "\(name) (\(target.format.rawValue), chat \(target.chat))"
        case .mail(let target): "e-mail to \(target.to.joined(separator: ", ")) by \(target.server.host)"
        }
    }
}

/// A webhook.
public struct WebhookTarget: Sendable, Equatable {
    /// The address; who knows it may write there.
    public let address: Secret
    /// The address's host.
    public let host: String
    /// What it understands.
    public let format: WebhookFormat
    /// To whom Telegram is to send it: a number or an @name; empty for all other formats.
    public let chat: String

    /// A webhook at this address, which has to be one that `EndpointURL(exactly:)` takes.
    public init?(address: Secret, format: WebhookFormat, chat: String = "") {
        guard let url = try? EndpointURL(exactly: address.revealed()) else { return nil }
        self.address = address
        self.host = url.host
        self.format = format
        self.chat = chat
    }
}

/// E-mail by a server.
public struct MailTarget: Sendable, Equatable {
    /// The server that takes it.
    public var server: MailServer
    /// Whom the server knows the sender by; empty to say nothing.
    public var user = ""
    /// The user's password.
    public var password: Secret?
    /// The sender's address.
    public var from: String
    /// The recipients' addresses, at least one.
    public var to: [String]
    /// A file of certificates (PEM) to trust in place of the system's; nil for the system's.
    public var certificates: String?

    /// A target without a user.
    public init(server: MailServer, from: String, to: [String]) {
        self.server = server
        self.from = from
        self.to = to
    }
}
